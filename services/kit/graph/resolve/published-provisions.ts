/** The published changes of provisions, for resolvers that ask what holds: read once for a request. */
import type { Row, RowContext } from "../../feed/contract.js";
import { lookups } from "../../feed/lookups.js";
import { provisionReference } from "../../feed/provision-change.js";
import type { SubgraphContext } from "./context.js";

type Changes = Pick<RowContext, "rows">;

const FIELDS: ReadonlySet<string> = new Set([
  "provision",
  "parameter",
  "from",
  "value",
  "basis",
  "text",
  "until",
]);
const read = new WeakMap<SubgraphContext, Promise<Changes>>();

export function publishedProvisions(context: SubgraphContext): Promise<Changes> {
  const known = read.get(context) ?? readChanges(context);
  read.set(context, known);
  return known;
}

/** None where the graph has no feed of them. */
async function readChanges({ contracts, reader }: SubgraphContext): Promise<Changes> {
  const contract = contracts().find(({ id }) => id === provisionReference.feed);
  const records = contract ? await reader.all(contract, FIELDS) : [];
  const rows = records.map((record): Row =>
    Object.fromEntries([...FIELDS].map((field) => [field, record[field] ?? null])),
  );
  return lookups(
    () => null,
    () => rows,
  );
}
