/**
 * How long another process may work at something. What counts is its processor time, so that nothing is refused
 * because the machine has much else to do; where the system does not tell it, the clock does.
 */
import { readFileSync } from "node:fs";

/** How many times as long by the clock: a process that waits for nothing that comes must end, too. */
const BY_THE_CLOCK = 20;
/** Linux counts in hundredths of a second. */
const TICK_MS = 10;

/** What it returns tells how many milliseconds are left; none, and less than none, when it has had them. */
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

/** Milliseconds that all threads of the process have had; null where nobody tells. */
function processorTime(pid: number | undefined): number | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "latin1");
    // The name before it may hold anything; user and system time are the 12th and 13th field behind it.
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
