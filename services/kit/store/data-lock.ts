/**
 * One process per data directory. The embedded database takes no lock of its own: two processes on one directory would
 * silently lose rows. The lock is a file with the process id and the process's start, so that a stale one is recognised.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { HubError } from "#schema/errors.js";

/** Takes the lock, or throws DATA_LOCKED; returns what gives it back. */
export function lockDataDirectory(directory: string): () => void {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const path = join(directory, "hub.lock");
  const mine = `${process.pid} ${startOf(process.pid) ?? ""}`;
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      writeFileSync(path, mine, { flag: "wx" });
      return () => rmSync(path, { force: true });
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
      const holder = holderOf(path);
      if (holder !== null) throw new HubError("DATA_LOCKED", { directory, pid: holder });
      rmSync(path, { force: true });
    }
  }
  throw new HubError("DATA_LOCKED", { directory, pid: "?" });
}

/** The process that holds the lock now, or null when there is none or it is gone. */
export function lockHolder(directory: string): number | null {
  return holderOf(join(directory, "hub.lock"));
}

function holderOf(path: string): number | null {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    return null;
  }
  const [pid, start] = text.split(" ");
  if (!pid || !isAlive(Number(pid))) return null;
  // A process id is used again after a restart: the same number with another start is somebody else.
  return start && startOf(Number(pid)) !== start ? null : Number(pid);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** When the process started, in clock ticks since the machine's start; null where /proc does not tell. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? null;
  } catch {
    return null;
  }
}
