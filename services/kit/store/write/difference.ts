/**
 * The difference between a submission's staged rows and the rows that its department has published in the
 * feed now. A reviewer approves its digest, and the release's hash covers that digest if it is still the same
 * then.
 */
import type { FeedContract, Row } from "../../feed/contract.js";
import { snakeCase, storedFields } from "../../feed/stored-fields.js";
import type { Queryable } from "../open/queryable.js";
import { CLOSED, digestsOf, OPENED } from "./digest.js";
import { toStoredRow } from "../read/stored-row.js";
import { fieldNames, stagedTableOf, tableOf } from "../open/tables.js";

export interface DifferenceScope {
  readonly submission: string;
  readonly department: string;
}

export interface DifferenceSummary {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly unchanged: number;
  /** Rows whose record was withdrawn by law: they stay out. */
  readonly suppressed: number;
  /** Rows whose record is published by another department: the whole submission is refused. */
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

export async function summariseDifference(
  client: Queryable,
  contract: FeedContract,
  { submission, department }: DifferenceScope,
): Promise<DifferenceSummary> {
  const staged = stagedTableOf(submission);
  const {
    rows: [found],
  } = await client.query<DifferenceSummary>(
    `
    WITH difference AS (${differenceSql(contract, submission)}),
    staged AS (SELECT (SELECT count(*) FROM ${staged}) AS total, (SELECT count(*) FROM ${staged} s WHERE ${isWithdrawn(contract, "s")}) AS suppressed),
    counts AS (SELECT count(*) FILTER (WHERE old_hash IS NULL) AS added, count(*) FILTER (WHERE old_hash IS NOT NULL AND new_hash IS NOT NULL) AS changed,
      count(*) FILTER (WHERE new_hash IS NULL) AS removed, count(*) FILTER (WHERE department <> $1) AS foreign FROM difference),
    digests AS (${digestsOf(`
      SELECT 0 AS release, ${OPENED} AS entry FROM (SELECT record_id, new_hash AS content_hash, file_row FROM difference WHERE new_hash IS NOT NULL) opened
      UNION ALL SELECT 0, ${CLOSED} FROM (SELECT record_id, old_hash AS content_hash FROM difference WHERE old_hash IS NOT NULL) closed`)})
    SELECT counts.*, suppressed, total - added - changed - suppressed AS unchanged, coalesce((SELECT digest FROM digests), '') AS digest FROM counts, staged`,
    [department],
  );
  if (!found) throw new Error("An aggregate gave no row");
  return found;
}

export type ChangeKind = DifferenceRow["kind"];

/**
 * Which of the changed records are wanted, in the order of the file; removed ones, which have no row in it,
 * come last.
 */
export interface DifferencePage extends DifferenceScope {
  readonly first: number;
  /** The id of a record: from after it. */
  readonly after: string | null;
  readonly kinds: readonly ChangeKind[] | null;
  /** Rows of the file. */
  readonly rows: readonly number[] | null;
}

export async function readDifference(
  client: Queryable,
  contract: FeedContract,
  page: DifferencePage,
): Promise<readonly DifferenceRow[]> {
  const { submission, department, first, after, kinds, rows } = page;
  return readRecords(
    client,
    contract,
    submission,
    `
    WITH every AS (SELECT *, coalesce(file_row, ${LAST}) AS place, ${KIND} AS kind FROM (${differenceSql(contract, submission)}) d)
    SELECT record_id, file_row, old_hash, new_hash, row_number() OVER (ORDER BY place, record_id) AS n FROM every
    WHERE ($2::uuid IS NULL OR (place, record_id) > (SELECT place, record_id FROM every WHERE record_id = $2))
      AND ($4::text[] IS NULL OR kind = ANY($4)) AND ($5::int[] IS NULL OR file_row = ANY($5))
    ORDER BY place, record_id LIMIT $3`,
    [department, after, first, kinds, rows],
  );
}

/** The changed records by ids, in the order of the ids. */
export async function readChanges(
  client: Queryable,
  contract: FeedContract,
  { submission, department }: DifferenceScope,
  ids: readonly string[],
): Promise<readonly DifferenceRow[]> {
  return readRecords(
    client,
    contract,
    submission,
    `
    SELECT record_id, file_row, old_hash, new_hash, array_position($2::uuid[], record_id) AS n
    FROM (${differenceSql(contract, submission)}) d WHERE record_id = ANY($2)`,
    [department, ids],
  );
}

/** Published records that are to be withdrawn, in the order of their ids, from after `after`. */
export async function readWithdrawals(
  client: Queryable,
  contract: FeedContract,
  {
    ids,
    first,
    after,
  }: { readonly ids: readonly string[]; readonly first: number; readonly after: string | null },
): Promise<readonly DifferenceRow[]> {
  const { rows } = await client.query<Record<string, unknown> & { record_id: string }>(
    `SELECT record_id, ${fieldNames(contract)} FROM ${tableOf(contract)}
    WHERE record_id = ANY($1) AND closed_in IS NULL AND ($2::uuid IS NULL OR record_id > $2) ORDER BY record_id LIMIT $3`,
    [ids, after, first],
  );
  return rows.map((row) => ({
    kind: "REMOVED",
    recordId: row.record_id,
    row: null,
    before: toStoredRow(contract, row),
    after: null,
  }));
}

/**
 * `chosen` gives (record_id, file_row, old_hash, new_hash, n): the records in the order of `n`, with all that
 * was and all that would be.
 */
async function readRecords(
  client: Queryable,
  contract: FeedContract,
  submission: string,
  chosen: string,
  values: readonly unknown[],
): Promise<readonly DifferenceRow[]> {
  const columns = storedFields(contract).map(
    ({ sqlName }) => `p."${sqlName}" AS "before_${sqlName}", s."${sqlName}" AS "after_${sqlName}"`,
  );
  const { rows } = await client.query<
    Record<string, unknown> & { record_id: string; file_row: number | null; old: boolean; new: boolean }
  >(
    `
    SELECT d.record_id, d.file_row, d.old_hash IS NOT NULL AS old, d.new_hash IS NOT NULL AS new, ${columns.join(", ")}
    FROM (${chosen}) d
    LEFT JOIN ${stagedTableOf(submission)} s ON s.record_id = d.record_id
    LEFT JOIN ${tableOf(contract)} p ON p.record_id = d.record_id AND p.closed_in IS NULL
    ORDER BY d.n`,
    [...values],
  );
  return rows.map((row) => ({
    kind: !row.old ? "ADDED" : row.new ? "CHANGED" : "REMOVED",
    recordId: row.record_id,
    row: row.file_row,
    before: row.old ? toStoredRow(contract, row, "before_") : null,
    after: row.new ? toStoredRow(contract, row, "after_") : null,
  }));
}

/** After every row of a file. */
const LAST = 2_147_483_647;
const KIND =
  "CASE WHEN old_hash IS NULL THEN 'ADDED' WHEN new_hash IS NULL THEN 'REMOVED' ELSE 'CHANGED' END";

/**
 * SQL condition: true if a record was withdrawn by law. One that had only expired may be handed in again,
 * with a later date.
 */
export function isWithdrawn(contract: FeedContract, alias: string): string {
  return `EXISTS (SELECT FROM ${tableOf(contract)} w JOIN hub.release r ON r.number = w.withdrawn_in WHERE (${isSame(contract, alias)}) AND w.withdrawn_in IS NOT NULL AND r.kind = 'WITHDRAWAL')`;
}

/**
 * Finds the record by its identifier, and by the key's values too where the key, and so the identifier, was
 * another before.
 */
function isSame({ key, formerKeys: [first] }: FeedContract, alias: string): string {
  const same = `w.record_id = ${alias}.record_id`;
  if (!first) return same;
  const values = key.map((field) => {
    const [then, now] = [`w."${snakeCase(field)}"`, `${alias}."${snakeCase(field)}"`];
    return first.includes(field)
      ? `${then} IS NOT DISTINCT FROM ${now}`
      : `(${then} IS NULL OR ${then} = ${now})`;
  });
  return `${same} OR (${values.join(" AND ")})`;
}

/** Rows (record_id, file_row, new_hash, old_hash, department); `$1` is the department that hands in. */
export function differenceSql(contract: FeedContract, submission: string): string {
  const staged = stagedTableOf(submission);
  const table = tableOf(contract);
  return `
    SELECT s.record_id, s.file_row, s.content_hash AS new_hash, p.content_hash AS old_hash, p.department
    FROM ${staged} s LEFT JOIN ${table} p ON p.record_id = s.record_id AND p.closed_in IS NULL
    WHERE (p.content_hash IS DISTINCT FROM s.content_hash OR p.department <> $1) AND NOT ${isWithdrawn(contract, "s")}
    UNION ALL
    SELECT p.record_id, NULL, NULL, p.content_hash, p.department FROM ${table} p
    WHERE ${contract.mode === "snapshot" ? "p.closed_in IS NULL" : "false"} AND p.department = $1 AND NOT EXISTS (SELECT FROM ${staged} s WHERE s.record_id = p.record_id)`;
}
