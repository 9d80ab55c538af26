/**
 * Brings the graph that is served to the one that is wanted. One that cannot be served leaves the old one in
 * place; it is tried again, later and later, and whoever asks is told why.
 */
export interface RolloutState {
  readonly served: number;
  readonly wanted: number;
  /** Why what is wanted is not served; null when it is, or is on its way. */
  readonly problem: string | null;
}

export interface Rollout<R> {
  readonly current: () => R;
  /** A later number replaces one that is not served yet. */
  readonly want: (number: number) => void;
  /** Resolves when what is wanted is served, or cannot be. */
  readonly settled: () => Promise<RolloutState>;
  readonly state: () => RolloutState;
  readonly close: () => void;
}

export interface RolloutOptions<R> {
  readonly first: R;
  /** Makes and checks it beside the one that is served; rejects when it is not fit to be. */
  readonly make: (number: number, before: R) => Promise<R>;
  /** Called after each change of the state. */
  readonly onState: (state: RolloutState) => void;
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

  const state = (): RolloutState => ({ served: current.number, wanted, problem });
  const advance = async (): Promise<void> => {
    while (!isClosed && wanted !== current.number) {
      const number = wanted;
      try {
        const next = await make(number, current);
        const before = current;
        current = next;
        before.retire();
        [problem, failures] = [null, 0];
        onState(state());
      } catch (error) {
        // What came meanwhile may be better.
        if (wanted !== number) continue;
        problem = error instanceof Error ? error.message : String(error);
        onState(state());
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
      // A look at the database that took long may tell of an earlier one.
      if (number <= wanted) return;
      [wanted, problem, failures] = [number, null, 0];
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
