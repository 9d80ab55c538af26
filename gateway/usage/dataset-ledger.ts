/**
 * How often each dataset is used, by month, counted in memory until it is stored: numbers alone, of nobody in
 * particular. Only datasets that there are are counted, so that nobody can make it grow.
 */
export interface DatasetUses {
  /** Openings of its description. */
  readonly views: number;
  /** Files that were sent. */
  readonly downloads: number;
  /** Queries that its records were read for, and pages of its changes. */
  readonly requests: number;
}

export type DatasetUse = keyof DatasetUses;

export interface DatasetRow extends DatasetUses {
  /** First day of the month, in the district. */
  readonly month: string;
  readonly dataset: string;
}

export interface DatasetBatch {
  readonly rows: readonly DatasetRow[];
  /** Called after the batch is stored; uses counted meanwhile stay in the ledger. */
  readonly settle: () => void;
}

export interface DatasetLedger {
  readonly count: (use: DatasetUse, datasets: readonly string[]) => void;
  /** Null: nothing to store. */
  readonly take: () => DatasetBatch | null;
}

export function createDatasetLedger(now: () => Date): DatasetLedger {
  const rows = new Map<string, { month: string; dataset: string } & Record<DatasetUse, number>>();
  let [month, from, until] = ["", 0, 0];
  return {
    count: (use, datasets) => {
      const time = now().getTime();
      // Of each answer: the calendar is asked once a month.
      if (time < from || time >= until) [month, from, until] = monthOf(time);
      for (const dataset of datasets) {
        const key = `${month} ${dataset}`;
        const row = rows.get(key) ?? { month, dataset, views: 0, downloads: 0, requests: 0 };
        row[use] += 1;
        rows.set(key, row);
      }
    },
    take: () => {
      if (rows.size === 0) return null;
      const taken = [...rows].map(([key, row]) => [key, { ...row }] as const);
      return {
        rows: taken.map(([, row]) => row),
        settle: () => {
          for (const [key, stored] of taken) {
            const row = rows.get(key);
            if (!row) continue;
            for (const use of ["views", "downloads", "requests"] as const) row[use] -= stored[use];
            if (row.views + row.downloads + row.requests === 0) rows.delete(key);
          }
        },
      };
    },
  };
}

const SHANGHAI_MS = 8 * 3_600_000;

/** Its first day, and when it begins and is over, in milliseconds. */
function monthOf(time: number): [first: string, from: number, until: number] {
  const here = new Date(time + SHANGHAI_MS);
  const [year, month] = [here.getUTCFullYear(), here.getUTCMonth()];
  const [from, until] = [Date.UTC(year, month), Date.UTC(year, month + 1)];
  return [new Date(from).toISOString().slice(0, 10), from - SHANGHAI_MS, until - SHANGHAI_MS];
}
