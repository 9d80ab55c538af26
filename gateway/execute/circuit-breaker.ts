/** A subgraph that failed again and again is left alone for a moment: its callers are told at once, and it can come back. */
export interface Breaker {
  readonly isOpen: () => boolean;
  readonly succeeded: () => void;
  readonly failed: () => void;
}

const FAILURES = 5;
const PAUSE_MS = 2_000;

export function createBreaker(now: () => number = Date.now): Breaker {
  let failures = 0;
  let openUntil = 0;
  return {
    isOpen: () => now() < openUntil,
    succeeded: () => { failures = 0; },
    failed: () => {
      failures += 1;
      // After the pause one failure is enough to open it again.
      if (failures >= FAILURES) openUntil = now() + PAUSE_MS;
    },
  };
}
