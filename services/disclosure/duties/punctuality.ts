/**
 * Whether records that have a deadline each were published by it: so many working days after a date of the
 * record, such as a decision's. A record counts by the release that made it public first, not by those that
 * corrected it.
 */
import DataLoader from "dataloader";
import {
  addMonths,
  addWorkingDays,
  provisionOn,
  publishedProvisions,
  shanghaiDay,
  snakeCase,
  type FeedContract,
  type SubgraphContext,
} from "#kit";
import { hubOf, tableOf } from "#kit/hub";
import type { Duty } from "./duties.js";

export interface Punctuality {
  /** Records that are public now, of this day or later. */
  readonly from: string;
  readonly records: number;
  readonly lateRecords: number;
}

const MONTHS = 12;

/** Null for a feed whose records have no deadlines of their own. */
export async function punctualityOf(
  { contract, department }: Duty,
  context: SubgraphContext,
): Promise<Punctuality | null> {
  return contract.due.kind === "working-days" ? loaderOf(contract, context).load(department) : null;
}

const loaders = new WeakMap<SubgraphContext, Map<FeedContract, DataLoader<string, Punctuality>>>();

/** For fifty departments one statement. */
function loaderOf(contract: FeedContract, context: SubgraphContext): DataLoader<string, Punctuality> {
  const ofContext = loaders.get(context) ?? new Map<FeedContract, DataLoader<string, Punctuality>>();
  loaders.set(context, ofContext);
  const known =
    ofContext.get(contract) ??
    new DataLoader<string, Punctuality>((departments) => count(contract, departments, context));
  ofContext.set(contract, known);
  return known;
}

async function count(
  contract: FeedContract,
  departments: readonly string[],
  context: SubgraphContext,
): Promise<readonly Punctuality[]> {
  const { due } = contract;
  if (due.kind !== "working-days") throw new Error(`Feed ${contract.id}: its records have no deadlines`);
  const from = addMonths(shanghaiDay(context.now()), -MONTHS);
  const [table, day] = [tableOf(contract), `t."${snakeCase(due.after)}"`];
  const { rows } = await hubOf(context).statements.dear.query<{
    department: string;
    day: string;
    published: string;
    count: number;
  }>(
    `SELECT t.department, ${day} AS day, (r.released_at AT TIME ZONE 'Asia/Shanghai')::date AS published, count(*)::int AS count FROM ${table} t
    CROSS JOIN LATERAL (SELECT min(v.opened_in) AS number FROM ${table} v WHERE v.record_id = t.record_id) f JOIN hub.release r USING (number)
    WHERE t.closed_in IS NULL AND t.department = ANY($1::text[]) AND ${day} >= $2 GROUP BY 1, 2, 3`,
    [[...departments], from],
  );
  const provisions = await publishedProvisions(context);
  const lastDays = new Map<string, string>();
  const lastDayOf = (of: string): string => {
    const known =
      lastDays.get(of) ?? addWorkingDays(of, provisionOn(due.deadline, of, provisions).values.days).date;
    lastDays.set(of, known);
    return known;
  };
  const sum = (of: readonly { readonly count: number }[]): number =>
    of.reduce((total, each) => total + each.count, 0);
  const ofDepartments = Map.groupBy(rows, ({ department }) => department);
  return departments.map((department) => {
    const found = ofDepartments.get(department) ?? [];
    return {
      from,
      records: sum(found),
      lateRecords: sum(found.filter((each) => each.published > lastDayOf(each.day))),
    };
  });
}
