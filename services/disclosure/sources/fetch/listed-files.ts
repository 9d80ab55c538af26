/** What folders have in common, be they of this machine or behind SFTP. */
import type { HubError } from "#schema/errors.js";
import { strange, type Access } from "./access.js";

export interface Listed {
  readonly name: string;
  readonly size: number;
  /** When it was changed last, in milliseconds since 1970. */
  readonly changedMs: number;
}

export const MOST_ENTRIES = 10_000;

export function markOf({ size, changedMs }: Listed): string {
  return `${size} ${changedMs}`;
}

/** Whoever corrects a file hands it in later. */
export function oldestFirst(files: readonly Listed[]): readonly Listed[] {
  return files.toSorted((one, other) => one.changedMs - other.changedMs || (one.name < other.name ? -1 : 1));
}

/** False of what may still be written, and of what was handed in as it is. */
export function isSettled(
  listed: Listed,
  { settleSeconds }: { readonly settleSeconds: number },
  { now, markOf: handedIn }: Pick<Access, "now" | "markOf">,
): boolean {
  // Its clock may be ahead of ours.
  const age = Math.abs(now().getTime() - listed.changedMs);
  return age >= settleSeconds * 1000 && handedIn(listed.name) !== markOf(listed);
}

export function changed(): HubError {
  return strange("读取时文件发生了变化", "a file of it changed while it was read");
}

export function tooMany(): HubError {
  return strange(`文件夹中超过${MOST_ENTRIES}个文件`, `the folder has more than ${MOST_ENTRIES} files`);
}
