/**
 * Delays refusals. A refusal is cheap, but a client that retries at once does so thousands of times a second,
 * and all other requests wait behind it. A person does not notice the delay.
 */
import { setTimeout as pause } from "node:timers/promises";

export const REFUSED_AFTER_MS = 100;

/** Delays the error that `check` throws. */
export async function unhurried<T>(check: () => T): Promise<T> {
  try {
    return check();
  } catch (error) {
    await pause(REFUSED_AFTER_MS);
    throw error;
  }
}
