/**
 * Entities that no feed lists: they are there because published records of any feed speak of them and name
 * them (`EntityLink.label`). One statement for all keys: in each feed an index finds the records of a key, of
 * which so many are looked at, and the latest released name counts.
 */
import type { FeedContract } from "../../feed/contract.js";
import { storedFields } from "../../feed/stored-fields.js";
import { createParameters, type Fragment } from "../open/parameters.js";
import type { Queryable } from "../open/queryable.js";
import { tableOf } from "../open/tables.js";

/** Records of one entity looked at in one feed for its latest name. */
const LOOKED_AT = 100;

/** A feed whose records name entities of a type: their key and name, as columns. */
export interface NamingFeed {
  readonly contract: FeedContract;
  readonly key: string;
  readonly label: string;
}

export function namingFeeds(contracts: readonly FeedContract[], type: string): readonly NamingFeed[] {
  const ofTypes = known.get(contracts) ?? new Map<string, readonly NamingFeed[]>();
  known.set(contracts, ofTypes);
  const feeds = ofTypes.get(type) ?? findNamingFeeds(contracts, type);
  ofTypes.set(type, feeds);
  return feeds;
}

/** By the list of contracts, which is a new one when it changes. */
const known = new WeakMap<readonly FeedContract[], Map<string, readonly NamingFeed[]>>();

function findNamingFeeds(contracts: readonly FeedContract[], type: string): readonly NamingFeed[] {
  return contracts.flatMap((contract) =>
    Object.entries(contract.derived).flatMap(([field, { link }]) => {
      if (link?.type !== type || link.label === undefined) return [];
      return [{ contract, key: columnOf(contract, field), label: columnOf(contract, link.label) }];
    }),
  );
}

/** (`$key`, `name`) of those keys that are spoken of. */
export function namesStatement(feeds: readonly NamingFeed[], keys: readonly unknown[]): Fragment {
  const parameters = createParameters();
  const given = parameters.add(keys);
  const branches = feeds.map(
    ({ contract, key, label }) =>
      `(SELECT t."${label}" AS name, t.opened_in FROM ${tableOf(contract)} t WHERE t.closed_in IS NULL AND t."${key}" = k.key LIMIT ${LOOKED_AT})`,
  );
  const text = `SELECT k.key AS "$key", n.name FROM unnest(${given}::text[]) AS k(key)
    CROSS JOIN LATERAL (SELECT name FROM (${branches.join(" UNION ALL ")}) r WHERE name IS NOT NULL ORDER BY opened_in DESC, name LIMIT 1) n`;
  return { text, values: parameters.values };
}

/** (`$key`, `feed`, `count`): how many records of each feed speak of those keys; `feed` is its place. */
export function recordsStatement(feeds: readonly NamingFeed[], keys: readonly unknown[]): Fragment {
  const parameters = createParameters();
  const given = `${parameters.add(keys)}::text[]`;
  const branches = feeds.map(
    ({ contract, key }, at) =>
      `SELECT t."${key}" AS "$key", ${at} AS feed, count(*)::int AS count FROM ${tableOf(contract)} t WHERE t.closed_in IS NULL AND t."${key}" = ANY(${given}) GROUP BY 1`,
  );
  return { text: branches.join(" UNION ALL "), values: parameters.values };
}

export async function namesOf(
  client: Queryable,
  feeds: readonly NamingFeed[],
  keys: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (feeds.length === 0) return new Map();
  const { text, values } = namesStatement(feeds, keys);
  const { rows } = await client.query<{ $key: string; name: string }>(text, [...values]);
  return new Map(rows.map((row) => [row.$key, row.name]));
}

function columnOf(contract: FeedContract, field: string): string {
  const stored = storedFields(contract).find((candidate) => candidate.field === field);
  if (!stored) throw new Error(`Feed ${contract.id}: an entity is named by ${field}, which is not stored`);
  return stored.sqlName;
}
