/**
 * Files of a folder of this machine, the oldest first. Only regular files that lie in it: links of either
 * kind could lead elsewhere.
 */
import { constants } from "node:fs";
import { opendir, open, type FileHandle } from "node:fs/promises";
import { join, matchesGlob } from "node:path";
import { HubError } from "#schema/errors.js";
import type { FromKind } from "../definition.js";
import { strange, type Access, type Fetch, type FoundFile } from "./access.js";
import {
  changed,
  isSettled,
  markOf,
  oldestFirst,
  tooMany,
  MOST_ENTRIES,
  type Listed,
} from "./listed-files.js";

type Folder = FromKind<"folder">;

export const fetchFolder: Fetch<Folder> = async function* (from, access) {
  for (const listed of oldestFirst(await list(from))) {
    if (!isSettled(listed, from, access)) continue;
    const file = await openRegular(join(from.folder, listed.name));
    try {
      yield read(file, listed, access);
    } finally {
      await file.close();
    }
  }
};

async function list({ folder, files }: Folder): Promise<readonly Listed[]> {
  const found: Listed[] = [];
  let entries = 0;
  for await (const entry of await openFolder(folder)) {
    entries += 1;
    if (entries > MOST_ENTRIES) throw tooMany();
    if (!entry.isFile() || !matchesGlob(entry.name, files)) continue;
    const file = await openRegular(join(folder, entry.name));
    try {
      const { size, mtimeMs } = await file.stat();
      found.push({ name: entry.name, size, changedMs: Math.floor(mtimeMs) });
    } finally {
      await file.close();
    }
  }
  return found;
}

async function openFolder(folder: string): ReturnType<typeof opendir> {
  try {
    return await opendir(folder);
  } catch {
    throw new HubError("SOURCE_UNREACHABLE", {
      reason: "文件夹不存在或无法读取",
      reasonEn: "there is no such folder, or it cannot be read",
    });
  }
}

/** Never a link's target, and never a device or a pipe, which would hold the reader up. */
async function openRegular(path: string): Promise<FileHandle> {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  const { nlink, ...stat } = await file.stat();
  if (nlink === 1 && (stat.mode & constants.S_IFMT) === constants.S_IFREG) return file;
  await file.close();
  throw strange("有文件是链接", "a file of it is a link");
}

function read(file: FileHandle, listed: Listed, { signal }: Access): FoundFile {
  const bytes = async function* (): AsyncGenerator<Uint8Array> {
    for await (const piece of file.createReadStream({ autoClose: false, signal })) yield Buffer.from(piece);
    const { size, mtimeMs } = await file.stat();
    if (size !== listed.size || Math.floor(mtimeMs) !== listed.changedMs) throw changed();
  };
  return { name: listed.name, mark: markOf(listed), bytes: bytes() };
}
