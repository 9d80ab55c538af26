/**
 * A difference column by column: how many records change in it and, for numbers, what they add up to before
 * and after. A digit too many in one cell of a thousand rows is seen here.
 */
import type { FeedContract } from "../../feed/contract.js";
import { storedFields, type StoredField } from "../../feed/stored-fields.js";
import type { Queryable } from "../open/queryable.js";
import { differenceSql, type DifferenceScope } from "./difference.js";
import { stagedTableOf, tableOf } from "../open/tables.js";

export interface ColumnChange {
  readonly field: StoredField;
  /** Records that are published already and change here. */
  readonly changed: number;
  /**
   * Exact decimals over the records that are added, changed or removed; null for a column without numbers.
   */
  readonly sumBefore: string | null;
  readonly sumAfter: string | null;
}

/**
 * The columns that readers see and in which something changes, in the order of the contract; of numbers also
 * those that only gain or lose.
 */
export async function summariseColumns(
  client: Queryable,
  contract: FeedContract,
  { submission, department }: DifferenceScope,
): Promise<readonly ColumnChange[]> {
  const fields = storedFields(contract).filter(({ exposed }) => exposed);
  const {
    rows: [found = {}],
  } = await client.query<Record<string, unknown>>(
    `SELECT ${fields.flatMap(aggregatesOf).join(", ")} FROM ${joined(contract, submission)}`,
    [department],
  );
  return fields.flatMap((field, at): readonly ColumnChange[] => {
    const [changed, before, after] = [
      Number(found[`n${at}`]),
      textOf(found[`b${at}`]),
      textOf(found[`a${at}`]),
    ];
    return changed === 0 && before === after ? [] : [{ field, changed, sumBefore: before, sumAfter: after }];
  });
}

/** Ids of the records that change most in a column of numbers, the largest change first. */
export async function largestChanges(
  client: Queryable,
  contract: FeedContract,
  { submission, department }: DifferenceScope,
  field: StoredField,
  first: number,
): Promise<readonly string[]> {
  const { rows } = await client.query<{ id: string }>(
    `
    SELECT d.record_id AS id FROM ${joined(contract, submission)}
    WHERE ${CHANGED} AND s."${field.sqlName}" <> p."${field.sqlName}"
    ORDER BY abs(s."${field.sqlName}" - p."${field.sqlName}") DESC, d.file_row LIMIT $2`,
    [department, first],
  );
  return rows.map(({ id }) => id);
}

export function isNumber({ kind }: StoredField): boolean {
  return kind === "decimal" || kind === "integer";
}

const CHANGED = "d.old_hash IS NOT NULL AND d.new_hash IS NOT NULL";

/** `d` the difference, `p` what is published, `s` what would be. */
function joined(contract: FeedContract, submission: string): string {
  return `(${differenceSql(contract, submission)}) d
    LEFT JOIN ${stagedTableOf(submission)} s ON s.record_id = d.record_id AND d.new_hash IS NOT NULL
    LEFT JOIN ${tableOf(contract)} p ON p.record_id = d.record_id AND p.closed_in IS NULL AND d.old_hash IS NOT NULL`;
}

function aggregatesOf(field: StoredField, at: number): readonly string[] {
  const column = `"${field.sqlName}"`;
  const changed = `count(*) FILTER (WHERE ${CHANGED} AND s.${column} IS DISTINCT FROM p.${column}) AS n${at}`;
  if (!isNumber(field) || field.period !== null) return [changed];
  return [
    changed,
    `trim_scale(sum(p.${column})::numeric)::text AS b${at}`,
    `trim_scale(sum(s.${column})::numeric)::text AS a${at}`,
  ];
}

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
