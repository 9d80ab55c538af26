/**
 * What a submission would change: the difference between its staged rows and what its department has published in the feed now.
 *
 * Its digest is what a reviewer approves and, unchanged, what the release's hash covers. It is SHA-256 over the entries `O` record hash
 * (a version that opens) and `C` record hash (a version that closes), in two levels, so that a million records need no large value.
 */
import type pg from "pg";
import { storedFields, type FeedContract, type Row, type Value } from "../feed/contract.js";
import { stagedTableOf, tableOf } from "./tables.js";

export interface DifferenceScope { readonly submission: string; readonly department: string }

export interface DifferenceSummary {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly unchanged: number;
  /** Rows whose record was withdrawn by law: they stay out. */
  readonly suppressed: number;
  /** Rows whose record belongs to another department: the whole submission is refused. */
  readonly foreign: number;
  /** Hexadecimal SHA-256. */
  readonly digest: string;
}

export interface DifferenceRow {
  readonly kind: "ADDED" | "CHANGED" | "REMOVED";
  readonly recordId: string;
  /** Row in the submitted file; null for a removed record. */
  readonly row: number | null;
  readonly before: Row | null;
  readonly after: Row | null;
}

export async function summariseDifference(client: pg.ClientBase | pg.Pool, contract: FeedContract, scope: DifferenceScope): Promise<DifferenceSummary> {
  const { rows } = await client.query<Record<"staged" | "added" | "changed" | "removed" | "suppressed" | "foreign", number> & { digest: string }>(`
    WITH delta AS (${deltaOf(contract, scope.submission)})
    SELECT (SELECT count(*) FROM ${stagedTableOf(scope.submission)}) AS staged,
      (SELECT count(*) FROM ${stagedTableOf(scope.submission)} s WHERE ${isWithdrawn(contract, "s")}) AS suppressed,
      count(*) FILTER (WHERE old IS NULL) AS added, count(*) FILTER (WHERE old IS NOT NULL AND new IS NOT NULL) AS changed,
      count(*) FILTER (WHERE new IS NULL) AS removed, count(*) FILTER (WHERE department <> $1) AS foreign,
      (SELECT encode(${digestOf(`SELECT 0 AS release, 'O'::bytea || uuid_send(record_id) || new AS entry FROM delta WHERE new IS NOT NULL
         UNION ALL SELECT 0, 'C'::bytea || uuid_send(record_id) || old FROM delta WHERE old IS NOT NULL`)}, 'hex')) AS digest
    FROM delta`, [scope.department]);
  const found = rows[0];
  if (!found) throw new Error("An aggregate gave no row");
  const { staged, ...counts } = found;
  return { ...counts, digest: counts.digest, unchanged: staged - counts.added - counts.changed - counts.suppressed };
}

/** A page of the difference in the order of record ids, from after `after`. */
export async function readDifference(client: pg.ClientBase | pg.Pool, contract: FeedContract, scope: DifferenceScope & { readonly first: number; readonly after: string | null }): Promise<readonly DifferenceRow[]> {
  const fields = storedFields(contract);
  const { rows } = await client.query<Record<string, unknown> & { record_id: string; file_row: number | null; old: boolean; new: boolean }>(`
    WITH delta AS (${deltaOf(contract, scope.submission)})
    SELECT d.record_id, s.file_row, d.old IS NOT NULL AS old, d.new IS NOT NULL AS new,
      ${fields.map(({ sqlName }) => `p."${sqlName}" AS "b_${sqlName}", s."${sqlName}" AS "a_${sqlName}"`).join(", ")}
    FROM (SELECT * FROM delta WHERE $2::uuid IS NULL OR record_id > $2 ORDER BY record_id LIMIT $3) d
    LEFT JOIN ${stagedTableOf(scope.submission)} s USING (record_id)
    LEFT JOIN ${tableOf(contract)} p ON p.record_id = d.record_id AND p.closed_in IS NULL
    WHERE $1::text IS NOT NULL ORDER BY d.record_id`, [scope.department, scope.after, scope.first]);
  const side = (row: Readonly<Record<string, unknown>>, prefix: string): Row => Object.fromEntries(fields.map(({ field, sqlName }) => [field, toValue(row[prefix + sqlName])]));
  return rows.map((row) => ({
    kind: !row.old ? "ADDED" : row.new ? "CHANGED" : "REMOVED",
    recordId: row.record_id, row: row.file_row, before: row.old ? side(row, "b_") : null, after: row.new ? side(row, "a_") : null,
  }));
}

/** Rows (record_id, new, old, department); `$1` is the department. */
export function deltaOf(contract: FeedContract, submission: string): string {
  const staged = stagedTableOf(submission);
  const changed = `
    SELECT s.record_id, s.content_hash AS new, p.content_hash AS old, p.department
    FROM ${staged} s LEFT JOIN ${tableOf(contract)} p ON p.record_id = s.record_id AND p.closed_in IS NULL
    WHERE p.content_hash IS DISTINCT FROM s.content_hash AND NOT ${isWithdrawn(contract, "s")}`;
  if (contract.mode === "append") return changed;
  return `${changed}
    UNION ALL SELECT p.record_id, NULL, p.content_hash, p.department FROM ${tableOf(contract)} p
    WHERE p.closed_in IS NULL AND p.department = $1 AND NOT EXISTS (SELECT FROM ${staged} s WHERE s.record_id = p.record_id)`;
}

/** The two-level digest of rows (release, entry), as an expression over a subquery that yields one release. */
export function digestOf(entries: string): string {
  return `(SELECT coalesce(sha256(string_agg(part, ''::bytea ORDER BY bucket)), sha256(''::bytea)) FROM (
    SELECT get_byte(entry, 1) AS bucket, sha256(string_agg(entry, ''::bytea ORDER BY entry)) AS part FROM (${entries}) e GROUP BY 1) parts)`;
}

function isWithdrawn(contract: FeedContract, alias: string): string {
  return `EXISTS (SELECT FROM ${tableOf(contract)} w WHERE w.record_id = ${alias}.record_id AND w.withdrawn_in IS NOT NULL)`;
}

/** A driver's value as the kit has it: dates, decimals and codes are text already, lists are arrays of text. */
export function toValue(value: unknown): Value {
  if (value === undefined || value === null) return null;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (Array.isArray(value)) return value.map(String);
  throw new TypeError(`A stored field has a value of type ${typeof value}`);
}

