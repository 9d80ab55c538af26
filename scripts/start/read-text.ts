/** Files that a person names on the command line, and what the system says of those that it cannot open. */
import { readFile, stat } from "node:fs/promises";
import { HubError } from "#schema/errors.js";

interface Words {
  readonly reason: string;
  readonly reasonEn: string;
}

/** Throws FILE_UNREADABLE. */
export async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw new HubError("FILE_UNREADABLE", { file, ...systemWords(error) });
  }
}

/** Throws FILE_UNREADABLE for what is no file. */
export async function assertFile(file: string): Promise<void> {
  try {
    if ((await stat(file)).isFile()) return;
  } catch (error) {
    throw new HubError("FILE_UNREADABLE", { file, ...systemWords(error) });
  }
  throw new HubError("FILE_UNREADABLE", { file, ...NO_FILE });
}

export function systemCode(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error && typeof error.code === "string"
    ? error.code
    : "";
}

/** Meaning of an error of the file system; its code where it is a rare one. */
export function systemWords(error: unknown): Words {
  const code = systemCode(error);
  const words = code === "" ? String(error) : code;
  return SYSTEM[code] ?? { reason: words, reasonEn: words };
}

const NO_FILE: Words = { reason: "该路径不是文件", reasonEn: "it is no file" };
const NOT_ALLOWED: Words = { reason: "没有权限", reasonEn: "permission is denied" };
const NO_FOLDER: Words = {
  reason: "该路径或其上级是文件，不是文件夹",
  reasonEn: "it, or what it should lie in, is a file and no folder",
};
const FULL: Words = { reason: "磁盘已满", reasonEn: "the disk is full" };
const SYSTEM: Readonly<Record<string, Words>> = {
  ENOENT: { reason: "没有此文件", reasonEn: "there is none" },
  EISDIR: NO_FILE,
  EACCES: NOT_ALLOWED,
  EPERM: NOT_ALLOWED,
  ENOTDIR: NO_FOLDER,
  EEXIST: NO_FOLDER,
  ENOSPC: FULL,
  EDQUOT: FULL,
  EROFS: { reason: "所在的文件系统是只读的", reasonEn: "its file system is read-only" },
  EFBIG: {
    reason: "超过了文件大小的限制（ulimit -f）",
    reasonEn: "the limit of a file's size is too small (ulimit -f)",
  },
  ERR_FS_FILE_TOO_LARGE: { reason: "文件过大", reasonEn: "it is too large" },
  ERR_STRING_TOO_LONG: { reason: "文件过大", reasonEn: "it is too large" },
};
