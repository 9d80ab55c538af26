/**
 * One process per data directory: the embedded database takes no lock of its own, and two processes on one directory would silently lose
 * rows. The lock is the operating system's, held through an open SQLite file, for Node has no other call for it: it ends with the
 * process however that ends, so there is no stale lock to recognise. `hub.pid` only tells people who holds it.
 *
 * Refused with DATA_LOCKED.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { HubError } from "#schema/errors.js";

/** Takes the lock and returns what gives it back. */
export function lockDataDirectory(directory: string): () => void {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const holderFile = join(directory, "hub.pid");
  const lock = new DatabaseSync(join(directory, "hub.lock"));
  try {
    lock.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    lock.close();
    if (error instanceof Error && "errcode" in error && error.errcode === SQLITE_BUSY) throw new HubError("DATA_LOCKED", { directory, pid: readHolder(holderFile) });
    throw error;
  }
  writeFileSync(holderFile, String(process.pid));
  return () => {
    rmSync(holderFile, { force: true });
    lock.close();
  };
}

const SQLITE_BUSY = 5;

function readHolder(holderFile: string): string {
  try {
    return readFileSync(holderFile, "utf8");
  } catch {
    // The holder has the lock and has not yet written its number.
    return "?";
  }
}
