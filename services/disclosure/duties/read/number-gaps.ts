/**
 * Numbers between those that are published: 示例罚〔2020〕3号 follows 1号, so what became of 2号 is a question to the
 * department. It is no verdict: a number may have been given to nothing, or to what must not be public.
 */
import { snakeCase, type FeedContract } from "#kit";
import { tableOf, type Queryable } from "#kit/hub";

export interface NumberGap {
  readonly department: string;
  /** 京密示例罚. */
  readonly prefix: string;
  readonly year: number;
  readonly first: number;
  readonly last: number;
}

/** The field that holds document numbers and is part of the record's name; null: the feed has none. */
export function numberField({ key, columns }: FeedContract): string | null {
  return key.find((field) => /(?:^|[a-z])[nN]umber$/.test(field) && columns[field]?.kind === "text") ?? null;
}

/** Of everything that was ever published; `most` at most, the latest years first. */
export async function readNumberGaps(
  client: Queryable,
  contract: FeedContract,
  {
    department,
    year,
    most,
  }: { readonly department: string | null; readonly year: number; readonly most: number },
): Promise<readonly NumberGap[]> {
  const field = numberField(contract);
  if (field === null) return [];
  const { rows } = await client.query<NumberGap>(
    `SELECT department, prefix, year, before + 1 AS first, serial - 1 AS last FROM (
      SELECT department, prefix, year, serial, lag(serial, 1, 0) OVER (PARTITION BY department, prefix ORDER BY serial) AS before FROM (
        SELECT DISTINCT t.department, n[1] AS prefix, n[2]::int AS year, n[3]::int AS serial
        FROM ${tableOf(contract)} t, regexp_match(t."${snakeCase(field)}", '^(.+)〔([0-9]{4})〕第?([0-9]{1,6})号$') n
        WHERE n[2]::int = $1 AND ($2::text IS NULL OR t.department = $2)) numbers) ordered
    WHERE serial > before + 1 ORDER BY department, prefix, first LIMIT $3`,
    [year, department, most],
  );
  return rows;
}
