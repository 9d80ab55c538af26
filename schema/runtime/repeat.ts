/**
 * Repeats background work, in gateways and subgraphs: never concurrently, and a failure never ends the
 * process.
 */
import { createOutage, type OutageListener } from "./outage.js";

export interface Repeated {
  /** Starts the work now, or once more after the current run. */
  readonly wake: () => void;
  /** Stops repeating; resolves after the current run has ended. */
  readonly stop: () => Promise<void>;
}

/** It is told of the first failure, and of the next success; not of each failure. */
export interface RepeatedWork extends OutageListener {
  /** Milliseconds between the end of one run and the start of the next; Infinity: only after `wake`. */
  readonly everyMs: number | (() => number);
  readonly work: () => Promise<unknown>;
}

/** After a failure the work is retried with exponential backoff, between these limits. */
const [FIRST_PAUSE_MS, LONGEST_PAUSE_MS] = [250, 5_000];

/** Starts at once. The timer does not keep the process alive. */
export function repeat({ everyMs, work, onFault, onBack }: RepeatedWork): Repeated {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | null = null;
  let isWanted = false;
  let isStopped = false;
  let failures = 0;
  const outage = createOutage({ onFault, onBack });

  const attempt = async (): Promise<void> => {
    try {
      await work();
      failures = 0;
      outage.succeeded();
    } catch (error) {
      failures += 1;
      if (!isStopped) outage.failed(error);
    }
  };
  const run = async (): Promise<void> => {
    do {
      isWanted = false;
      await attempt();
    } while (isWanted && !isStopped);
    running = null;
    const usual = typeof everyMs === "number" ? everyMs : everyMs();
    const pause = failures === 0 ? usual : Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - 1));
    if (!isStopped && pause !== Infinity) timer = setTimeout(wake, pause).unref();
  };
  const wake = (): void => {
    if (isStopped) return;
    clearTimeout(timer);
    isWanted = true;
    running ??= run();
  };
  wake();
  return {
    wake,
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
