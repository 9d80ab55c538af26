/**
 * Whether records that have a deadline each came in time: by department, feed and month, and which did not.
 */
import type { FeedContract } from "#kit";
import type { Queryable } from "#kit/hub";

export const CLOCK_GROUPS = {
  DEPARTMENT: "department",
  FEED: "feed",
  MONTH: "to_char(due_on, 'YYYY-MM')",
} as const;
export type ClockGroup = keyof typeof CLOCK_GROUPS;

export interface ClockScope {
  readonly asOf: string;
  readonly feed: string | null;
  readonly department: string | null;
  /** Records that were due in this time. */
  readonly from: string;
  readonly until: string;
}

/** Records that came so many working days late; 0: in time. */
export interface Delay {
  readonly from: number;
  /** Null: and more. */
  readonly until: number | null;
  readonly records: number;
}

export interface Clocks {
  readonly department: string | null;
  readonly feed: string | null;
  readonly month: string | null;
  readonly records: number;
  readonly lateRecords: number;
  readonly delays: readonly Delay[];
}

/** Lowest delays of the steps of the distribution. */
const STEPS = [0, 1, 6, 11, 21, 61] as const;

const SCOPE = `known_on <= $1 AND due_on BETWEEN $2 AND $3 AND ($4::text IS NULL OR feed = $4) AND ($5::text IS NULL OR department = $5)`;

export async function readClocks(
  client: Queryable,
  { asOf, from, until, feed, department }: ClockScope,
  by: readonly ClockGroup[],
): Promise<readonly Clocks[]> {
  const of = (group: ClockGroup): string => (by.includes(group) ? CLOCK_GROUPS[group] : "NULL");
  const { rows } = await client.query<
    Pick<Clocks, "department" | "feed" | "month"> & { readonly step: number; readonly records: number }
  >(
    `SELECT ${of("DEPARTMENT")} AS department, ${of("FEED")} AS feed, ${of("MONTH")} AS month,
      width_bucket(delay, ARRAY[${STEPS.join(", ")}]) - 1 AS step, sum(records)::int AS records
    FROM disclosure.clock WHERE ${SCOPE} GROUP BY 1, 2, 3, 4 HAVING sum(records) <> 0 ORDER BY 1, 2, 3, 4`,
    [asOf, from, until, feed, department],
  );
  const keyOf = (row: (typeof rows)[number]): string => JSON.stringify([row.department, row.feed, row.month]);
  return [...Map.groupBy(rows, keyOf).values()].flatMap((found) => {
    const [first] = found;
    if (!first) return [];
    const delays = STEPS.map((step, at) => ({
      from: step,
      until: step === 0 ? 0 : at + 1 < STEPS.length ? (STEPS[at + 1] ?? 1) - 1 : null,
      records: found.find((row) => row.step === at)?.records ?? 0,
    }));
    const records = found.reduce((sum, row) => sum + row.records, 0);
    const { department: code, feed: id, month } = first;
    const lateRecords = records - (delays[0]?.records ?? 0);
    return [{ department: code, feed: id, month, records, lateRecords, delays }];
  });
}

export interface LateRecord {
  readonly feed: string;
  readonly record: string;
  readonly department: string;
  readonly startedOn: string;
  readonly dueOn: string;
  readonly metOn: string;
  readonly delay: number;
  /** The day on which this was known. */
  readonly asOf: string;
}

/** Null for a feed that there is no longer. */
export function lateAddress(
  { feed, record }: Pick<LateRecord, "feed" | "record">,
  contracts: readonly FeedContract[],
): string | null {
  const contract = contracts.find(({ id }) => id === feed);
  return contract ? `/id/${contract.type}/${record}` : null;
}

export type LatePlace = readonly [delay: number, feed: string, record: string];

const LATE = `since <= $1 AND until > $1 AND due_on BETWEEN $2 AND $3 AND ($4::text IS NULL OR feed = $4) AND ($5::text IS NULL OR department = $5)`;

/** The latest first. */
export async function listLate(
  client: Queryable,
  { asOf, from, until, feed, department }: ClockScope,
  page: { readonly from: LatePlace | null; readonly forward: boolean; readonly size: number },
): Promise<readonly LateRecord[]> {
  const [beyond, order] = page.forward ? [">", "ASC"] : ["<", "DESC"];
  const place = page.from === null ? "" : `AND (-delay, feed, record) ${beyond} (-$7::int, $8, $9::uuid)`;
  const { rows } = await client.query<LateRecord>(
    `SELECT feed, record, department, started_on AS "startedOn", due_on AS "dueOn", met_on AS "metOn", delay, $1::date AS "asOf" FROM disclosure.late_record
    WHERE ${LATE} ${place} ORDER BY -delay ${order}, feed ${order}, record ${order} LIMIT $6`,
    [asOf, from, until, feed, department, page.size, ...(page.from ?? [])],
  );
  return rows;
}

export async function countLate(
  client: Queryable,
  { asOf, from, until, feed, department }: ClockScope,
): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM disclosure.late_record WHERE ${LATE}`,
    [asOf, from, until, feed, department],
  );
  return rows[0]?.count ?? 0;
}

export interface Punctuality {
  readonly department: string;
  readonly feed: string;
  /** Records whose deadline counts from this day or later. */
  readonly from: string;
  readonly records: number;
  readonly lateRecords: number;
}

export async function readPunctual(
  client: Queryable,
  departments: readonly string[],
  from: string,
): Promise<readonly Punctuality[]> {
  const { rows } = await client.query<Punctuality>(
    `SELECT department, feed, $2::text AS "from", sum(records)::int AS records, coalesce(sum(records) FILTER (WHERE delay > 0), 0)::int AS "lateRecords"
    FROM disclosure.clock WHERE department = ANY($1) AND started_on >= $2::text::date GROUP BY 1, 2 HAVING sum(records) > 0`,
    [[...departments], from],
  );
  return rows;
}
