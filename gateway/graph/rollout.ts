/**
 * Brings the served revision to the wanted one. If the wanted one cannot be served, the old one stays; it is
 * retried with increasing delays, and the state has the reason.
 */
export interface RolloutState {
  readonly served: number;
  readonly wanted: number;
  /** Why the wanted revision is not served; null when it is, or is being prepared. */
  readonly problem: string | null;
}

export interface Rollout<R> {
  readonly current: () => R;
  /** Requests a revision; a later number replaces one that is not served yet. */
  readonly want: (number: number) => void;
  /** Requests a revision of another history: made anew, whatever the number. */
  readonly restart: (number: number) => void;
  /** Resolves when the wanted revision is served, or cannot be. */
  readonly settled: () => Promise<RolloutState>;
  readonly state: () => RolloutState;
  readonly close: () => void;
}

export interface RolloutOptions<R> {
  readonly first: R;
  /** Makes and checks a revision while the old one is served; rejects if it cannot be served. */
  readonly make: (number: number, before: R) => Promise<R>;
  /** Called after each change of the state. `error`: the problem's own; null where there is none. */
  readonly onState: (state: RolloutState, error: unknown) => void;
}

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;

export function createRollout<R extends { readonly number: number; readonly retire: () => void }>({
  first,
  make,
  onState,
}: RolloutOptions<R>): Rollout<R> {
  let current = first;
  let wanted = first.number;
  let problem: string | null = null;
  let failures = 0;
  let running: Promise<void> | null = null;
  let retry: NodeJS.Timeout | undefined;
  let isClosed = false;
  /** The served revision is of another history than the wanted one. */
  let isOther = false;

  const state = (): RolloutState => ({ served: current.number, wanted, problem });
  const advance = async (): Promise<void> => {
    while (!isClosed && (isOther || wanted !== current.number)) {
      const number = wanted;
      const wasOther = isOther;
      isOther = false;
      try {
        const next = await make(number, current);
        const before = current;
        current = next;
        before.retire();
        [problem, failures] = [null, 0];
        onState(state(), null);
      } catch (error) {
        isOther ||= wasOther;
        // A newer revision was requested meanwhile, so this failure does not matter.
        if (wanted !== number) continue;
        problem = error instanceof Error ? error.message : String(error);
        onState(state(), error);
        retry = setTimeout(start, Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures)).unref();
        failures += 1;
        return;
      }
    }
  };
  const start = (): void => {
    clearTimeout(retry);
    running ??= advance().finally(() => {
      running = null;
    });
  };
  return {
    current: () => current,
    state,
    want: (number) => {
      // A slow database query may return an older number.
      if (number <= wanted) return;
      [wanted, problem, failures] = [number, null, 0];
      start();
    },
    restart: (number) => {
      [wanted, problem, failures, isOther] = [number, null, 0, true];
      start();
    },
    settled: async () => {
      await running;
      return state();
    },
    close: () => {
      isClosed = true;
      clearTimeout(retry);
      current.retire();
    },
  };
}
