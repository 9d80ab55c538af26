/**
 * The differences of two feeds as SQL over their published records: by indexes of both, whatever their size.
 * Names come from contracts, values travel as parameters.
 */
import { storedFields, type Agreement, type Difference, type FeedContract, type Filter } from "#kit";
import { tableOf, type Queryable } from "#kit/hub";

/** One way in which the feeds differ about one thing. `null`: there is no such record. */
export interface Found {
  readonly code: string;
  readonly thing: string;
  readonly hereRecord: string | null;
  readonly hereDepartment: string;
  readonly hereSays: string | null;
  readonly thereRecord: string | null;
  readonly thereDepartment: string;
  readonly thereSays: string | null;
}

/** All of an agreement, in any order. Of a record that there is not the feed's lead is the department. */
export async function compare(
  client: Queryable,
  here: FeedContract,
  there: FeedContract,
  agreement: Agreement,
): Promise<readonly Found[]> {
  const { onlyHere, onlyThere, over, same } = agreement;
  const found: Found[] = [];
  const run = async ({ code }: Difference, statement: Statement): Promise<void> => {
    const { rows } = await client.query<Omit<Found, "code">>(statement.text, [...statement.values]);
    found.push(...rows.map((row) => ({ code, ...row })));
  };
  if (onlyHere) await run(onlyHere, lonely(here, there, agreement, "here"));
  if (onlyThere) await run(onlyThere, lonely(here, there, agreement, "there"));
  if (over) await run(over, ended(here, there, agreement, over.when));
  for (const each of same) await run(each, differing(here, there, agreement, each));
  return found;
}

interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** What one feed names, and no record of the other that counts. */
function lonely(
  here: FeedContract,
  there: FeedContract,
  { by, when = {}, isOfOneDepartment = false, other }: Agreement,
  side: "here" | "there",
): Statement {
  const isHere = side === "here";
  // A guide may name a power of a kind that needs none.
  const ours = { contract: here, by, when };
  const theirs = { contract: there, by: other.by, when: isHere ? {} : (other.when ?? {}) };
  const [alone, missing] = isHere ? [ours, theirs] : [theirs, ours];
  const values: unknown[] = [missing.contract.lead];
  const thing = column(alone.contract, "a", alone.by);
  const conditions = [
    published(alone.contract, "a", alone.by, alone.when, values),
    `NOT EXISTS (SELECT FROM ${tableOf(missing.contract)} m WHERE ${published(missing.contract, "m", missing.by, missing.when, values)}
      AND ${column(missing.contract, "m", missing.by)} = ${thing}${isOfOneDepartment ? " AND m.department = a.department" : ""})`,
  ];
  const [aloneName, missingName] = isHere ? ["here", "there"] : ["there", "here"];
  const text = `SELECT ${thing} AS thing, a.record_id AS "${aloneName}Record", a.department AS "${aloneName}Department",
    NULL AS "${missingName}Record", $1::text AS "${missingName}Department", NULL AS "hereSays", NULL AS "thereSays"
    FROM ${tableOf(alone.contract)} a WHERE ${conditions.join(" AND ")}`;
  return { text, values };
}

/** What one feed names, perhaps one of several, and the other feed says is over. */
function ended(
  here: FeedContract,
  there: FeedContract,
  { by, when = {}, other }: Agreement,
  isOver: Filter,
): Statement {
  const values: unknown[] = [];
  const [state = other.by] = Object.keys(isOver);
  const text = `SELECT n.thing, h.record_id AS "hereRecord", h.department AS "hereDepartment", NULL AS "hereSays",
    t.record_id AS "thereRecord", t.department AS "thereDepartment", ${said(there, "t", state)} AS "thereSays"
    FROM ${all(here, by, when, values)} h CROSS JOIN LATERAL unnest(${things(here, "h", by)}) AS n(thing)
    JOIN ${all(there, other.by, { ...other.when, ...isOver }, values)} t ON ${column(there, "t", other.by)} = n.thing`;
  return { text, values };
}

function differing(
  here: FeedContract,
  there: FeedContract,
  { by, when = {}, isOfLatest = false, isOfOneDepartment = false, other }: Agreement,
  same: Agreement["same"][number],
): Statement {
  const values: unknown[] = [];
  const [ours, theirs] = [said(here, "h", same.field), said(there, "t", same.other)];
  const records = isOfLatest ? latest : all;
  const text = `SELECT ${column(here, "h", by)} AS thing, h.record_id AS "hereRecord", h.department AS "hereDepartment", ${ours} AS "hereSays",
    t.record_id AS "thereRecord", t.department AS "thereDepartment", ${theirs} AS "thereSays"
    FROM ${records(here, by, { ...when, ...same.when }, values)} h
    JOIN ${records(there, other.by, other.when ?? {}, values)} t ON ${column(here, "h", by)} = ${column(there, "t", other.by)}${isOfOneDepartment ? " AND h.department = t.department" : ""}
    WHERE ${bare(ours)} <> ${bare(theirs)}`;
  return { text, values };
}

/** The records that count. */
function all(contract: FeedContract, by: string, filter: Filter, values: unknown[]): string {
  return `(SELECT * FROM ${tableOf(contract)} r WHERE ${published(contract, "r", by, filter, values)})`;
}

/** The last of those that name one thing. */
function latest(contract: FeedContract, by: string, filter: Filter, values: unknown[]): string {
  const [thing, order] = [column(contract, "r", by), column(contract, "r", contract.order.field)];
  return `(SELECT DISTINCT ON (${thing}) * FROM ${tableOf(contract)} r WHERE ${published(contract, "r", by, filter, values)}
    ORDER BY ${thing}, ${order} DESC, r.record_id)`;
}

/** The records that are published now and meet the filter. */
function published(
  contract: FeedContract,
  alias: string,
  by: string,
  filter: Filter,
  values: unknown[],
): string {
  return [
    `${alias}.closed_in IS NULL AND ${column(contract, alias, by)} IS NOT NULL`,
    ...Object.entries(filter).map(([field, wanted = []]) => {
      values.push(wanted);
      return `coalesce(${said(contract, alias, field)}, '') = ANY($${values.length}::text[])`;
    }),
  ].join(" AND ");
}

function column(contract: FeedContract, alias: string, name: string): string {
  const found = storedFields(contract).find(({ field }) => field === name);
  if (!found) throw new Error(`Feed ${contract.id}: the field ${name} reaches no record`);
  return `${alias}."${found.sqlName}"`;
}

/** All that a field names, be it one or several. */
function things(contract: FeedContract, alias: string, name: string): string {
  const isList = storedFields(contract).some(({ field, kind }) => field === name && kind === "codes");
  return isList ? column(contract, alias, name) : `ARRAY[${column(contract, alias, name)}]`;
}

function said(contract: FeedContract, alias: string, name: string): string {
  return `${column(contract, alias, name)}::text`;
}

/** Two who write one name with and without a space say the same. */
function bare(text: string): string {
  return `regexp_replace(${text}, '\\s', '', 'g')`;
}
