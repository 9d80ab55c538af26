/** Reads concurrences with what they are about, for those who ask for them and those who are asked. */
import type { Queryable } from "#kit/hub";
import type { State } from "../desk/states.js";
import type { Concurrence } from "./entity.js";

/** With the submission that it is about. */
export interface AskedConcurrence extends Omit<Concurrence, symbol> {
  readonly feed: string;
  /** Whose submission it is. */
  readonly askedBy: string;
  readonly submissionState: State;
  readonly fileName: string | null;
  readonly submittedByName: string;
  /** True while it counts for what is to be published, or was. */
  readonly isCurrent: boolean;
}

export interface ConcurrenceFilter {
  readonly id?: string;
  readonly submission?: string;
  /** The department that is asked; null: all. */
  readonly department?: string | null;
  /** True: nobody has answered yet, or set it aside, and the submission waits. */
  readonly isOpen?: boolean;
}

/** In the order in which they were asked, the newest first. */
export interface ConcurrencePlace {
  readonly askedAt: Date;
  readonly id: string;
}

const COLUMNS = `c.id, c.submission, c.digest, c.department, c.days, c.silence, c.basis, c.records, c.asked_at AS "askedAt", c.answer,
  c.answered_at AS "answeredAt", c.answered_by_name AS "answeredByName", c.reason, c.overridden_at AS "overriddenAt", c.overridden_by_name AS "overriddenByName",
  c.override_reason AS "overrideReason", s.feed, s.department AS "askedBy", s.state AS "submissionState", s.file_name AS "fileName",
  s.submitted_by_name AS "submittedByName", (s.state IN ('APPROVED', 'PUBLISHED') AND s.difference_digest = c.digest) AS "isCurrent"`;
const FROM = "disclosure.concurrence c JOIN disclosure.submission s ON s.id = c.submission";
const WANTED = `($1::uuid IS NULL OR c.id = $1) AND ($2::uuid IS NULL OR c.submission = $2) AND ($3::text IS NULL OR c.department = $3)
  AND (NOT $4 OR (c.answer IS NULL AND c.overridden_at IS NULL AND s.state = 'APPROVED' AND s.difference_digest = c.digest))`;

const given = ({ id, submission, department, isOpen }: ConcurrenceFilter): readonly unknown[] => [
  id ?? null,
  submission ?? null,
  department ?? null,
  isOpen ?? false,
];

export interface ConcurrencePage {
  readonly from: ConcurrencePlace | null;
  readonly newestFirst: boolean;
  /** Null: all. */
  readonly size: number | null;
}

export async function listConcurrences(
  client: Queryable,
  filter: ConcurrenceFilter,
  { from, newestFirst, size }: ConcurrencePage,
): Promise<readonly AskedConcurrence[]> {
  const [beyond, direction] = newestFirst ? ["<", "DESC"] : [">", "ASC"];
  const { rows } = await client.query<AskedConcurrence>(
    `SELECT ${COLUMNS} FROM ${FROM} WHERE ${WANTED} AND ($5::timestamptz IS NULL OR (c.asked_at, c.id) ${beyond} ($5, $6::uuid))
    ORDER BY c.asked_at ${direction}, c.id ${direction} LIMIT $7`,
    [...given(filter), from?.askedAt ?? null, from?.id ?? null, size],
  );
  return rows;
}

export async function countConcurrences(client: Queryable, filter: ConcurrenceFilter): Promise<number> {
  const {
    rows: [row],
  } = await client.query<{ count: number }>(`SELECT count(*) AS count FROM ${FROM} WHERE ${WANTED}`, [
    ...given(filter),
  ]);
  return row?.count ?? 0;
}

/** All that count for what a submission publishes now, by department. */
export async function currentConcurrences(
  client: Queryable,
  submission: string,
): Promise<readonly AskedConcurrence[]> {
  const { rows } = await client.query<AskedConcurrence>(
    `SELECT ${COLUMNS} FROM ${FROM} WHERE c.submission = $1 AND s.difference_digest = c.digest ORDER BY c.department`,
    [submission],
  );
  return rows;
}
