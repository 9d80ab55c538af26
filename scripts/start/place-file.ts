/**
 * Files that are there whole or not at all, also after a power cut: each is written beside its place, and
 * then gets its name.
 */
import { randomUUID } from "node:crypto";
import { link, open, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { systemCode } from "./read-text.js";

/** Never in the place of another: rejects with EEXIST. Readable by its owner alone. */
export async function writeNew(path: string, text: string): Promise<void> {
  await fromDraft(path, text, (draft) => placeNew(draft, path));
}

/** In the place of the one that was there. Readable by its owner alone. */
export async function replaceFile(path: string, text: string): Promise<void> {
  await fromDraft(path, text, (draft) => placeOver(draft, path));
}

async function fromDraft(path: string, text: string, place: (draft: string) => Promise<void>): Promise<void> {
  const draft = `${path}.${randomUUID()}`;
  try {
    await writeFile(draft, text, { flag: "wx", mode: 0o600, flush: true });
    await place(draft);
  } finally {
    await rm(draft, { force: true });
  }
}

/**
 * Gives a finished file a name that none has: rejects with EEXIST. The draft may keep its own name too.
 * `linkFile`: the system's hard link, which some file systems do not have (exFAT, many network shares).
 */
export async function placeNew(draft: string, path: string, linkFile = link): Promise<void> {
  try {
    await linkFile(draft, path);
  } catch (error) {
    if (!NO_LINKS.has(systemCode(error))) throw error;
    await placeByName(draft, path);
  }
  await syncFolderOf(path);
}

/** What file systems without hard links say, by themselves or by FUSE. */
const NO_LINKS: ReadonlySet<string> = new Set(["EPERM", "ENOSYS", "ENOTSUP", "EOPNOTSUPP", "EINVAL"]);

/** An empty file takes the name first: only one process can make it. */
async function placeByName(draft: string, path: string): Promise<void> {
  await (await open(path, "wx", 0o600)).close();
  try {
    await rename(draft, path);
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

async function placeOver(draft: string, path: string): Promise<void> {
  await rename(draft, path);
  await syncFolderOf(path);
}

/** A name lasts once its folder is on the disk. */
async function syncFolderOf(path: string): Promise<void> {
  try {
    const folder = await open(dirname(path), "r");
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  } catch {
    // Windows and some file systems have no such thing, and keep names in their own way.
  }
}
