/**
 * To refuse costs little, but who asks again at once asks thousands of times a second, and everybody else
 * waits behind: so it is told after a while. A person does not notice it.
 */
import { setTimeout as pause } from "node:timers/promises";

const REFUSED_AFTER_MS = 100;

/** What `check` throws comes late. */
export async function unhurried<T>(check: () => T): Promise<T> {
  try {
    return check();
  } catch (error) {
    await pause(REFUSED_AFTER_MS);
    throw error;
  }
}
