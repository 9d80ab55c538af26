/**
 * The statements that read published records, and the only place that says which versions are published: now,
 * those that no release has closed; at release n, those opened by then and not closed by then. A version
 * withdrawn by law is closed, so it is not shown now, and `withdrawn_in` keeps it out of the past as well.
 *
 * A page is read in up to four branches, each of which one index can deliver in order: records with a value
 * of the first order and records without (they come last, in both directions), and for a past release
 * versions that are still open and those closed since.
 */
import type { FeedContract } from "../../feed/contract.js";
import { storedFields } from "../../feed/stored-fields.js";
import type { QueryField } from "./comparable.js";
import { orderOfPage, orderOfSegment, segments } from "./keyset.js";
import { ofParents, type Parents } from "./of-parents.js";
import type { PagePlan } from "./page.js";
import { createParameters, type Fragment, type Parameters } from "../open/parameters.js";
import { tableOf } from "../open/tables.js";

/** Names of fields that are wanted, `department` and `provenance` among them; undefined for all. */
export type WantedFields = ReadonlySet<string> | undefined;

/**
 * A text that the database writes of each record: an SQL expression over its version `t`, never null. It
 * comes as `$line`, in place of the fields.
 */
export interface WantedLine {
  readonly line: string;
}

/** The columns under the table's own names, over which the statement around it has its expressions. */
type WantedVersion = "version";

export type Wanted = WantedFields | WantedLine | WantedVersion;

/** A release number; null for now. */
export type AsOf = number | null;

/**
 * One page, or one page for each parent, each with one row more than its size, by which the reader knows
 * whether there are more. A counted one has the number of records on all pages as `$count` in each row, and
 * where the page is empty one row without an `id`.
 */
export function pageStatement(
  contract: FeedContract,
  wanted: Wanted,
  plan: PagePlan,
  asOf: AsOf,
  parents: Parents | null,
  isCounted = false,
): Fragment {
  const parameters = createParameters(plan.where);
  const order = orderOfPage(plan);
  const limit = parameters.add(plan.size + 1);
  const related = parents && ofParents(parents, parameters);
  const { define, sources } = sourcesOf(contract, asOf, related && related.any, parameters);
  const always = [plan.where.text, related ? related.one("p.value") : "TRUE"];
  const table = tableOf(contract);
  const selected = selectList(
    contract,
    wanted,
    plan.orders.map(({ field }) => field),
  );
  const branches = segments(plan, parameters).flatMap((segment) =>
    sources.map((source) => {
      const conditions = allOf([source.condition, ...segment, ...always]);
      const from = `${source.table} t WHERE ${conditions}`;
      const found = related?.isFoundFirst === true ? `(SELECT * FROM ${from} OFFSET 0) t` : from;
      return `SELECT ${selected} FROM ${found} ORDER BY ${orderOfSegment(plan)} LIMIT ${limit}`;
    }),
  );
  const [only = ""] = branches;
  const page =
    branches.length === 1
      ? only
      : `SELECT * FROM (${branches.map((branch) => `(${branch})`).join(" UNION ALL ")}) u ORDER BY ${order} LIMIT ${limit}`;
  const from = [
    ...(related ? [`unnest(${related.values}) WITH ORDINALITY AS p(value, place)`] : []),
    ...(isCounted
      ? [
          `LATERAL (SELECT count(*) AS "$count" FROM ${table} t WHERE ${allOf([anyVisible(asOf, parameters), ...always])}) c`,
        ]
      : []),
  ];
  if (from.length === 0) return { text: page, values: parameters.values };
  const columns = `r.*${related ? ', p.place AS "$parent"' : ""}${isCounted ? ', c."$count"' : ""}`;
  const text = `${define}SELECT ${columns} FROM ${from.join(" CROSS JOIN ")} ${isCounted ? "LEFT" : "INNER"} JOIN LATERAL (${page}) r ON TRUE ORDER BY ${related ? "p.place, " : ""}${order}`;
  return { text, values: parameters.values };
}

/**
 * One page as `$line`s, each with the keys of its record, after the last of which the next page goes on if
 * this one is full.
 */
export function lineStatement(
  contract: FeedContract,
  { line }: WantedLine,
  plan: PagePlan,
  asOf: AsOf,
): Fragment {
  const page = pageStatement(contract, "version", { ...plan, size: plan.size - 1 }, asOf, null);
  const keys = ["id", ...plan.orders.map(({ field }) => field.field)].map((key) => `"${key}"`);
  // The line stands here once: in each branch of the page it would be prepared once more.
  const text = `SELECT ${line} AS "$line", ${keys.join(", ")} FROM (${page.text}) t`;
  return { text, values: page.values };
}

/** The number of records, or (`$parent`, `$count`) for each parent that has any. */
export function countStatement(
  contract: FeedContract,
  where: Fragment,
  asOf: AsOf,
  parents: Parents | null,
): Fragment {
  const parameters = createParameters(where);
  const related = parents && ofParents(parents, parameters);
  const condition = allOf([anyVisible(asOf, parameters), where.text, related?.condition ?? "TRUE"]);
  const from = `FROM ${tableOf(contract)} t${related?.source ?? ""} WHERE ${condition}`;
  const text = related
    ? `SELECT ${related.parent} AS "$parent", count(*) AS "$count" ${from} GROUP BY 1`
    : `SELECT count(*) AS "$count" ${from}`;
  return { text, values: parameters.values };
}

