/**
 * How calls of subgraphs ended, by day (UTC), counted in memory until it is stored. Names are those of the
 * graph's subgraphs, so that nobody can make it grow.
 */

/** Upper bounds in seconds of how long an answer took. */
export const CALL_SECONDS: readonly number[] = [
  0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30,
];

/** `failed`: there was no answer. */
export type CallOutcome = "answered" | "failed";

/** Calls that ended alike. */
export interface CallRow {
  readonly day: string;
  readonly subgraph: string;
  /** The bound within which the answer came, in seconds; `longer` than all of them; or `failed`. */
  readonly ended: string;
  readonly calls: number;
}

export interface CallBatch {
  readonly rows: readonly CallRow[];
  /** Called after the batch is stored; calls counted meanwhile stay in the ledger. */
  readonly settle: () => void;
}

export interface CallLedger {
  readonly count: (subgraph: string, outcome: CallOutcome, seconds: number) => void;
  /** Null: nothing to store. */
  readonly take: () => CallBatch | null;
}

export function createCallLedger(now: () => Date): CallLedger {
  const rows = new Map<string, CallRow>();
  const add = (row: CallRow): void => {
    const key = `${row.day} ${row.subgraph} ${row.ended}`;
    const calls = (rows.get(key)?.calls ?? 0) + row.calls;
    if (calls === 0) rows.delete(key);
    else rows.set(key, { ...row, calls });
  };
  return {
    count: (subgraph, outcome, seconds) => {
      const within = CALL_SECONDS.find((bound) => seconds <= bound);
      const ended = outcome === "failed" ? outcome : String(within ?? "longer");
      add({ day: now().toISOString().slice(0, 10), subgraph, ended, calls: 1 });
    },
    take: () => {
      if (rows.size === 0) return null;
      const taken = [...rows.values()];
      return {
        rows: taken,
        settle: () => {
          for (const row of taken) add({ ...row, calls: -row.calls });
        },
      };
    },
  };
}
