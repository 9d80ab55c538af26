/** In what share of all entries a piece is, as far as the database's statistics know; a rare one in none. */
import type { Database } from "#kit/hub";

const KEPT_MS = 60_000;

interface Shares {
  readonly at: number;
  readonly read: Promise<ReadonlyMap<number, number>>;
}

const known = new WeakMap<Database, Shares>();

export async function gramShares(database: Database): Promise<(gram: number) => number> {
  const kept = known.get(database);
  const current =
    kept && Date.now() - kept.at < KEPT_MS ? kept : { at: Date.now(), read: readShares(database) };
  known.set(database, current);
  const shares = await current.read;
  return (gram) => shares.get(gram) ?? 0;
}

async function readShares({ pool }: Database): Promise<ReadonlyMap<number, number>> {
  const {
    rows: [statistics],
  } = await pool.query<{ grams: readonly number[] | null; shares: readonly number[] | null }>(
    "SELECT most_common_elems::text::int[] AS grams, most_common_elem_freqs AS shares FROM pg_stats WHERE schemaname = 'search' AND tablename = 'entry' AND attname = 'grams'",
  );
  return new Map((statistics?.grams ?? []).map((gram, at) => [gram, statistics?.shares?.[at] ?? 0]));
}
