/**
 * The mails as rows: who sends which, and how it went. Several hubs share them; one that dies leaves its own
 * to the others.
 */
import type { Queryable } from "#kit/hub";

/** Longer than an attempt may take: a mail that is not settled by then is free for any hub. */
export const LEASE_MS = 120_000;

export interface Mail {
  /** Number of the reminder. */
  readonly reminder: number;
  readonly address: string;
  /** With this one. */
  readonly attempts: number;
  readonly firstAt: Date;
}

/** The next that is due; null: none is. */
export async function claimMail(client: Queryable, now: Date): Promise<Mail | null> {
  const { rows } = await client.query<Mail>(
    `WITH mine AS (SELECT reminder, address FROM disclosure.mail WHERE state = 'PENDING' AND next_at <= $1
      ORDER BY next_at, reminder, address LIMIT 1 FOR UPDATE SKIP LOCKED)
    UPDATE disclosure.mail m SET attempts = m.attempts + 1, first_at = coalesce(m.first_at, $1), next_at = $2
    FROM mine WHERE m.reminder = mine.reminder AND m.address = mine.address
    RETURNING m.reminder, m.address, m.attempts, m.first_at AS "firstAt"`,
    [now, new Date(now.getTime() + LEASE_MS)],
  );
  return rows[0] ?? null;
}

export type MailState = "PENDING" | "SENT" | "OBSOLETE" | "FAILED";

/** How it ended, unless another has ended it since. */
export async function settleMail(
  client: Queryable,
  { reminder, address }: Mail,
  state: Exclude<MailState, "PENDING">,
  outcome: string | null,
  now: Date,
): Promise<void> {
  await client.query(
    "UPDATE disclosure.mail SET state = $3, outcome = $4, ended_at = $5 WHERE reminder = $1 AND address = $2 AND state = 'PENDING'",
    [reminder, address, state, outcome, now],
  );
}

const FIRST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 3_600_000;

/** 1 min, 2 min, 4 min, … 1 h, of which up to a quarter is left out by chance. */
export async function postponeMail(
  client: Queryable,
  { reminder, address, attempts }: Mail,
  outcome: string,
  now: Date,
): Promise<void> {
  const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(attempts - 1, 20));
  await client.query(
    "UPDATE disclosure.mail SET outcome = $4, next_at = $5 WHERE reminder = $1 AND address = $2 AND attempts = $3 AND state = 'PENDING'",
    [reminder, address, attempts, outcome, new Date(now.getTime() + pause * (1 - Math.random() / 4))],
  );
}

export interface ListedMail {
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
    `SELECT n.department, n.day, m.address, m.state, m.attempts, m.outcome, CASE m.state WHEN 'PENDING' THEN m.next_at END AS "nextAt"
    FROM disclosure.mail m JOIN hub.reminder n ON n.number = m.reminder
    WHERE $1::text[] IS NULL OR m.state = ANY($1) ORDER BY m.reminder DESC, m.address LIMIT $2`,
    [states, most],
  );
  return rows;
}
