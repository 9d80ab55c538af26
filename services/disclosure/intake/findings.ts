/** Findings as they are kept: in the order of the file, as many as the setting says. */
import type { Finding, Queryable } from "#kit/hub";

/** Replaces what an earlier check of the submission found. */
export async function keepFindings(
  client: Queryable,
  submission: string,
  findings: readonly Finding[],
): Promise<void> {
  await client.query(
    `WITH earlier AS (DELETE FROM disclosure.finding WHERE submission = $1 AND position >= cardinality($2::int[]))
    INSERT INTO disclosure.finding (submission, position, row, field, header, value, code, severity, message, english)
    SELECT $1, * FROM unnest($2::int[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[])
    ON CONFLICT (submission, position) DO UPDATE SET row = excluded.row, field = excluded.field, header = excluded.header, value = excluded.value, code = excluded.code,
      severity = excluded.severity, message = excluded.message, english = excluded.english`,
    [
      submission,
      findings.map((_, position) => position),
      findings.map(({ row }) => row),
      findings.map(({ field }) => field),
      findings.map(({ header }) => header),
      findings.map(({ value }) => value),
      findings.map(({ code }) => code),
      findings.map(({ severity }) => severity),
      findings.map(({ message }) => message),
      findings.map(({ english }) => english),
    ],
  );
}

/** `skip` counts from the start of the file. */
export async function readFindings(
  client: Queryable,
  submission: string,
  { skip, first }: { readonly skip: number; readonly first: number },
): Promise<readonly Finding[]> {
  const { rows } = await client.query<Finding>(
    `SELECT row, field, header, value, code, severity, message, english FROM disclosure.finding
    WHERE submission = $1 AND position >= $2 ORDER BY position LIMIT $3`,
    [submission, skip, first],
  );
  return rows;
}

/** Findings of some rows, in the order of the file. */
export async function findingsOfRows(
  client: Queryable,
  submission: string,
  rows: readonly number[],
): Promise<readonly Finding[]> {
  const { rows: found } = await client.query<Finding>(
    `SELECT row, field, header, value, code, severity, message, english FROM disclosure.finding
    WHERE submission = $1 AND row = ANY($2) ORDER BY position`,
    [submission, rows],
  );
  return found;
}

/** Numbers of the rows that were warned of. */
export async function rowsWithWarnings(client: Queryable, submission: string): Promise<readonly number[]> {
  const { rows } = await client.query<{ row: number }>(
    "SELECT DISTINCT row FROM disclosure.finding WHERE submission = $1 AND severity = 'WARNING' AND row IS NOT NULL",
    [submission],
  );
  return rows.map(({ row }) => row);
}
