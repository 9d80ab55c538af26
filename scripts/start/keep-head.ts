/**
 * The head of the history as this data directory last knew it. A process that starts on a database without it
 * begins another history: the database was restored while nobody looked.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Database } from "../../services/kit/store/open/database.js";
import { openJournal } from "../../services/kit/store/follow/journal.js";
import { isLost, writeHead } from "../../services/kit/store/read/compare-head.js";
import { readEpoch } from "../../services/kit/store/read/epoch.js";
import { beginEpoch } from "../../services/kit/store/write/epoch.js";
import { makeDirectory } from "./data-directory.js";
import { replaceFile } from "./place-file.js";

/** Beside the keys, which belong to the same database. The embedded one is restored with its directory. */
const FILE = "head";

/** Resolves to what ends it. `onFault`: the head could not be written. */
export async function keepHead(
  database: Database,
  directory: string,
  onFault: (error: unknown) => void,
): Promise<() => Promise<void>> {
  if (database.kind === "embedded") return () => Promise.resolve();
  await makeDirectory(directory);
  const path = join(directory, FILE);
  const known = await readFile(path, "utf8").catch(() => null);
  if (known !== null && (await isLost(database.pool, known.trim()))) {
    const { epoch } = await readEpoch(database.pool);
    await beginEpoch(database, { cause: "NOTICED", after: epoch });
  }
  const journal = await openJournal(database);
  let written = "";
  let writing = Promise.resolve();
  const unwatch = journal.watch(() => {
    const { epoch, latest, head } = journal.released();
    const now = writeHead(epoch, latest, head);
    if (now === written) return;
    written = now;
    writing = writing.then(() => replaceFile(path, `${now}\n`)).catch(onFault);
  });
  return async () => {
    unwatch();
    await journal.close();
    await writing;
  };
}
