/** A contender in a process of its own: tells where it serves, and, when asked, what it has used. */
import { CONTENDERS, type Kind } from "./contenders.js";

const kind = process.argv[2] as Kind; // as run.ts starts it
process.send?.(await CONTENDERS[kind].open());
process.on("message", () => {
  globalThis.gc?.();
  process.send?.({ ...process.cpuUsage(), rss: process.memoryUsage.rss() });
});
