/** One pass over all feeds that have releases which the index lacks, and over the catalogue of datasets. */
import type { FeedContract } from "#kit";
import type { Database, Queryable } from "#kit/hub";
import { entryMaker, NO_DAY, toEntry, type Entry } from "./entry.js";
import { indexFeed, nameAllAnew, PARTY, type Pass } from "./index-feed.js";
import { createIndexes } from "./tables.js";
import { writeEntries } from "./write-entries.js";

export const DATASET = "Dataset";

/** Entries from which statistics are renewed at once: by them the database chooses how to search. */
const LARGE = 1_000;

interface Behind {
  readonly id: string;
  readonly version: number;
  readonly release: number;
  readonly shape: string | null;
}

/** True if there is something to index. */
export async function isBehind(database: Database, contracts: readonly FeedContract[]): Promise<boolean> {
  return (
    (await readShape(database)) !== datasetsOf(contracts).shape ||
    (await feedsBehind(database.pool, contracts)).length > 0
  );
}

/** Feeds with something to index. */
export async function feedsBehind(
  client: Queryable,
  contracts: readonly FeedContract[],
): Promise<readonly (Behind & { readonly contract: FeedContract })[]> {
  const { rows } = await client.query<Behind>(
    "SELECT f.id, f.version, coalesce(p.release, 0) AS release, p.shape FROM hub.feed f LEFT JOIN search.progress p ON p.feed = f.id WHERE f.version > 0",
  );
  const known = new Map(contracts.map((contract) => [contract.id, contract]));
  return rows.flatMap((feed) => {
    const contract = known.get(feed.id);
    return contract && (feed.release < feed.version || feed.shape !== entryMaker(contract).shape)
      ? [{ ...feed, contract }]
      : [];
  });
}

export async function catchUp(pass: Pass): Promise<void> {
  const { database, contracts, isStopping } = pass;
  let changed = await indexDatasets(pass);
  for (const { id, version, release, shape, contract } of await feedsBehind(database.pool, contracts)) {
    const maker = entryMaker(contract);
    const isSame = shape === maker.shape;
    if (!isSame) await database.pool.query("DELETE FROM search.entry WHERE type = $1", [contract.type]);
    const count = await indexFeed(pass, contract, maker, {
      opened: isSame ? release : 0,
      closed: release,
      to: version,
    });
    if (count === null || isStopping()) return;
    await keepProgress(database, id, version, maker.shape);
    changed += count;
  }
  if (changed === 0) return;
  await createIndexes(database);
  if (changed >= LARGE) await database.pool.query("VACUUM (ANALYZE) search.entry");
}

/**
 * A feed's dataset is found by its title, before and whatever it publishes; what is no feed any more leaves
 * the index.
 */
async function indexDatasets(pass: Pass): Promise<number> {
  const { database, contracts } = pass;
  const { entries, shape } = datasetsOf(contracts);
  if ((await readShape(database)) === shape) return 0;
  await writeEntries(database, DATASET, entries);
  await database.pool.query("DELETE FROM search.entry WHERE type = $1 AND key <> ALL($2)", [
    DATASET,
    contracts.map(({ id }) => id),
  ]);
  await database.pool.query("DELETE FROM search.entry WHERE type <> ALL($1)", [
    [DATASET, PARTY, ...contracts.map(({ type }) => type)],
  ]);
  await forgetFeeds(pass);
  await keepProgress(database, DATASET, 0, shape);
  return entries.length;
}

/** Parties that only feeds that are none any more named leave the index with these. */
async function forgetFeeds(pass: Pass): Promise<void> {
  const known = [DATASET, ...pass.contracts.map(({ id }) => id)];
  const { rows } = await pass.database.pool.query("SELECT FROM search.progress WHERE feed <> ALL($1)", [
    known,
  ]);
  if (rows.length === 0) return;
  await nameAllAnew(pass);
  await pass.database.pool.query("DELETE FROM search.progress WHERE feed <> ALL($1)", [known]);
}

function datasetsOf(contracts: readonly FeedContract[]): {
  readonly entries: readonly Entry[];
  readonly shape: string;
} {
  const entries = contracts.map(({ id, title, description, lead }) =>
    toEntry({
      key: id,
      day: NO_DAY,
      release: 0,
      title: title.zh,
      words: [title.en, description.zh, id],
      department: lead,
    }),
  );
  const shape = JSON.stringify(
    entries.map(({ key, titleKey, body, department }) => [key, titleKey, body, department]),
  );
  return { entries, shape };
}

/** Shape of the indexed datasets; null before the first time. */
async function readShape({ pool }: Database): Promise<string | null> {
  const { rows } = await pool.query<{ shape: string | null }>(
    "SELECT shape FROM search.progress WHERE feed = $1",
    [DATASET],
  );
  return rows[0]?.shape ?? null;
}

async function keepProgress({ pool }: Database, feed: string, release: number, shape: string): Promise<void> {
  await pool.query(
    "INSERT INTO search.progress (feed, release, shape) VALUES ($1, $2, $3) ON CONFLICT (feed) DO UPDATE SET release = excluded.release, shape = excluded.shape",
    [feed, release, shape],
  );
}
