/**
 * Background work, on both sides of the graph: done again and again, never twice at a time, and never the end
 * of the process.
 */

export interface Repeated {
  /** Does it now, or once more when it is being done. */
  readonly wake: () => void;
  /** Resolves once what is being done has ended. */
  readonly stop: () => Promise<void>;
}

export interface RepeatedWork {
  /** Between the end of one and the start of the next; Infinity: only when it is woken. */
  readonly everyMs: number | (() => number);
  readonly work: () => Promise<unknown>;
  /** Told when it begins to fail, and when it fails in another way, but not each time. */
  readonly onFault: (error: unknown) => void;
}

/**
 * After a failure it is tried again soon, and later and later, but never later than this: what was away is
 * back at some time.
 */
const [FIRST_PAUSE_MS, LONGEST_PAUSE_MS] = [250, 5_000];

/** Begins at once. It does not keep the process alive. */
export function repeat({ everyMs, work, onFault }: RepeatedWork): Repeated {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | null = null;
  let isWanted = false;
  let isStopped = false;
  let failures = 0;
  let told: string | null = null;

  const attempt = async (): Promise<void> => {
    try {
      await work();
      [failures, told] = [0, null];
    } catch (error) {
      const said = error instanceof Error ? `${error.name} ${error.message}` : String(error);
      if (said !== told && !isStopped) onFault(error);
      told = said;
      failures += 1;
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
