/**
 * Background work that follows a number which only grows: the last release, the last change of the registry.
 * It costs nothing while the number stays.
 */
import { repeat, type Repeated } from "./repeat.js";

export interface Following {
  /** Calls back with the number, now and then again also when it has not grown; returns what ends it. */
  readonly watch: (onNumber: (number: number) => void) => () => Promise<void> | void;
  /**
   * Does what there is to do up to the number. False: another process is at it; it is looked again when the
   * number is told next.
   */
  readonly work: (number: number) => Promise<boolean>;
  /** Told when it begins to fail, and when it fails in another way, but not each time. */
  readonly onFault: (error: unknown) => void;
}

/** Works when the first number is told, after each later one, and again after a failure; never twice at a time. */
export function followNumber({ watch, work, onFault }: Following): Repeated {
  let latest = -1;
  let done = -1;
  let isLeft = false;
  const runs = repeat({
    everyMs: Infinity,
    onFault,
    work: async () => {
      const number = latest;
      if (number <= done && !isLeft) return;
      isLeft = !(await work(number));
      if (!isLeft) done = number;
    },
  });
  const end = watch((number) => {
    if (number <= latest && !isLeft) return;
    latest = Math.max(latest, number);
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
