/**
 * Reads the matches of a standing query. A match is stored as a place in the releases, and its record is
 * looked up among what is published now: a withdrawn record is not shown; a corrected one is shown in the
 * place of its correction, if that matches.
 */
import { recordWords, searchedText, type FeedContract } from "#kit";
import { laterEpochOf, tableOf, type HubParts, type Place, type Queryable } from "#kit/hub";

export type MatchPosition = Omit<Place, "epoch">;

export interface Match extends Place {
  /** The epoch in which the release was made; null for the first of this database. */
  readonly laterEpoch: string | null;
  readonly contract: FeedContract;
  /** Identifier of the record. */
  readonly record: string;
  readonly releasedAt: Date;
  /** True where the release corrects a record that was public before. */
  readonly isCorrection: boolean;
  readonly title: string;
  /** Its other words. */
  readonly body: string;
  readonly day: string | null;
}

export interface MatchPage {
  readonly matches: readonly Match[];
  /** Where to go on; null at the end. */
  readonly end: Place | null;
}

type Reader = Pick<HubParts, "contracts"> & { readonly statements: Queryable };
interface MatchRow extends Place {
  readonly laterEpoch: string | null;
  readonly record: string;
  readonly feed: string;
  readonly releasedAt: Date;
}

const FOUND = `SELECT m.release, m.row, m.record, r.feed, r.released_at AS "releasedAt", ${laterEpochOf("m.release")} AS "laterEpoch",
  (SELECT epoch FROM hub.epoch ORDER BY number DESC LIMIT 1) AS epoch
  FROM alerts.match m JOIN hub.release r ON r.number = m.release, alerts.progress p WHERE m.query = $1 AND m.release <= p.release`;

/** How many releases added to the query's answer, those among them that are no longer public as well. */
export async function countMatches(
  { statements }: Pick<Reader, "statements">,
  query: number,
): Promise<number> {
  const { rows } = await statements.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM alerts.match m, alerts.progress p WHERE m.query = $1 AND m.release <= p.release",
    [query],
  );
  return rows[0]?.count ?? 0;
}

/**
 * So many that are public still: the newest first after the place, or the oldest first before it; null is the
 * end from which is read.
 */
export async function shownMatches(
  reader: Reader,
  query: number,
  from: MatchPosition | null,
  { newestFirst, first }: { readonly newestFirst: boolean; readonly first: number },
): Promise<readonly Match[]> {
  const [beyond, way, end] = newestFirst ? ["<", "DESC", LAST] : [">", "ASC", -1];
  const found: Match[] = [];
  for (let place = from; ;) {
    const wanted = first - found.length;
    const { rows }: { readonly rows: readonly MatchRow[] } = await reader.statements.query<MatchRow>(
      `${FOUND} AND (m.release, m.row) ${beyond} ($2, $3) ORDER BY m.release ${way}, m.row ${way} LIMIT $4`,
      [query, place?.release ?? end, Math.min(place?.row ?? end, LAST), wanted],
    );
    found.push(...(await show(reader, rows)));
    place = rows.at(-1) ?? null;
    if (rows.length < wanted || found.length >= first) return found;
  }
}

/**
 * The newest first; matches that are no longer public make a page shorter. `before` null is the beginning.
 */
export async function latestMatches(
  reader: Reader,
  query: number,
  before: MatchPosition | null,
  first: number,
): Promise<MatchPage> {
  const { rows } = await reader.statements.query<MatchRow>(
    `${FOUND} AND (m.release, m.row) < ($2, $3) ORDER BY m.release DESC, m.row DESC LIMIT $4`,
    [query, before?.release ?? LAST, Math.min(before?.row ?? LAST, LAST), first + 1],
  );
  const page = rows.slice(0, first);
  return { matches: await show(reader, page), end: rows.length > first ? (page.at(-1) ?? null) : null };
}

/** Matches of one release, in the order of its file. */
export async function matchesOfRelease(
  reader: Reader,
  query: number,
  { release, row }: MatchPosition,
  first: number,
): Promise<MatchPage> {
  const { rows } = await reader.statements.query<MatchRow>(
    `${FOUND} AND m.release = $2 AND m.row > $3 ORDER BY m.row LIMIT $4`,
    [query, release, row, first + 1],
  );
  const page = rows.slice(0, first);
  return { matches: await show(reader, page), end: rows.length > first ? (page.at(-1) ?? null) : null };
}

const LAST = 2_147_483_647;

/** One statement for each feed of the page. */
async function show(
  { statements, contracts }: Reader,
  found: readonly MatchRow[],
): Promise<readonly Match[]> {
  const known = new Map(contracts().map((contract) => [contract.id, contract]));
  const shown = new Map<string, Pick<Match, "isCorrection" | "title" | "body" | "day">>();
  for (const feed of new Set(found.map((match) => match.feed))) {
    const contract = known.get(feed);
    if (!contract) continue;
    const { fields, titleOf, wordsOf, dayOf } = recordWords(contract);
    const columns = fields.map(({ field, sqlName }) => `t."${sqlName}" AS "${field}"`);
    const { rows } = await statements.query<Readonly<Record<string, unknown>>>(
      `SELECT t.record_id AS "$id", t.opened_in AS "$release", EXISTS (SELECT FROM ${tableOf(contract)} b WHERE b.record_id = t.record_id AND b.opened_in < t.opened_in) AS "$corrects", ${columns.join(", ")}
      FROM ${tableOf(contract)} t WHERE t.closed_in IS NULL AND t.record_id = ANY($1::uuid[])`,
      [found.filter((match) => match.feed === feed).map(({ record }) => record)],
    );
    for (const row of rows)
      shown.set(`${String(row["$id"])} ${String(row["$release"])}`, {
        ...searchedText(titleOf(row), wordsOf(row)),
        day: dayOf(row),
        isCorrection: row["$corrects"] === true,
      });
  }
  return found.flatMap(({ feed, ...match }) => {
    const [contract, seen] = [known.get(feed), shown.get(`${match.record} ${match.release}`)];
    return contract && seen ? [{ ...match, ...seen, contract }] : [];
  });
}
