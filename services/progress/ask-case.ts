/**
 * What is told of a case to who knows its number and its code. A number that there is not and a code that is
 * wrong have the same answer, which takes the same time; both count, for the number and for who asks.
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import { createRowSecrets, type Database } from "#kit/hub";
import { HubError } from "#schema/errors.js";
import { caseKeyOf, secretOf } from "./cases-file.js";

export interface CaseFound {
  readonly department: string;
  readonly itemCode: string;
  readonly state: string;
  readonly stateOn: string;
  readonly acceptedOn: string | null;
  readonly dueOn: string | null;
  readonly suspendedDays: number | null;
  readonly suspendedWhy: string | null;
  readonly reason: string | null;
  readonly result: string | null;
  readonly pickup: string | null;
}

export interface AskedCase {
  readonly caseNumber: string;
  readonly queryCode: string;
  /** The address or token that asks. */
  readonly client: string;
}

/** Wrong answers in a day: for one number, whoever asks, and for one client, whatever it asks. */
export const MOST_OF_NUMBER = 10;
export const MOST_OF_CLIENT = 50;
const DAY_MS = 86_400_000;
const LONGEST = 100;

/** Throws CASE_UNKNOWN or CASE_QUERIES_TOO_MANY. */
export async function askCase(
  { transaction }: Pick<Database, "transaction">,
  key: Uint8Array,
  { caseNumber, queryCode, client }: AskedCase,
  now: Date,
): Promise<CaseFound> {
  if (caseNumber.length > LONGEST || queryCode.length > LONGEST) throw new HubError("CASE_UNKNOWN");
  const secrets = createRowSecrets(key);
  const caseKey = caseKeyOf(secrets, caseNumber);
  const secret = Buffer.from(secretOf(secrets, caseNumber, queryCode));
  const owner = createHmac("sha256", key).update(`cases asked by ${client}`).digest("base64url");
  const found = await transaction(async (sql) => {
    // What is counted is counted one after the other: the number first, so that none waits for another in a
    // ring.
    for (const [subject, most] of [
      [caseKey, MOST_OF_NUMBER],
      [owner, MOST_OF_CLIENT],
    ] as const) {
      await sql.query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [subject]);
      const { rows } = await sql.query<{ count: number }>(
        "SELECT count(*)::int AS count FROM progress.missed WHERE subject = $1 AND at > $2",
        [subject, new Date(now.getTime() - DAY_MS)],
      );
      if ((rows[0]?.count ?? 0) >= most) throw new HubError("CASE_QUERIES_TOO_MANY");
    }
    const { rows: kept } = await sql.query<CaseFound & { secret: string }>(
      `SELECT secret, department, item_code AS "itemCode", state, state_on::text AS "stateOn", accepted_on::text AS "acceptedOn", due_on::text AS "dueOn",
        suspended_days AS "suspendedDays", suspended_why AS "suspendedWhy", reason, result, pickup FROM progress.case WHERE case_key = $1`,
      [caseKey],
    );
    // Two departments may number alike; of none there is one comparison, as of one.
    const right = kept.filter((each) => timingSafeEqual(secret, Buffer.from(each.secret)));
    if (kept.length === 0) timingSafeEqual(secret, NO_SECRET);
    if (right[0]) return right[0];
    await sql.query("DELETE FROM progress.missed WHERE at <= $1", [new Date(now.getTime() - DAY_MS)]);
    await sql.query("INSERT INTO progress.missed (subject, at) VALUES ($1, $3), ($2, $3)", [
      caseKey,
      owner,
      now,
    ]);
    return null;
  });
  if (found === null) throw new HubError("CASE_UNKNOWN");
  return found;
}

/** As long as any, and none: a base64url text has no such character. */
const NO_SECRET = Buffer.from("=".repeat(43));
