/**
 * One process per data directory: the embedded database takes no lock of its own, and two processes on one
 * directory would silently lose rows. The lock is the operating system's, held through an open SQLite file,
 * for Node has no other call for it: it ends with the process however that ends, so there is no stale lock to
 * recognise. `hub.pid` only tells people who holds it.
 *
 * Refused with DATA_LOCKED.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { HubError } from "#schema/errors.js";

/** Takes the lock and returns what gives it back. */
export function lockDataDirectory(directory: string): () => void {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const lock = new DatabaseSync(join(directory, LOCK_FILE), { timeout: WAIT_FOR_PROBE_MS });
  try {
    lock.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    lock.close();
    throw isBusy(error) ? new HubError("DATA_LOCKED", { directory, pid: readHolder(directory) }) : error;
  }
  writeFileSync(join(directory, HOLDER_FILE), String(process.pid));
  return () => {
    rmSync(join(directory, HOLDER_FILE), { force: true });
    lock.close();
  };
}

/** The number of the process that has the lock, or null when none has. */
export function lockHolder(directory: string): string | null {
  const path = join(directory, LOCK_FILE);
  if (!existsSync(path)) return null;
  const probe = new DatabaseSync(path, { readOnly: true });
  try {
    probe.exec("SELECT count(*) FROM sqlite_schema");
    return null;
  } catch (error) {
    if (isBusy(error)) return readHolder(directory);
    throw error;
  } finally {
    probe.close();
  }
}

const LOCK_FILE = "hub.lock";
const HOLDER_FILE = "hub.pid";
/** Asking for the holder does not disturb a process that takes the lock at the same moment. */
const WAIT_FOR_PROBE_MS = 100;
const SQLITE_BUSY = 5;

function isBusy(error: unknown): boolean {
  return typeof error === "object" && error !== null && "errcode" in error && error.errcode === SQLITE_BUSY;
}

function readHolder(directory: string): string {
  try {
    return readFileSync(join(directory, HOLDER_FILE), "utf8");
  } catch {
    // It has the lock and has not yet written its number.
    return "?";
  }
}