/**
 * All records that are published now, in any order; or all that were at a release, with those that have been
 * withdrawn since.
 */
export function allStatement(contract: FeedContract, wanted: WantedFields, at: AsOf): Fragment {
  const open = at === null ? NOW : wasOpen(at);
  const text = `SELECT ${selectList(contract, wanted)} FROM ${tableOf(contract)} t WHERE ${open}`;
  return { text, values: [] };
}

/** SQL condition on versions `t`: true if one was open at a release, whatever has become of it. */
export function wasOpen(release: number): string {
  return `t.opened_in <= ${release} AND (t.closed_in IS NULL OR t.closed_in > ${release})`;
}

/** The records of these ids, in any order. */
export function recordsStatement(
  contract: FeedContract,
  wanted: Wanted,
  ids: readonly string[],
  asOf: AsOf,
): Fragment {
  const parameters = createParameters();
  const text = `SELECT ${selectList(contract, wanted)} FROM ${tableOf(contract)} t WHERE ${anyVisible(asOf, parameters)} AND t.record_id = ANY(${parameters.add(ids)})`;
  return { text, values: parameters.values };
}

/** One record for each value of a natural key. */
export function keyedStatement(
  contract: FeedContract,
  wanted: WantedFields,
  field: QueryField,
  values: readonly unknown[],
  asOf: AsOf,
): Fragment {
  const parameters = createParameters();
  const column = `t."${field.sqlName}"`;
  const text = `SELECT DISTINCT ON (${column}) ${selectList(contract, wanted, [field])} FROM ${tableOf(contract)} t
    WHERE ${anyVisible(asOf, parameters)} AND ${column} = ANY(${parameters.add(values)}) ORDER BY ${column}, t.record_id`;
  return { text, values: parameters.values };
}

/** Columns under the names that records have; `$` marks what the reader takes apart. */
export function selectList(
  contract: FeedContract,
  wanted: Wanted,
  needed: readonly QueryField[] = [],
): string {
  if (wanted === "version") return versionColumns(contract, needed);
  const isLine = wanted !== undefined && "line" in wanted;
  const isWanted = (name: string): boolean =>
    wanted === undefined || (!isLine && wanted.has(name)) || needed.some(({ field }) => field === name);
  const columns = [`t.record_id AS "id"`];
  if (isLine) columns.push(`${wanted.line} AS "$line"`);
  if (isWanted("department")) columns.push(`t.department`);
  if (isWanted("provenance")) columns.push(`t.opened_in AS "$release"`, `t.file_row AS "$row"`);
  for (const { field, sqlName } of storedFields(contract))
    if (isWanted(field)) columns.push(`t."${sqlName}" AS "${field}"`);
  return columns.join(", ");
}

function versionColumns(contract: FeedContract, needed: readonly QueryField[]): string {
  const own = storedFields(contract).map(({ sqlName }) => sqlName);
  const named = needed
    .filter(({ field, sqlName }) => field !== sqlName)
    .map(({ field, sqlName }) => `t."${sqlName}" AS "${field}"`);
  const columns = ["record_id", "department", "opened_in", ...own].map((name) => `t."${name}"`);
  return [`t.record_id AS "id"`, ...columns, ...named].join(", ");
}

interface Source {
  readonly table: string;
  readonly condition: string;
}

/**
 * Where published versions are read from. Those closed since a past release are found by their release alone:
 * for many parents, once.
 */
function sourcesOf(
  contract: FeedContract,
  asOf: AsOf,
  ofAny: string | null,
  parameters: Parameters,
): { readonly define: string; readonly sources: readonly Source[] } {
  const table = tableOf(contract);
  const [open, closed] = visible(asOf, parameters);
  if (closed === undefined) return { define: "", sources: [{ table, condition: open }] };
  if (ofAny === null)
    return {
      define: "",
      sources: [
        { table, condition: open },
        { table, condition: closed },
      ],
    };
  const define = `WITH closed AS MATERIALIZED (SELECT * FROM ${table} t WHERE ${closed} AND ${ofAny}) `;
  return {
    define,
    sources: [
      { table, condition: open },
      { table: "closed", condition: "TRUE" },
    ],
  };
}

export function allOf(conditions: readonly string[]): string {
  return conditions.filter((condition) => condition !== "TRUE").join(" AND ") || "TRUE";
}

/** The versions that are published, in parts that an index can deliver in order. */
function visible(asOf: AsOf, parameters: Parameters): readonly [open: string, closed?: string] {
  if (asOf === null) return [NOW];
  const release = `${parameters.add(asOf)}::int`;
  return [
    `${NOW} AND t.opened_in <= ${release}`,
    `t.closed_in > ${release} AND t.opened_in <= ${release} AND t.withdrawn_in IS NULL`,
  ];
}

/** The same in one condition. */
export function anyVisible(asOf: AsOf, parameters: Parameters): string {
  const parts = visible(asOf, parameters);
  return parts.length === 1 ? parts.join("") : `(${parts.map((part) => `(${part})`).join(" OR ")})`;
}

const NOW = "t.closed_in IS NULL";
