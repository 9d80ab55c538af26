/**
 * A copy of the embedded database's directory, taken while no statement runs, by the process that has the
 * database: be it the hub, or a command while there is none.
 */
import { randomUUID } from "node:crypto";
import { access, constants, cp, mkdir, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Database } from "./database.js";
import { readFacts, tablesOf, type Facts } from "./facts.js";

const DATABASE = "database";
const COPY = /^backup\.[\da-f-]{36}$/;
const FORGOTTEN_MS = 86_400_000;

export interface EmbeddedCopy {
  /** Name of the copy's folder in the data directory. */
  readonly name: string;
  readonly facts: Facts;
}

export function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

export function databaseIn(dataDirectory: string): string {
  return join(dataDirectory, DATABASE);
}

/**
 * Others wait for as long as the copy takes; a file system that can shares the blocks. Throws BACKUP_NOTHING.
 */
export async function copyEmbedded(database: Database, dataDirectory: string): Promise<EmbeddedCopy> {
  await sweepCopies(dataDirectory);
  const name = `backup.${randomUUID()}`;
  const copy = join(dataDirectory, name);
  const facts = await database
    .transaction(async (client) => {
      const found = await readFacts(client, await tablesOf(client));
      await client.query("CHECKPOINT");
      await mkdir(copy, { mode: 0o700 });
      await cp(databaseIn(dataDirectory), copy, { recursive: true, mode: constants.COPYFILE_FICLONE });
      return found;
    })
    .catch(async (error: unknown) => {
      await rm(copy, { recursive: true, force: true });
      throw error;
    });
  return { name, facts };
}

/** Copies that a process left which was killed. */
async function sweepCopies(dataDirectory: string): Promise<void> {
  for (const name of await readdir(dataDirectory)) {
    const path = join(dataDirectory, name);
    if (COPY.test(name) && Date.now() - (await stat(path)).mtimeMs > FORGOTTEN_MS)
      await rm(path, { recursive: true, force: true });
  }
}
