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

export interface FindingPage {
  /** Counts from the start of the file, among those of the kinds below. */
  readonly skip: number;
  readonly first: number;
  /** Null for all. */
  readonly codes?: readonly string[] | null;
  readonly severities?: readonly string[] | null;
}

export async function readFindings(
  client: Queryable,
  submission: string,
  { skip, first, codes = null, severities = null }: FindingPage,
): Promise<readonly Finding[]> {
  const { rows } = await client.query<Finding>(
    `SELECT row, field, header, value, code, severity, message, english FROM disclosure.finding
    WHERE submission = $1 AND ($4::text[] IS NULL OR code = ANY($4)) AND ($5::text[] IS NULL OR severity = ANY($5)) ORDER BY position LIMIT $3 OFFSET $2`,
    [submission, skip, first, codes, severities],
  );
  return rows;
}

/** One kind of finding, by its first one. */
export interface FindingKind extends Pick<Finding, "code" | "severity" | "message" | "english"> {
  /** How many are kept. */
  readonly kept: number;
}

/** The most first. */
export async function readFindingKinds(
  client: Queryable,
  submission: string,
): Promise<readonly FindingKind[]> {
  const { rows } = await client.query<FindingKind>(
    `SELECT DISTINCT ON (code) code, severity, message, english, count(*) OVER (PARTITION BY code)::int AS kept FROM disclosure.finding
    WHERE submission = $1 ORDER BY code, position`,
    [submission],
  );
  return rows.toSorted((one, other) => other.kept - one.kept);
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
