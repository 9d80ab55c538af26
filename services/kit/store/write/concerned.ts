/**
 * Whom a submission's changes concern: the codes that a field of the changed records names, as they are
 * published and as they would be. Names come from the contract, values travel as parameters.
 */
import type { FeedContract } from "../../feed/contract.js";
import type { Filter } from "../../feed/expectation.js";
import { storedFields, type StoredField } from "../../feed/stored-fields.js";
import type { Queryable } from "../open/queryable.js";
import { stagedTableOf, tableOf } from "../open/tables.js";
import { differenceSql, type DifferenceScope } from "./difference.js";

export interface Concerned {
  /** Null where no field was asked for. */
  readonly code: string | null;
  /** How many of the changed records name it. */
  readonly records: number;
}

/** Changed records that meet the filter, by what `by` says of them; of no field, all together. */
export async function readConcerned(
  client: Queryable,
  contract: FeedContract,
  { submission, department }: DifferenceScope,
  { by, where }: { readonly by: StoredField | null; readonly where: Filter },
): Promise<readonly Concerned[]> {
  const values: unknown[] = [department];
  const condition = Object.entries(where)
    .map(([name, wanted]) => {
      values.push(wanted);
      return meets(fieldOf(contract, name), `$${values.length}::text[]`);
    })
    .join(" AND ");
  const select = (table: string, hash: string, more: string): string =>
    `SELECT t.record_id, ${codesOf(by)} AS code FROM d JOIN ${table} t USING (record_id)
    WHERE d.${hash} IS NOT NULL${more}${condition === "" ? "" : ` AND ${condition}`}`;
  const { rows } = await client.query<Concerned>(
    `WITH d AS (${differenceSql(contract, submission)})
    SELECT code, count(DISTINCT record_id)::int AS records FROM (
      ${select(stagedTableOf(submission), "new_hash", "")}
      UNION ALL ${select(tableOf(contract), "old_hash", " AND t.closed_in IS NULL")}) named
    ${by === null ? "" : "WHERE code <> ''"} GROUP BY code ORDER BY code`,
    values,
  );
  return rows;
}

function codesOf(field: StoredField | null): string {
  if (field === null) return "NULL::text";
  return field.kind === "codes" ? `unnest(t."${field.sqlName}")` : `t."${field.sqlName}"::text`;
}

function meets({ kind, sqlName }: StoredField, wanted: string): string {
  return kind === "codes"
    ? `t."${sqlName}" && ${wanted}`
    : `coalesce(t."${sqlName}"::text, '') = ANY(${wanted})`;
}

function fieldOf(contract: FeedContract, name: string): StoredField {
  const found = storedFields(contract).find(({ field }) => field === name);
  if (!found) throw new Error(`Feed ${contract.id}: the field ${name} reaches no record`);
  return found;
}
