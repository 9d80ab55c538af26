/**
 * The latest records of all feeds: in each the newest by its own index, and of these the newest of all, in
 * one statement however many feeds there are.
 */
import { periodOf, recordWords, type FeedContract, type StoredField } from "#kit";
import { tableOf, type Queryable } from "#kit/hub";

/** A record's place among all: by its day, then its id. */
export interface LatestPlace {
  readonly day: string;
  readonly id: string;
}

export interface LatestRecord extends LatestPlace {
  readonly __typename: string;
}

/** A feed whose records have days; of others none is the latest. */
export interface DatedFeed {
  readonly contract: FeedContract;
  readonly field: StoredField;
}

export function datedFeeds(contracts: readonly FeedContract[]): readonly DatedFeed[] {
  return contracts.flatMap((contract) => {
    const { dayField: field } = recordWords(contract);
    return field?.kind === "date" || field?.period ? [{ contract, field }] : [];
  });
}

/** Records up to the day `until`: a department's, or all. */
export interface LatestScope {
  readonly until: string;
  /** Its code; null for all. */
  readonly department: string | null;
}

/** Which of the records are read: `size`, the newest first after the place `from`. */
export interface LatestRange extends LatestScope {
  readonly from: LatestPlace | null;
  /** False: the oldest first, before the place. */
  readonly forward: boolean;
  readonly size: number;
}

export async function readLatest(
  client: Queryable,
  feeds: readonly DatedFeed[],
  { until, department, from, forward, size }: LatestRange,
): Promise<readonly LatestRecord[]> {
  if (feeds.length === 0) return [];
  const [beyond, way] = forward ? ["<", "DESC"] : [">", "ASC"];
  const values: unknown[] = [];
  const add = (value: unknown): string => `$${values.push(value)}`;
  const after = from && `(${add(from.day)}::date, ${add(from.id)}::uuid)`;
  const branches = feeds.map(({ contract, field }, at) => {
    const [column, day] = [`t."${field.sqlName}"`, daySql(field)];
    // Periods are in the order of their first days, so that the field's index delivers them.
    const bounds = [
      `${column} <= ${add(storedOf(field, until))}`,
      ...(department === null ? [] : [`t.department = ${add(department)}`]),
      ...(from && after
        ? [
            `${column} ${beyond}= ${add(storedOf(field, from.day))}`,
            `(${day}, t.record_id) ${beyond} ${after}`,
          ]
        : []),
    ];
    return `(SELECT ${at} AS feed, t.record_id AS id, ${day} AS day FROM ${tableOf(contract)} t
      WHERE t.closed_in IS NULL AND ${bounds.join(" AND ")} ORDER BY ${column} ${way}, t.record_id ${way} LIMIT ${size})`;
  });
  const { rows } = await client.query<LatestPlace & { readonly feed: number }>(
    `SELECT feed, id::text AS id, day::text AS day FROM (${branches.join(" UNION ALL ")}) u ORDER BY u.day ${way}, u.id ${way} LIMIT ${size}`,
    values,
  );
  return rows.map(({ feed, day, id }) => ({ __typename: feeds[feed]?.contract.type ?? "", day, id }));
}

export async function countLatest(
  client: Queryable,
  feeds: readonly DatedFeed[],
  { until, department }: LatestScope,
): Promise<number> {
  if (feeds.length === 0) return 0;
  const values: unknown[] = [];
  const add = (value: unknown): string => `$${values.push(value)}`;
  const counts = feeds.map(({ contract, field }) => {
    const bounds = [
      "t.closed_in IS NULL",
      `t."${field.sqlName}" <= ${add(storedOf(field, until))}`,
      ...(department === null ? [] : [`t.department = ${add(department)}`]),
    ];
    return `(SELECT count(*) FROM ${tableOf(contract)} t WHERE ${bounds.join(" AND ")})`;
  });
  const { rows } = await client.query<{ count: string }>(`SELECT ${counts.join(" + ")} AS count`, values);
  return Number(rows[0]?.count ?? 0);
}

/** What the field holds on a day: the day, or the period that it falls in. */
function storedOf({ period }: StoredField, day: string): string {
  return period ? periodOf(period, day) : day;
}

/** The day of a record: the date itself, or the first day of its period (`firstDayOf`). */
function daySql({ period, sqlName }: StoredField): string {
  const column = `t."${sqlName}"`;
  switch (period) {
    case "year":
      return `make_date(${column}::int, 1, 1)`;
    case "schoolYear":
      return `make_date(left(${column}, 4)::int, 9, 1)`;
    case "quarter":
      return `make_date(left(${column}, 4)::int, 3 * substr(${column}, 7)::int - 2, 1)`;
    case "month":
      return `make_date(left(${column}, 4)::int, substr(${column}, 6)::int, 1)`;
    case null:
      return column;
  }
}
