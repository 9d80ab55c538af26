/** The directory of the embedded database on its way into a backup and out of it. */
import { randomUUID } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join, posix } from "node:path";
import { pipeline } from "node:stream/promises";
import { databaseIn } from "../../services/kit/store/open/copy-directory.js";
import type { ReadEntry } from "./read-archive.js";
import type { Writing } from "./write-archive.js";

export const DIRECTORY_ENTRY = "database/";

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
