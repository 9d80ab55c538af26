/**
 * Published rows that a feed's rules look up: loaded once for a check. Of a large feed only the column itself
 * is held.
 */
import {
  lookups,
  storedFields,
  type FeedContract,
  type Reference,
  type Row,
  type RowContext,
  type Value,
} from "#kit";
import { tableOf, type Queryable } from "#kit/hub";

const WHOLE_ROWS = 20_000;

/** `department`: that hands in; null where nobody does, and nothing is read of a department's own. */
export async function loadLookup(
  client: Queryable,
  references: readonly Reference[],
  contracts: readonly FeedContract[],
  department: string | null,
): Promise<Pick<RowContext, "lookup" | "rows" | "contracts">> {
  const maps = new Map<string, ReadonlyMap<string, Row>>();
  for (const reference of references) {
    const { feed, column } = reference;
    const referenced = contracts.find(({ id }) => id === feed);
    if (referenced)
      maps.set(`${feed} ${column}`, await loadColumn(client, referenced, reference, department));
  }
  return lookups(
    ({ feed, column }, value) => maps.get(`${feed} ${column}`)?.get(value) ?? null,
    ({ feed, column }) =>
      [...new Set(maps.get(`${feed} ${column}`)?.values())].filter((row) => row !== ONLY_KNOWN),
    contracts,
  );
}

async function loadColumn(
  client: Queryable,
  contract: FeedContract,
  { column, alias, fields: needed = [], isWhole = false, isOwn = false }: Reference,
  department: string | null,
): Promise<ReadonlyMap<string, Row>> {
  const fields = storedFields(contract);
  const key = fields.find(({ field }) => field === column);
  if (!key) throw new Error(`Feed ${contract.id} has no column ${column} to look up`);
  const [open, parameters] = [
    `closed_in IS NULL${isOwn ? " AND department = $1" : ""}`,
    isOwn ? [department] : [],
  ];
  const { rows: counts } = await client.query<{ rows: number }>(
    `SELECT count(*) AS rows FROM ${tableOf(contract)} WHERE ${open}`,
    parameters,
  );
  const isSmall = isWhole || (counts[0]?.rows ?? 0) <= WHOLE_ROWS;
  const wanted = isSmall ? fields : fields.filter(({ field }) => field === column || needed.includes(field));
  const { rows } = await client.query<Record<string, Value>>(
    `SELECT ${wanted.map(({ sqlName, field }) => `"${sqlName}" AS "${field}"`).join(", ")} FROM ${tableOf(contract)} WHERE ${open}`,
    parameters,
  );
  const known = new Map<string, Row>();
  // A name that is one record's own goes before the same as another's alias.
  for (const row of rows)
    for (const name of alias === undefined ? [] : String(row[alias] ?? "").split("、")) known.set(name, row);
  for (const row of rows)
    if (row[column] !== null) known.set(String(row[column]), wanted.length === 1 ? ONLY_KNOWN : row);
  return known;
}

const ONLY_KNOWN: Row = {};
