/** Reads discrepancies for those whom they concern, and takes their answers. */
import type { Queryable } from "#kit/hub";
import { HubError } from "#schema/errors.js";

export interface Discrepancy {
  readonly number: number;
  readonly id: string;
  readonly feed: string;
  readonly agreement: string;
  readonly code: string;
  readonly thing: string;
  readonly hereRecord: string | null;
  readonly hereDepartment: string;
  readonly hereSays: string | null;
  readonly thereRecord: string | null;
  readonly thereDepartment: string;
  readonly thereSays: string | null;
  readonly foundAt: Date;
  readonly resolvedAt: Date | null;
  readonly answers: number;
}

export interface Answer {
  readonly at: Date;
  readonly department: string;
  readonly answeredBy: string;
  readonly text: string;
}

export const STATES = ["FOUND", "ANSWERED", "RESOLVED"] as const;
export type State = (typeof STATES)[number];

export interface Asked {
  /** Those that concern this department; null: all. */
  readonly department: string | null;
  readonly states: readonly State[] | null;
  readonly feed: string | null;
}

export const LONGEST_ANSWER = 1_000;

const COLUMNS = `f.number, f.id, f.feed, f.agreement, f.code, f.thing, f.here_record AS "hereRecord", f.here_department AS "hereDepartment", f.here_says AS "hereSays",
  f.there_record AS "thereRecord", f.there_department AS "thereDepartment", f.there_says AS "thereSays", f.found_at AS "foundAt", f.resolved_at AS "resolvedAt",
  (SELECT count(*)::int FROM discrepancies.answer a WHERE a.discrepancy = f.number AND a.at >= f.found_at) AS answers`;
/** What was answered when it was there before is no answer to its coming back. */
const STATE = `CASE WHEN f.resolved_at IS NOT NULL THEN 'RESOLVED'
  WHEN EXISTS (SELECT FROM discrepancies.answer a WHERE a.discrepancy = f.number AND a.at >= f.found_at) THEN 'ANSWERED' ELSE 'FOUND' END`;
const WANTED = `($1::text IS NULL OR $1 IN (f.here_department, f.there_department)) AND ($2::text[] IS NULL OR ${STATE} = ANY($2)) AND ($3::text IS NULL OR f.feed = $3)`;

const given = ({ department, states, feed }: Asked): readonly unknown[] => [department, states, feed];

export function stateOf({ resolvedAt, answers }: Pick<Discrepancy, "resolvedAt" | "answers">): State {
  if (resolvedAt !== null) return "RESOLVED";
  return answers > 0 ? "ANSWERED" : "FOUND";
}

/** `size` after the number, or before it; the newest first unless `backwards`. */
export async function listDiscrepancies(
  statements: Queryable,
  asked: Asked,
  {
    from,
    newestFirst,
    size,
  }: { readonly from: number | null; readonly newestFirst: boolean; readonly size: number },
): Promise<readonly Discrepancy[]> {
  const [comparison, order] = newestFirst ? ["<", "DESC"] : [">", "ASC"];
  const { rows } = await statements.query<Discrepancy>(
    `SELECT ${COLUMNS} FROM discrepancies.found f WHERE ${WANTED} AND ($4::int IS NULL OR f.number ${comparison} $4) ORDER BY f.number ${order} LIMIT $5`,
    [...given(asked), from, size],
  );
  return rows;
}

export async function countDiscrepancies(statements: Queryable, asked: Asked): Promise<number> {
  const {
    rows: [row],
  } = await statements.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM discrepancies.found f WHERE ${WANTED}`,
    [...given(asked)],
  );
  return row?.count ?? 0;
}

/** Oldest first. */
export async function answersOf(statements: Queryable, number: number): Promise<readonly Answer[]> {
  const { rows } = await statements.query<Answer>(
    'SELECT at, department, answered_by AS "answeredBy", text FROM discrepancies.answer WHERE discrepancy = $1 ORDER BY at LIMIT 100',
    [number],
  );
  return rows;
}

/** DISCREPANCY_UNKNOWN for one that does not concern the department; DISCREPANCY_ANSWER_INVALID. */
export async function answer(
  statements: Queryable,
  id: string,
  { at, department, answeredBy, text }: Answer,
): Promise<Discrepancy> {
  const words = text.trim();
  const { rows: known } = await statements.query<Discrepancy>(
    `SELECT ${COLUMNS} FROM discrepancies.found f WHERE f.id::text = $1 AND $2 IN (f.here_department, f.there_department)`,
    [id.toLowerCase(), department],
  );
  const [found] = known;
  if (!found) throw new HubError("DISCREPANCY_UNKNOWN");
  if (words === "" || words.length > LONGEST_ANSWER || /\p{Cc}/u.test(words) || found.resolvedAt !== null)
    throw new HubError("DISCREPANCY_ANSWER_INVALID", { most: LONGEST_ANSWER });
  await statements.query(
    "INSERT INTO discrepancies.answer (discrepancy, at, department, answered_by, text) VALUES ($1, $2, $3, $4, $5)",
    [found.number, at, department, answeredBy, words],
  );
  return { ...found, answers: found.answers + 1 };
}
