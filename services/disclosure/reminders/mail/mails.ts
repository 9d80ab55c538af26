/**
 * The mails as rows: who sends which, and how it went. Several hubs share them; one that dies leaves its own
 * to the others.
 */
import type { Queryable } from "#kit/hub";

/** Longer than an attempt may take: a mail that is not settled by then is free for any hub. */
export const LEASE_MS = 120_000;

export const MAIL_SUBJECTS = ["DUTIES", "CONCURRENCES"] as const;

/** Which reminder a mail tells: of duties, which is public, or of concurrences, which is not. */
export interface MailSubject {
  readonly about: (typeof MAIL_SUBJECTS)[number];
  /** Number of the reminder among those of its kind. */
  readonly reminder: number;
}

export interface Mail extends MailSubject {
  readonly address: string;
  /** With this one. */
  readonly attempts: number;
  readonly firstAt: Date;
}

/** The next that is due; null: none is. */
export async function claimMail(client: Queryable, now: Date): Promise<Mail | null> {
  const { rows } = await client.query<Mail>(
    `WITH mine AS (SELECT about, reminder, address FROM disclosure.mail WHERE state = 'PENDING' AND next_at <= $1
      ORDER BY next_at, about, reminder, address LIMIT 1 FOR UPDATE SKIP LOCKED)
    UPDATE disclosure.mail m SET attempts = m.attempts + 1, first_at = coalesce(m.first_at, $1), next_at = $2
    FROM mine WHERE m.about = mine.about AND m.reminder = mine.reminder AND m.address = mine.address
    RETURNING m.about, m.reminder, m.address, m.attempts, m.first_at AS "firstAt"`,
    [now, new Date(now.getTime() + LEASE_MS)],
  );
  return rows[0] ?? null;
}

export type MailState = "PENDING" | "SENT" | "OBSOLETE" | "FAILED";

/** How it ended, unless another has ended it since. */
export async function settleMail(
  client: Queryable,
  { about, reminder, address }: Mail,
  state: Exclude<MailState, "PENDING">,
  outcome: string | null,
  now: Date,
): Promise<void> {
  await client.query(
    "UPDATE disclosure.mail SET state = $4, outcome = $5, ended_at = $6 WHERE about = $1 AND reminder = $2 AND address = $3 AND state = 'PENDING'",
    [about, reminder, address, state, outcome, now],
  );
}

const FIRST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 3_600_000;

/** 1 min, 2 min, 4 min, … 1 h, of which up to a quarter is left out by chance. */
export async function postponeMail(
  client: Queryable,
  { about, reminder, address, attempts }: Mail,
  outcome: string,
  now: Date,
): Promise<void> {
  const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(attempts - 1, 20));
  await client.query(
    "UPDATE disclosure.mail SET outcome = $5, next_at = $6 WHERE about = $1 AND reminder = $2 AND address = $3 AND attempts = $4 AND state = 'PENDING'",
    [about, reminder, address, attempts, outcome, new Date(now.getTime() + pause * (1 - Math.random() / 4))],
  );
}

export interface ListedMail extends Pick<MailSubject, "about"> {
  readonly department: string;
  readonly day: string;
  readonly address: string;
  readonly state: MailState;
  readonly attempts: number;
  readonly outcome: string | null;
  readonly nextAt: Date | null;
}

/** The newest first. */
export async function listMails(
  client: Queryable,
  { states, most }: { readonly states: readonly MailState[] | null; readonly most: number },
): Promise<readonly ListedMail[]> {
  const { rows } = await client.query<ListedMail>(
    `SELECT m.about, n.department, n.day, m.address, m.state, m.attempts, m.outcome, CASE m.state WHEN 'PENDING' THEN m.next_at END AS "nextAt"
    FROM disclosure.mail m JOIN (SELECT 'DUTIES' AS about, number, department, day, at FROM hub.reminder
      UNION ALL SELECT 'CONCURRENCES', number, department, day, at FROM disclosure.concurrence_reminder) n ON n.about = m.about AND n.number = m.reminder
    WHERE $1::text[] IS NULL OR m.state = ANY($1) ORDER BY n.at DESC, m.about, m.reminder DESC, m.address LIMIT $2`,
    [states, most],
  );
  return rows;
}
