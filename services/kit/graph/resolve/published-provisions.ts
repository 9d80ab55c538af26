/**
 * The published changes of provisions and of the calendar, for resolvers that ask what holds: read once for a
 * request.
 */
import type { Row, RowContext } from "../../feed/contract.js";
import { lookups } from "../../feed/lookups.js";
import { provisionReference } from "../../feed/provision-change.js";
import { calendarReference } from "../../feed/working-days-in-force.js";
import type { SubgraphContext } from "./context.js";

type Changes = Pick<RowContext, "rows">;

const FIELDS: Readonly<Record<string, readonly string[]>> = {
  [provisionReference.feed]: ["provision", "parameter", "from", "value", "basis", "text", "until"],
  [calendarReference.feed]: ["date", "kind"],
};
const read = new WeakMap<SubgraphContext, Promise<Changes>>();

export function publishedProvisions(context: SubgraphContext): Promise<Changes> {
  const known = read.get(context) ?? readChanges(context);
  read.set(context, known);
  return known;
}

async function readChanges(context: SubgraphContext): Promise<Changes> {
  const read = await Promise.all(
    Object.entries(FIELDS).map(
      async ([feed, fields]) => [feed, await readRows(feed, fields, context)] as const,
    ),
  );
  const rows = new Map(read);
  return lookups(
    () => null,
    ({ feed }) => rows.get(feed) ?? [],
  );
}

/** None where the graph has no such feed. */
async function readRows(
  feed: string,
  fields: readonly string[],
  { contracts, reader }: SubgraphContext,
): Promise<readonly Row[]> {
  const contract = contracts().find(({ id }) => id === feed);
  const records = contract ? await reader.all(contract, new Set(fields)) : [];
  return records.map((record): Row =>
    Object.fromEntries(fields.map((field) => [field, record[field] ?? null])),
  );
}
