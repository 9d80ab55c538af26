/**
 * A copy of the embedded database's directory, taken while no statement runs, by the process that has the
 * database: be it the hub, or a command while there is none.
 */
import { randomUUID } from "node:crypto";
import { access, constants, cp, mkdir, readdir, rm, stat, statfs } from "node:fs/promises";
import { join } from "node:path";
import { HubError } from "#schema/errors.js";
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
 * Others wait for as long as the copy takes; a file system that can shares the blocks. Throws DATA_UNWRITABLE
 * where the disk has no room for it.
 */
export async function copyEmbedded(database: Database, dataDirectory: string): Promise<EmbeddedCopy> {
  await sweepCopies(dataDirectory);
  await assertRoom(dataDirectory);
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

const MIB = 1024 * 1024;
/** What the database must have left to go on: without it its next statement would never end. */
const SPARE_BYTES = 32 * MIB;

async function assertRoom(dataDirectory: string): Promise<void> {
  const { bavail, bsize } = await statfs(dataDirectory);
  const free = Math.floor((bavail * bsize) / MIB);
  const needed = Math.ceil(((await bytesIn(databaseIn(dataDirectory))) + SPARE_BYTES) / MIB);
  if (free < needed)
    throw new HubError("DATA_UNWRITABLE", {
      directory: dataDirectory,
      reason: `备份先在其中复制数据库，需要 ${needed} MiB，磁盘只剩 ${free} MiB`,
      reasonEn: `a backup copies the database within it, which takes ${needed} MiB, and its disk has ${free} MiB left`,
    });
}

async function bytesIn(directory: string): Promise<number> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const sizes = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => (await stat(join(entry.parentPath, entry.name))).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Copies that a process left which was killed. */
async function sweepCopies(dataDirectory: string): Promise<void> {
  for (const name of await readdir(dataDirectory)) {
    const path = join(dataDirectory, name);
    if (COPY.test(name) && Date.now() - (await stat(path)).mtimeMs > FORGOTTEN_MS)
      await rm(path, { recursive: true, force: true });
  }
}
