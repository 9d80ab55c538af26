/**
 * One contender as a process of its own: `contender.js <kind> <setup as JSON>`. Says where it serves, and how
 * much CPU and memory it has used whenever it is asked.
 */
import { CONTENDERS, isKind } from "./kinds.js";
import type { ContenderSetup } from "./contender-setup.js";

const [, , kind = "", setup = "{}"] = process.argv;
if (!isKind(kind)) throw new Error(`There is no contender ${kind}`);
const origin = await CONTENDERS[kind].serve(JSON.parse(setup) as ContenderSetup); // what open-contender.ts passes
process.on("message", () => process.send?.({ ...process.cpuUsage(), rss: process.memoryUsage().rss }));
process.on("disconnect", () => process.exit());
process.send?.(origin);
