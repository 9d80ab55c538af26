/**
 * A subgraph that failed again and again is left alone for a moment: its callers are told at once. Then one
 * call is let through to see how it fares, and the others when that one has succeeded.
 */
export interface Breaker {
  /** True when a call may be made now. Its outcome must be reported by one of the three methods below. */
  readonly mayTry: () => boolean;
  readonly succeeded: () => void;
  readonly failed: () => void;
  /** The call has shown nothing about the subgraph. */
  readonly gaveUp: () => void;
  readonly health: () => SubgraphHealth;
}

/**
 * By the calls so far: the last one was answered; it was not; so many were not that none is made for a
 * moment.
 */
export type SubgraphHealth = "up" | "failing" | "left-alone";

const FAILURES = 5;
const PAUSE_MS = 2_000;

export function createBreaker(now: () => number = Date.now): Breaker {
  let failures = 0;
  let openUntil = 0;
  let isProbing = false;
  return {
    mayTry: () => {
      if (failures < FAILURES) return true;
      if (isProbing || now() < openUntil) return false;
      isProbing = true;
      return true;
    },
    succeeded: () => {
      failures = 0;
      isProbing = false;
    },
    failed: () => {
      failures += 1;
      isProbing = false;
      // After the pause one failure is enough to open it again.
      if (failures >= FAILURES) openUntil = now() + PAUSE_MS;
    },
    gaveUp: () => {
      isProbing = false;
    },
    health: () => (failures === 0 ? "up" : failures < FAILURES ? "failing" : "left-alone"),
  };
}
