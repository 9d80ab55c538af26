/** A process that opens a data directory, says so, and keeps it until it is killed. */
import { openDatabase } from "./database.js";

const [directory] = process.argv.slice(2);
if (directory === undefined || !process.send) throw new Error("To be forked with a directory");
await openDatabase({ url: null, directory });
process.send("open");
process.on("message", () => undefined);
