/** What a database holds at one moment: told in a backup's head, and looked at again after a restore. */
import { HubError } from "#schema/errors.js";
import type { Queryable } from "./queryable.js";

export interface Facts {
  /** Version of PostgreSQL. */
  readonly postgres: string;
  /** Which history it is; null for one of a release that named none. */
  readonly epoch: string | null;
  /** Number and hash of the last release; null where there is none. */
  readonly head: { readonly release: number; readonly hash: string } | null;
  /** Entries of the trail. */
  readonly entries: number;
  /** Rows by table, as `schema.table`. */
  readonly counts: Readonly<Record<string, number>>;
  /** Fingerprints of the database's keys, by the key's name. */
  readonly keys: Readonly<Record<string, readonly string[]>>;
}

/** A table's name as `schema.table`, for a person and for a comparison. */
export interface TableName {
  readonly schema: string;
  readonly table: string;
}

/** Rows that wait for review: their tables come and go. */
export const STAGING = "staging";

export async function tablesOf(client: Queryable): Promise<readonly TableName[]> {
  const { rows } = await client.query<TableName>(
    `SELECT schemaname AS schema, tablename AS table FROM pg_tables
      WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY schemaname, tablename`,
  );
  return rows;
}

export async function countRows(client: Queryable, tables: readonly TableName[]): Promise<Facts["counts"]> {
  const counts: Record<string, number> = {};
  for (const { schema, table } of tables) {
    const { rows } = await client.query<{ count: number }>(
      `SELECT count(*) AS count FROM ${quoted(schema)}.${quoted(table)}`,
    );
    counts[`${schema}.${table}`] = rows[0]?.count ?? 0;
  }
  return counts;
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Also of an earlier release's. Throws BACKUP_NOTHING for a database in which no hub ever ran. */
export async function readFacts(client: Queryable, tables: readonly TableName[]): Promise<Facts> {
  const has = (name: string): boolean =>
    tables.some(({ schema, table }) => schema === "hub" && table === name);
  if (!has("release")) throw new HubError("BACKUP_NOTHING");
  const releases = await client.query<NonNullable<Facts["head"]>>(
    "SELECT number AS release, encode(hash, 'hex') AS hash FROM hub.release ORDER BY number DESC LIMIT 1",
  );
  const version = await client.query<{ postgres: string }>(
    "SELECT current_setting('server_version') AS postgres",
  );
  const epochs = has("epoch")
    ? await client.query<{ epoch: string }>("SELECT epoch FROM hub.epoch ORDER BY number DESC LIMIT 1")
    : null;
  const keys: Record<string, readonly string[]> = {};
  if (has("key")) {
    const { rows } = await client.query<{ name: string; fingerprints: readonly string[] }>(
      "SELECT name, array_agg(fingerprint ORDER BY fingerprint) AS fingerprints FROM hub.key GROUP BY name",
    );
    for (const { name, fingerprints } of rows) keys[name] = fingerprints;
  }
  const counts = await countRows(client, tables);
  return {
    postgres: version.rows[0]?.postgres ?? "",
    epoch: epochs?.rows[0]?.epoch ?? null,
    head: releases.rows[0] ?? null,
    entries: counts["hub.trail"] ?? 0,
    counts,
    keys,
  };
}

/** Names of tables whose rows are not as many as they were. */
export function differingTables(before: Facts["counts"], now: Facts["counts"]): readonly string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(now)])].filter(
    (table) => before[table] !== now[table],
  );
}
