/**
 * The embedded database: a copy of its directory, taken while no statement runs. It is taken by the process that
 * has the database, be it the hub that runs, and packed by whoever backs up.
 */
import { randomUUID } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { access, constants, cp, mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join, posix } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Database } from "../../services/kit/store/open/database.js";
import { readFacts, tablesOf } from "./facts.js";
import type { Facts } from "./manifest.js";
import type { ReadEntry } from "./read-archive.js";
import type { Writing } from "./write-archive.js";

export const DIRECTORY_ENTRY = "database/";
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

/** Others wait for as long as the copy takes; a file system that can shares the blocks. Throws BACKUP_NOTHING. */
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

/** The copy goes when it is packed. */
export async function packCopy(writing: Writing, copy: string): Promise<void> {
  const entries = await readdir(copy, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    const name = `${DIRECTORY_ENTRY}${path.slice(copy.length + 1).replaceAll("\\", "/")}`;
    if (entry.isDirectory()) await writing.addFolder(`${name}/`);
    else await writing.addFile(name, (await stat(path)).size, createReadStream(path));
  }
}

/** Unpacks beside the database's place, which it takes with `place` once all is there. */
export async function openUnpacking(dataDirectory: string): Promise<{
  readonly take: (entry: ReadEntry) => Promise<void>;
  readonly place: () => Promise<void>;
  readonly drop: () => Promise<void>;
}> {
  const draft = join(dataDirectory, `backup.${randomUUID()}`);
  await mkdir(draft, { mode: 0o700 });
  return {
    take: async ({ name, isFolder, content }) => {
      const path = join(draft, name.slice(DIRECTORY_ENTRY.length));
      await mkdir(isFolder ? path : dirname(path), { recursive: true, mode: 0o700 });
      if (!isFolder) await pipeline(content, createWriteStream(path, { mode: 0o600, flags: "wx" }));
    },
    place: () => rename(draft, databaseIn(dataDirectory)),
    drop: () => rm(draft, { recursive: true, force: true }),
  };
}

/** True for a name that leads nowhere else. */
export function isInside(name: string): boolean {
  return name.startsWith(DIRECTORY_ENTRY) && posix.normalize(name) === name && !name.includes("\\");
}
