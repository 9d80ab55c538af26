/**
 * Follows the releases by number: what each added to the answers of standing queries is kept, and what is to be sent is put down, in the
 * transaction that moves the place up to which all is done. A process that is killed has lost nothing and repeats nothing; of several hubs
 * on one database each takes the next part.
 */
import type pg from "pg";
import { releasesAfter, type FeedContract, type HubParts, type Release } from "#kit";
import type { Criteria } from "../query/criteria.js";
import { indexRecords, matchRecords } from "./match-records.js";
import { BATCH, readBatch } from "./read-batch.js";

/** Matches kept of one query and one release; its total says how many there are. A query that is so broad is a list, and is read as one. */
export const MOST_KEPT = 1_000;

interface Progress { readonly release: number; readonly row: number }
interface Candidate { readonly number: number; readonly criteria: Criteria }
/** What a part of a release adds to one query's answer. */
interface Added { readonly query: number; readonly total: number; readonly kept: readonly number[] }

/** Does the next part of what is to be done; false when nothing is. */
export async function matchNext({ database, contracts, refresh }: Pick<HubParts, "database" | "contracts" | "refresh">, now: () => Date): Promise<boolean> {
  const { rows: [done] } = await database.pool.query<Progress>("SELECT release, row FROM alerts.progress");
  const [waiting] = done ? await releasesAfter(database.pool, done.release, 1) : [];
  if (!waiting) return false;
  // A feed that another process brought into being a moment ago.
  if (!contracts().some(({ id }) => id === waiting.feed)) await refresh();
  return database.transaction(async (client) => {
    const { rows: [progress] } = await client.query<Progress>("SELECT release, row FROM alerts.progress FOR UPDATE");
    const [release] = progress ? await releasesAfter(client, progress.release, 1) : [];
    if (!progress || !release) return false;
    const contract = contracts().find(({ id }) => id === release.feed);
    const last = release.kind === "FEED" && contract ? await matchPart(client, contract, release, progress.row) : null;
    if (last === null) await finish(client, release, now());
    await client.query("UPDATE alerts.progress SET release = $1, row = $2", last === null ? [release.number, -1] : [progress.release, last]);
    return true;
  });
}

/** The last row that was looked at; null when the release ends there. */
async function matchPart(client: pg.ClientBase, contract: FeedContract, { number }: Release, afterRow: number): Promise<number | null> {
  const records = await readBatch(client, contract, { release: number, afterRow });
  const index = indexRecords(contract.id, records);
  const { rows: candidates } = await client.query<Candidate>("SELECT number, criteria FROM alerts.query WHERE since < $1 AND number IN (SELECT query FROM alerts.hook WHERE term = ANY($2::int[]))", [number, [...index.places.keys()]]);
  const before = afterRow < 0 ? new Map<number, number>() : await totalsOf(client, number);
  const added = candidates.flatMap(({ number: query, criteria }): readonly Added[] => {
    const places = matchRecords(index, criteria);
    return places.length === 0 ? [] : [{ query, total: places.length, kept: places.slice(0, Math.max(0, MOST_KEPT - (before.get(query) ?? 0))) }];
  });
  await keep(client, number, records.map(({ row }) => row), records.map(({ id }) => id), added);
  return records.length < BATCH ? null : (records.at(-1)?.row ?? null);
}

async function totalsOf(client: pg.ClientBase, release: number): Promise<ReadonlyMap<number, number>> {
  const { rows } = await client.query<{ query: number; total: number }>("SELECT query, total FROM alerts.hit WHERE release = $1", [release]);
  return new Map(rows.map(({ query, total }) => [query, total]));
}

/** Matches in one statement. */
const CHUNK = 20_000;

async function keep(client: pg.ClientBase, release: number, rows: readonly number[], ids: readonly string[], added: readonly Added[]): Promise<void> {
  if (added.length === 0) return;
  await client.query(`INSERT INTO alerts.hit AS h (query, release, total) SELECT query, $1, total FROM unnest($2::int[], $3::int[]) AS a(query, total)
    ON CONFLICT (query, release) DO UPDATE SET total = h.total + excluded.total`, [release, added.map(({ query }) => query), added.map(({ total }) => total)]);
  for (let from = 0; from < added.length;) {
    const [queries, places]: [number[], number[]] = [[], []];
    for (; from < added.length && queries.length < CHUNK; from += 1) {
      const { query = 0, kept = [] } = added[from] ?? {};
      for (const place of kept) {
        queries.push(query);
        places.push(place + 1);
      }
    }
    await client.query("INSERT INTO alerts.match (query, release, row, record) SELECT query, $1, ($4::int[])[place], ($5::uuid[])[place] FROM unnest($2::int[], $3::int[]) AS m(query, place)", [release, queries, places, rows, ids]);
  }
}

/** Whoever has a webhook, confirmed or not yet, is to be told. */
async function finish(client: pg.ClientBase, { number }: Release, now: Date): Promise<void> {
  await client.query("INSERT INTO alerts.delivery (query, release, state, next_at) SELECT h.query, h.release, 'PENDING', $2 FROM alerts.hit h JOIN alerts.webhook w ON w.query = h.query WHERE h.release = $1", [number, now]);
}
