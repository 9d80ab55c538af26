/** Dated duties, one by one: in the order of their last days. */
import type { Queryable } from "#kit/hub";
import { DUTY_COLUMNS, type DutyVersion } from "../ledger/versions.js";
import { heldOn, stateSql, type DutyState } from "./state.js";

export interface DutyFilter {
  readonly asOf: string;
  readonly department: string | null;
  readonly states: readonly DutyState[] | null;
  /** Of a clause, a feed, or what follows the records of a feed. */
  readonly item: string | null;
  readonly feed: string | null;
  readonly dueFrom: string | null;
  readonly dueUntil: string | null;
}

export interface ListedDuty extends DutyVersion {
  readonly state: DutyState;
  /** The day on which it was so. */
  readonly asOf: string;
}

/** The place of a duty in the list. */
export type DutyPlace = readonly [
  dueOn: string,
  item: string,
  department: string,
  period: string,
  subject: string,
];

export function placeOfDuty({ dueOn, item, department, period, subject }: DutyVersion): DutyPlace {
  return [dueOn, item, department, period, subject];
}

const PLACE = "(d.due_on, d.item, d.department, d.period, d.subject)";
const SCOPE = `${heldOn("$1::date")} AND ($2::text IS NULL OR d.department = $2) AND ($3::text IS NULL OR d.item = $3) AND ($4::text IS NULL OR d.feed = $4)
  AND ($5::date IS NULL OR d.due_on >= $5) AND ($6::date IS NULL OR d.due_on <= $6) AND ($7::text[] IS NULL OR ${stateSql("$1::date")} = ANY($7))`;

function valuesOf(filter: DutyFilter): readonly unknown[] {
  const { asOf, department, item, feed, dueFrom, dueUntil, states } = filter;
  return [asOf, department, item, feed, dueFrom, dueUntil, states];
}

/** After a place, or backwards before it; `size` at most. */
export async function listDuties(
  client: Queryable,
  filter: DutyFilter,
  {
    from,
    forward,
    size,
  }: { readonly from: DutyPlace | null; readonly forward: boolean; readonly size: number },
): Promise<readonly ListedDuty[]> {
  const [beyond, order] = forward ? [">", "ASC"] : ["<", "DESC"];
  const place = from === null ? "" : `AND ${PLACE} ${beyond} ($9::date, $10, $11, $12, $13)`;
  const { rows } = await client.query<ListedDuty>(
    `SELECT ${DUTY_COLUMNS}, ${stateSql("$1::date")} AS state, $1::date AS "asOf" FROM disclosure.duty d WHERE ${SCOPE} ${place}
    ORDER BY ${["due_on", "item", "department", "period", "subject"].map((column) => `d.${column} ${order}`).join(", ")} LIMIT $8`,
    [...valuesOf(filter), size, ...(from ?? [])],
  );
  return rows;
}

export async function countDuties(client: Queryable, filter: DutyFilter): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM disclosure.duty d WHERE ${SCOPE}`,
    [...valuesOf(filter)],
  );
  return rows[0]?.count ?? 0;
}

export interface FeedDuty {
  readonly department: string;
  readonly feed: string;
  readonly nextDueOn: string | null;
  readonly isOverdue: boolean;
}

/** What departments owe of each feed: what is next, and whether something of this year is not there. */
export async function readFeedDuties(
  client: Queryable,
  departments: readonly string[],
  asOf: string,
): Promise<readonly FeedDuty[]> {
  const { rows } = await client.query<FeedDuty>(
    `SELECT d.department, d.feed, min(d.due_on) FILTER (WHERE d.due_on >= $1) AS "nextDueOn", bool_or(d.due_on < $1) AS "isOverdue"
    FROM disclosure.duty d WHERE ${heldOn("$1::date")} AND d.department = ANY($2) AND d.met_on IS NULL AND d.exemption IS NULL
      AND d.due_on >= date_trunc('year', $1::date) GROUP BY 1, 2`,
    [asOf, [...departments]],
  );
  return rows;
}
