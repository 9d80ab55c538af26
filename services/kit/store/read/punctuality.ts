/**
 * Whether records that have a deadline each were published by it: so many working days after a date of the
 * record, such as a decision's. A record counts by the release that made it public first, not by those that
 * corrected it.
 */
import type { FeedContract, RowContext } from "../../feed/contract.js";
import { provisionOn } from "../../feed/provision-in-force.js";
import { snakeCase } from "../../feed/stored-fields.js";
import { workingDaysIn } from "../../feed/working-days-in-force.js";
import type { Queryable } from "../open/queryable.js";
import { tableOf } from "../open/tables.js";

export interface Punctuality {
  /** Records that are public now, of this day or later. */
  readonly from: string;
  readonly records: number;
  readonly lateRecords: number;
}

export interface PunctualityScope {
  readonly from: string;
  /** Null: those of all departments. */
  readonly departments: readonly string[] | null;
}

/** By department; one without records since that day is absent. Throws for a feed whose records have none. */
export async function readPunctuality(
  client: Queryable,
  contract: FeedContract,
  { from, departments }: PunctualityScope,
  provisions: Pick<RowContext, "rows">,
): Promise<ReadonlyMap<string, Punctuality>> {
  const { due } = contract;
  if (due.kind !== "working-days") throw new Error(`Feed ${contract.id}: its records have no deadlines`);
  const [table, day] = [tableOf(contract), `t."${snakeCase(due.after)}"`];
  const { rows } = await client.query<{
    department: string;
    day: string;
    published: string;
    count: number;
  }>(
    `SELECT t.department, ${day} AS day, (r.released_at AT TIME ZONE 'Asia/Shanghai')::date AS published, count(*)::int AS count FROM ${table} t
    CROSS JOIN LATERAL (SELECT min(v.opened_in) AS number FROM ${table} v WHERE v.record_id = t.record_id) f JOIN hub.release r USING (number)
    WHERE t.closed_in IS NULL AND ($1::text[] IS NULL OR t.department = ANY($1::text[])) AND ${day} >= $2 GROUP BY 1, 2, 3`,
    [departments, from],
  );
  const lastDays = new Map<string, string>();
  const lastDayOf = (of: string): string => {
    const known =
      lastDays.get(of) ??
      workingDaysIn(provisions).add(of, provisionOn(due.deadline, of, provisions).values.days).date;
    lastDays.set(of, known);
    return known;
  };
  return new Map(
    [...Map.groupBy(rows, ({ department }) => department)].map(([department, found]) => [
      department,
      {
        from,
        records: sum(found),
        lateRecords: sum(found.filter((each) => each.published > lastDayOf(each.day))),
      },
    ]),
  );
}

function sum(of: readonly { readonly count: number }[]): number {
  return of.reduce((total, { count }) => total + count, 0);
}
