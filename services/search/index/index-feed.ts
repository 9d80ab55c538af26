/**
 * Brings the index up to a feed's latest release: versions opened since are written, those closed since are
 * removed. It may be broken off and begun anew at any point.
 */
import { FILES_TEXT, hashesField, snakeCase, storedFields, type FeedContract } from "#kit";
import { namesOf, namingFeeds, tableOf, type Database } from "#kit/hub";
import { NO_DAY, toEntry, type Entry, type EntryMaker } from "./entry.js";
import { removeEntries, writeEntries } from "./write-entries.js";

/** Records read, and written, at a time: the event loop is free between. */
const BATCH = 500;

export const PARTY = "Party";

export interface Span {
  /** The release up to which the index has what was opened, and what was closed. */
  readonly opened: number;
  readonly closed: number;
  readonly to: number;
}

export interface Pass {
  readonly database: Database;
  /** Contracts of all subgraphs. */
  readonly contracts: readonly FeedContract[];
  readonly isStopping: () => boolean;
}

/** Entries that were written or removed; null when it was broken off. */
export async function indexFeed(
  pass: Pass,
  contract: FeedContract,
  maker: EntryMaker,
  span: Span,
): Promise<number | null> {
  const written = await writeOpened(pass, contract, maker, span);
  if (written === null) return null;
  return written + (span.closed === 0 ? 0 : await removeClosed(pass, contract, span));
}

async function writeOpened(
  { database, contracts, isStopping }: Pass,
  contract: FeedContract,
  { fields, make }: EntryMaker,
  { opened, to }: Span,
): Promise<number | null> {
  const naming = namingFeeds(contracts, PARTY).find((feed) => feed.contract === contract);
  const columns = [
    `department AS "$department"`,
    ...fields.map(({ field, sqlName }) => `"${sqlName}" AS "${field}"`),
    ...filesTextOf(contract),
    ...(naming ? [`"${naming.key}" AS "$party"`, `"${naming.label}" AS "$name"`] : []),
  ];
  const statement = `SELECT record_id, opened_in, ${columns.join(", ")} FROM ${tableOf(contract)}
    WHERE closed_in IS NULL AND opened_in > $1 AND opened_in <= $2 AND record_id > $3 ORDER BY record_id LIMIT ${BATCH}`;
  let count = 0;
  for (let after = FIRST_ID; ;) {
    if (isStopping()) return null;
    const { rows } = await database.pool.query<Readonly<Record<string, unknown>>>(statement, [
      opened,
      to,
      after,
    ]);
    await writeEntries(database, contract.type, rows.map(make));
    await writeEntries(database, PARTY, partiesOf(rows));
    count += rows.length;
    if (rows.length < BATCH) return count;
    after = String(rows.at(-1)?.["record_id"]);
  }
}

/** What can be read in the files that a record has beside it. */
function filesTextOf(contract: FeedContract): readonly string[] {
  const hashes = storedFields(contract)
    .filter(({ isFiles }) => isFiles)
    .map(({ field }) => `a.sha256 = ANY("${snakeCase(hashesField(field))}")`);
  return hashes.length === 0
    ? []
    : [
        `(SELECT string_agg(a.text, E'\n' ORDER BY a.sha256) FROM hub.attachment a WHERE ${hashes.join(" OR ")}) AS "${FILES_TEXT}"`,
      ];
}

const FIRST_ID = "00000000-0000-0000-0000-000000000000";

/** The parties that records name, each once, by its latest record. */
function partiesOf(rows: readonly Readonly<Record<string, unknown>>[]): readonly Entry[] {
  const parties = new Map<string, { readonly name: string; readonly release: number }>();
  for (const { $party: key, $name: name, opened_in: openedIn } of rows) {
    const release = Number(openedIn);
    if (typeof key === "string" && typeof name === "string" && (parties.get(key)?.release ?? 0) <= release)
      parties.set(key, { name, release });
  }
  return [...parties].map(([key, { name, release }]) => partyEntry(key, name, release));
}

async function removeClosed(pass: Pass, contract: FeedContract, { closed, to }: Span): Promise<number> {
  const { database, contracts } = pass;
  const table = tableOf(contract);
  const versions = `FROM ${table} t WHERE t.closed_in > $1 AND t.closed_in <= $2`;
  const { rowCount } = await database.pool.query(
    `DELETE FROM search.entry e USING (SELECT DISTINCT record_id ${versions}) c
    WHERE e.type = $3 AND e.key = c.record_id::text AND NOT EXISTS (SELECT FROM ${table} o WHERE o.record_id = c.record_id AND o.closed_in IS NULL)`,
    [closed, to, contract.type],
  );
  const naming = namingFeeds(contracts, PARTY).find((feed) => feed.contract === contract);
  if (naming) {
    const { rows } = await database.pool.query<{ key: string }>(
      `SELECT DISTINCT "${naming.key}" AS key ${versions} AND "${naming.key}" IS NOT NULL`,
      [closed, to],
    );
    await nameAnew(
      pass,
      rows.map(({ key }) => key),
      to,
    );
  }
  return rowCount ?? 0;
}

/** Every party by the name that it has now: feeds that named some are no feeds any more. */
export async function nameAllAnew(pass: Pass): Promise<void> {
  const {
    rows: [last],
  } = await pass.database.pool.query<{ release: number }>(
    "SELECT coalesce(max(version), 0) AS release FROM hub.feed",
  );
  const { rows } = await pass.database.pool.query<{ key: string }>(
    "SELECT key FROM search.entry WHERE type = $1",
    [PARTY],
  );
  await nameAnew(
    pass,
    rows.map(({ key }) => key),
    last?.release ?? 0,
  );
}

/**
 * Parties some of whose records were closed: they have the name that published records give them, or leave
 * the index with the last of these. `release` is one that the database has.
 */
async function nameAnew(
  { database, contracts }: Pass,
  keys: readonly string[],
  release: number,
): Promise<void> {
  for (let at = 0; at < keys.length; at += BATCH) {
    const batch = keys.slice(at, at + BATCH);
    const names = await namesOf(database.pool, namingFeeds(contracts, PARTY), batch);
    await writeEntries(
      database,
      PARTY,
      [...names].map(([key, name]) => partyEntry(key, name, release)),
    );
    await removeEntries(
      database,
      PARTY,
      batch.filter((key) => !names.has(key)),
    );
  }
}

function partyEntry(key: string, name: string, release: number): Entry {
  return toEntry({ key, day: NO_DAY, release, title: name, words: [key] });
}
