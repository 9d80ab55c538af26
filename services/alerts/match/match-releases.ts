/**
 * Follows the releases by number: what each added to the answers of standing queries is kept, and what is to
 * be sent is put down, in the transaction that moves the place up to which all is done. A process that is
 * killed has lost nothing and repeats nothing; of several hubs on one database each takes the next part.
 */
import type pg from "pg";
import type { FeedContract } from "#kit";
import { releasesAfter, type HubParts, type Release } from "#kit/hub";
import type { Criteria } from "../query/criteria.js";
import { indexRecords, matchRecords, toWish, type Wish } from "./match-records.js";
import { readBatch } from "./read-batch.js";

/**
 * Matches kept of one query and one release; its total says how many there are. A query that is so broad is a
 * list, and is read as one.
 */
export const MOST_KEPT = 1_000;

/**
 * Records in one transaction: on a server what is locked meanwhile is nobody else's, on the embedded database
 * all others wait.
 */
const PART = { server: 5_000, embedded: 1_000 } as const;
/** Records looked at between two turns of the event loop: some tens of milliseconds. */
const SLICE = 500;

interface Progress {
  readonly release: number;
  readonly row: number;
}
/** The matches of one query in a part of a release: their number, and the places of those that are kept. */
interface Added {
  total: number;
  readonly kept: number[];
}

/** Does the next part of the work; false when there is none. */
export async function matchNext(
  { database, contracts, refresh }: Pick<HubParts, "database" | "contracts" | "refresh">,
  now: () => Date,
): Promise<boolean> {
  const {
    rows: [done],
  } = await database.pool.query<Progress>("SELECT release, row FROM alerts.progress");
  const [waiting] = done ? await releasesAfter(database.pool, done.release, 1) : [];
  if (!waiting) return false;
  // A feed that another process brought into being a moment ago.
  if (!contracts().some(({ id }) => id === waiting.feed)) await refresh();
  return database.transaction(async (client) => {
    const {
      rows: [progress],
    } = await client.query<Progress>("SELECT release, row FROM alerts.progress FOR UPDATE");
    const [release] = progress ? await releasesAfter(client, progress.release, 1) : [];
    if (!progress || !release) return false;
    const contract = contracts().find(({ id }) => id === release.feed);
    const last =
      release.kind === "FEED" && contract
        ? await matchPart(client, contract, release, { after: progress.row, most: PART[database.kind] })
        : null;
    if (last === null) await finish(client, release, now());
    await client.query(
      "UPDATE alerts.progress SET release = $1, row = $2",
      last === null ? [release.number, -1] : [progress.release, last],
    );
    return true;
  });
}

interface Part {
  readonly after: number;
  readonly most: number;
}

/** The last row that was looked at; null when the release ends there. */
async function matchPart(
  client: pg.ClientBase,
  contract: FeedContract,
  { number }: Release,
  { after, most }: Part,
): Promise<number | null> {
  const records = await readBatch(client, contract, { release: number, afterRow: after, most });
  const before = after < 0 ? new Map<number, number>() : await totalsOf(client, number);
  const known = new Map<number, Wish | null>();
  const added = new Map<number, Added>();
  for (let from = 0; from < records.length; from += SLICE) {
    const index = indexRecords(contract.id, records.slice(from, from + SLICE));
    for (const [query, wish] of await candidatesFor(client, number, [...index.places.keys()], known)) {
      const places = matchRecords(index, wish);
      if (places.length === 0) continue;
      const one = added.get(query) ?? { total: 0, kept: [] };
      const room = Math.max(0, MOST_KEPT - (before.get(query) ?? 0) - one.kept.length);
      for (const place of places.slice(0, room)) one.kept.push(from + place);
      one.total += places.length;
      added.set(query, one);
    }
  }
  await keep(
    client,
    number,
    records.map(({ row }) => row),
    records.map(({ id }) => id),
    [...added],
  );
  return records.length < most ? null : (records.at(-1)?.row ?? null);
}

/**
 * The queries that hang on one of the terms and are older than the release. `known`: what was read of queries
 * in this part.
 */
async function candidatesFor(
  client: pg.ClientBase,
  release: number,
  terms: readonly number[],
  known: Map<number, Wish | null>,
): Promise<readonly (readonly [number, Wish])[]> {
  const { rows: found } = await client.query<{ query: number }>(
    "SELECT DISTINCT query FROM alerts.hook WHERE term = ANY($1::int[])",
    [terms],
  );
  const unknown = found.filter(({ query }) => !known.has(query)).map(({ query }) => query);
  if (unknown.length > 0) {
    const { rows } = await client.query<{ number: number; criteria: Criteria; since: number }>(
      "SELECT number, criteria, since FROM alerts.query WHERE number = ANY($1::int[])",
      [unknown],
    );
    for (const { number, criteria, since } of rows)
      known.set(number, since < release ? toWish(criteria) : null);
  }
  return found.flatMap(({ query }) => {
    const wish = known.get(query);
    return wish ? [[query, wish] as const] : [];
  });
}

async function totalsOf(client: pg.ClientBase, release: number): Promise<ReadonlyMap<number, number>> {
  const { rows } = await client.query<{ query: number; total: number }>(
    "SELECT query, total FROM alerts.hit WHERE release = $1",
    [release],
  );
  return new Map(rows.map(({ query, total }) => [query, total]));
}

/** Matches in one statement. */
const CHUNK = 20_000;

async function keep(
  client: pg.ClientBase,
  release: number,
  rows: readonly number[],
  ids: readonly string[],
  added: readonly (readonly [number, Added])[],
): Promise<void> {
  if (added.length === 0) return;
  await client.query(
    `INSERT INTO alerts.hit AS h (query, release, total) SELECT query, $1, total FROM unnest($2::int[], $3::int[]) AS a(query, total)
    ON CONFLICT (query, release) DO UPDATE SET total = h.total + excluded.total`,
    [release, added.map(([query]) => query), added.map(([, { total }]) => total)],
  );
  for (let from = 0; from < added.length;) {
    const [queries, places]: [number[], number[]] = [[], []];
    for (; from < added.length && queries.length < CHUNK; from += 1) {
      const [query = 0, one] = added[from] ?? [];
      for (const place of one?.kept ?? []) {
        queries.push(query);
        places.push(place + 1);
      }
    }
    await client.query(
      "INSERT INTO alerts.match (query, release, row, record) SELECT query, $1, ($4::int[])[place], ($5::uuid[])[place] FROM unnest($2::int[], $3::int[]) AS m(query, place)",
      [release, queries, places, rows, ids],
    );
  }
}

/** Whoever has a webhook, confirmed or not yet, is to be told. */
async function finish(client: pg.ClientBase, { number }: Release, now: Date): Promise<void> {
  await client.query(
    "INSERT INTO alerts.delivery (query, release, state, next_at) SELECT h.query, h.release, 'PENDING', $2 FROM alerts.hit h JOIN alerts.webhook w ON w.query = h.query WHERE h.release = $1",
    [number, now],
  );
}
