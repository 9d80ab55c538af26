/**
 * The statements that read published records, and the only place that says which versions are published:
 * now, those that no release has closed; at release n, those opened by then and not closed by then. A version withdrawn by law is
 * closed, so it is not shown now, and `withdrawn_in` keeps it out of the past as well.
 *
 * A page is read in up to four branches, each of which one index can deliver in order: records with a value of the order's field and
 * records without (they come last, in both directions), and for a past release versions that are still open and those closed since.
 */
import { storedFields, type FeedContract } from "../feed/contract.js";
import type { QueryField } from "./comparable.js";
import type { Position } from "./cursor.js";
import { createParameters, type Fragment, type Parameters } from "./parameters.js";
import type { PagePlan } from "./page.js";
import { sqlTypeOf, tableOf } from "./tables.js";

/** Names of fields that are wanted, `department` and `provenance` among them; undefined for all. */
export type WantedFields = ReadonlySet<string> | undefined;

/** A release number; null for now. */
export type AsOf = number | null;

/** The parents of a batch: rows come back with `$parent`, the 1-based place in `values`. */
export interface Parents { readonly field: QueryField; readonly values: readonly unknown[] }

/** One page, or one page for each parent, each with one row more than its size, by which the reader knows whether there are more. */
export function pageStatement(contract: FeedContract, wanted: WantedFields, plan: PagePlan, asOf: AsOf, parents: Parents | null): Fragment {
  const parameters = createParameters(plan.where);
  const { field } = plan.order;
  const descending = plan.order.descending === plan.forward;
  const direction = descending ? "DESC" : "ASC";
  const conditions = [plan.where.text];
  if (parents) conditions.push(`t."${parents.field.sqlName}" = p.value`);
  const limit = parameters.add(plan.size + 1);
  const columns = selectList(contract, wanted, field);
  const branches = segments(field, plan, descending, parameters).flatMap((segment) => visible(asOf, parameters).map((version) =>
    `SELECT ${columns} FROM ${tableOf(contract)} t WHERE ${[version, ...segment, ...conditions].filter((part) => part !== "TRUE").join(" AND ")}
     ORDER BY t."${field.sqlName}" ${direction}, t.record_id ${direction} LIMIT ${limit}`));
  const order = `"${field.field}" ${direction} NULLS ${plan.forward ? "LAST" : "FIRST"}, "id" ${direction}`;
  const [only] = branches;
  const page = branches.length === 1 && only !== undefined ? only : `SELECT * FROM (${branches.map((branch) => `(${branch})`).join(" UNION ALL ")}) u ORDER BY ${order} LIMIT ${limit}`;
  if (!parents) return { text: page, values: parameters.values };
  const list = `unnest(${parameters.add(parents.values)}::${sqlTypeOf(parents.field)}[]) WITH ORDINALITY AS p(value, place)`;
  return { text: `SELECT r.*, p.place AS "$parent" FROM ${list} CROSS JOIN LATERAL (${page}) r ORDER BY p.place, ${order}`, values: parameters.values };
}

/** The number of records, or (`$parent`, `$count`) for each parent that has any. */
export function countStatement(contract: FeedContract, where: Fragment, asOf: AsOf, parents: Parents | null): Fragment {
  const parameters = createParameters(where);
  const from = `FROM ${tableOf(contract)} t WHERE ${anyVisible(asOf, parameters)}${where.text === "TRUE" ? "" : ` AND ${where.text}`}`;
  if (!parents) return { text: `SELECT count(*) AS "$count" ${from}`, values: parameters.values };
  const column = `t."${parents.field.sqlName}"`;
  return { text: `SELECT ${column} AS "$parent", count(*) AS "$count" ${from} AND ${column} = ANY(${parameters.add(parents.values)}) GROUP BY 1`, values: parameters.values };
}

/** The records of these ids, in any order. */
export function recordsStatement(contract: FeedContract, wanted: WantedFields, ids: readonly string[], asOf: AsOf): Fragment {
  const parameters = createParameters();
  const text = `SELECT ${selectList(contract, wanted, null)} FROM ${tableOf(contract)} t WHERE ${anyVisible(asOf, parameters)} AND t.record_id = ANY(${parameters.add(ids)})`;
  return { text, values: parameters.values };
}

/** One record for each value of a natural key. */
export function keyedStatement(contract: FeedContract, wanted: WantedFields, field: QueryField, values: readonly unknown[], asOf: AsOf): Fragment {
  const parameters = createParameters();
  const column = `t."${field.sqlName}"`;
  const text = `SELECT DISTINCT ON (${column}) ${selectList(contract, wanted, field)} FROM ${tableOf(contract)} t
    WHERE ${anyVisible(asOf, parameters)} AND ${column} = ANY(${parameters.add(values)}) ORDER BY ${column}, t.record_id`;
  return { text, values: parameters.values };
}

/** Columns under the names that records have; `$` marks what the reader takes apart. */
function selectList(contract: FeedContract, wanted: WantedFields, needed: QueryField | null): string {
  const isWanted = (name: string): boolean => wanted === undefined || wanted.has(name) || needed?.field === name;
  const columns = [`t.record_id AS "id"`];
  if (isWanted("department")) columns.push(`t.department`);
  if (isWanted("provenance")) columns.push(`t.opened_in AS "$release"`, `t.file_row AS "$row"`);
  for (const { field, sqlName } of storedFields(contract)) if (isWanted(field)) columns.push(`t."${sqlName}" AS "${field}"`);
  return columns.join(", ");
}

/** Conditions that part the rows after the position: those with a value, those without. A required field always has one. */
function segments(field: QueryField, plan: PagePlan, descending: boolean, parameters: Parameters): readonly (readonly string[])[] {
  const { position } = plan;
  const column = `t."${field.sqlName}"`;
  const comparison = descending ? "<" : ">";
  const afterId = (at: Position): string => `t.record_id ${comparison} ${parameters.add(at.id)}::uuid`;
  const afterBoth = (at: Position): string => `(${column}, t.record_id) ${comparison} (${parameters.add(at.value)}::${sqlTypeOf(field)}, ${parameters.add(at.id)}::uuid)`;
  const hasValue = [`${column} IS NOT NULL`];
  const hasNone = `${column} IS NULL`;
  if (field.required) return [position === null ? [] : [afterBoth(position)]];
  if (position === null) return [hasValue, [hasNone]];
  if (position.value === null) return plan.forward ? [[hasNone, afterId(position)]] : [[hasNone, afterId(position)], hasValue];
  const after = [...hasValue, afterBoth(position)];
  return plan.forward ? [after, [hasNone]] : [after];
}

/** The versions that are published, in parts that an index can deliver in order. */
function visible(asOf: AsOf, parameters: Parameters): readonly string[] {
  if (asOf === null) return [NOW];
  const release = `${parameters.add(asOf)}::int`;
  return [`${NOW} AND t.opened_in <= ${release}`, `t.closed_in > ${release} AND t.opened_in <= ${release} AND t.withdrawn_in IS NULL`];
}

/** The same in one condition. */
function anyVisible(asOf: AsOf, parameters: Parameters): string {
  const parts = visible(asOf, parameters);
  return parts.length === 1 ? parts.join("") : `(${parts.map((part) => `(${part})`).join(" OR ")})`;
}

const NOW = "t.closed_in IS NULL";
