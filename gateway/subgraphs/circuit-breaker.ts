/**
 * Circuit breaker: after repeated failures no calls to the subgraph are made for a moment, and its callers
 * fail at once. Then one probe call is let through; its success closes the breaker.
 */
export interface Breaker {
  /** True when a call may be made now. Its outcome must be reported by one of the three methods below. */
  readonly mayTry: () => boolean;
  readonly succeeded: () => void;
  readonly failed: () => void;
  /** The call gave no information about the subgraph. */
  readonly gaveUp: () => void;
  readonly health: () => SubgraphHealth;
}

/**
 * `up`: the last call was answered. `failing`: the last call failed. `left-alone`: so many calls failed that
 * none is made for a moment.
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
