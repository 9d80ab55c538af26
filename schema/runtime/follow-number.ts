/**
 * Background work that follows a number: the last release, the last change of the registry. It grows, unless
 * the database was restored; nothing is done while it stays the same.
 */
import type { OutageListener } from "./outage.js";
import { repeat, type Repeated } from "./repeat.js";

/** It is told of the first failure, and of the next success. */
export interface Following extends OutageListener {
  /**
   * Calls back with the number, from time to time even if it has not grown; returns a function that stops it.
   */
  readonly watch: (onNumber: (number: number) => void) => () => Promise<void> | void;
  /**
   * Does the work up to the number. Resolves to false if another process is doing it; it is tried again at
   * the next callback.
   */
  readonly work: (number: number) => Promise<boolean>;
}

/** Works at the first number, after each other one, and again after a failure; never concurrently. */
export function followNumber({ watch, work, onFault, onBack }: Following): Repeated {
  let latest = -1;
  let done = -1;
  let isLeft = false;
  const runs = repeat({
    everyMs: Infinity,
    onFault,
    onBack,
    work: async () => {
      const number = latest;
      if (number === done && !isLeft) return;
      isLeft = !(await work(number));
      if (!isLeft) done = number;
    },
  });
  const end = watch((number) => {
    if (number === latest && !isLeft) return;
    latest = number;
    runs.wake();
  });
  return {
    wake: () => {
      isLeft = true;
      runs.wake();
    },
    stop: async () => {
      await end();
      await runs.stop();
    },
  };
}
