/**
 * Limits the processor time of another process for one task, so that a busy machine does not cause refusals.
 * If the system does not report processor time, elapsed time counts.
 */
import { readFileSync } from "node:fs";

/** Factor for a limit on elapsed time, because a process that only waits must end, too. */
const BY_THE_CLOCK = 20;
/** Linux counts in hundredths of a second. */
const TICK_MS = 10;

/** Returns a function that returns the milliseconds left; 0 or negative when the limit is reached. */
export function startAllowance(pid: number | undefined, limitMs: number): () => number {
  const began = performance.now();
  const before = processorTime(pid);
  return () => {
    const passed = performance.now() - began;
    const now = processorTime(pid);
    const worked = before === null || now === null ? passed : now - before;
    return Math.min(limitMs - worked, limitMs * BY_THE_CLOCK - passed);
  };
}

/** Processor time of all threads of the process, in milliseconds; null if the system does not report it. */
function processorTime(pid: number | undefined): number | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "latin1");
    // The process name in parentheses may contain anything; user and system time are fields 12 and 13 after
    // it.
    const [user, system] = text
      .slice(text.lastIndexOf(")") + 2)
      .split(" ")
      .slice(11, 13)
      .map(Number);
    return user === undefined || system === undefined ? null : (user + system) * TICK_MS;
  } catch {
    return null;
  }
}
