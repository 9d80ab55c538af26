/**
 * The floor of a start: a process that opens the embedded database in a directory, says so, and closes it
 * when it is told to stop.
 */
import { openDatabase } from "../../../services/kit/store/open/database.js";
import { untilStopped } from "../../start/until-stopped.js";

const database = await openDatabase({ url: null, directory: process.argv[2] ?? ":memory:" });
const stopped = untilStopped();
const alive = setInterval(() => undefined, 60_000);
process.stdout.write("The database is ready\n");
await stopped;
clearInterval(alive);
await database.close();
