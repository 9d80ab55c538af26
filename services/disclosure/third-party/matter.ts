/**
 * 第三方意见 (条例 15, 32): who was asked in writing whether what concerns them may be public, what they said within
 * their 15 working days, and what the organ decided on which ground.
 */
import type { WorkingDays } from "#kit";
import type { Queryable } from "#kit/hub";
import { HubError } from "#schema/errors.js";

export const INTERESTS = ["TRADE_SECRET", "PRIVACY"] as const;
export type Interest = (typeof INTERESTS)[number];

export const THIRD_PARTY_ANSWERS = ["CONSENT", "REFUSAL"] as const;
export type ThirdPartyAnswer = (typeof THIRD_PARTY_ANSWERS)[number];

export const DECISIONS = ["PUBLISH", "WITHHOLD"] as const;
export type Decision = (typeof DECISIONS)[number];

export const GROUNDS = ["CONSENT", "JUSTIFIED", "UNJUSTIFIED", "PUBLIC_INTEREST", "SILENCE"] as const;
export type Ground = (typeof GROUNDS)[number];

export interface Matter {
  readonly id: string;
  readonly submission: string;
  /** Null once it is erased with the file. */
  readonly party: string | null;
  readonly interest: Interest;
  /** What of the file it is about; null once it is erased. */
  readonly about: string | null;
  /** Day on which the third party received the letter. */
  readonly receivedOn: string;
  readonly askedByName: string;
  readonly answer: ThirdPartyAnswer | null;
  readonly answeredOn: string | null;
  readonly answerReason: string | null;
  readonly decision: Decision | null;
  readonly ground: Ground | null;
  readonly decisionReason: string | null;
  /** Day on which the third party was told in writing that the public interest outweighs. */
  readonly toldOn: string | null;
  readonly decidedAt: Date | null;
  readonly decidedByName: string | null;
}

export const MATTER_STATES = {
  WAITING: ["待第三方提出意见", "Waits for the third party"],
  ANSWERED: ["第三方已提出意见，待决定", "Answered: to be decided"],
  SILENT: ["第三方逾期未提出意见，待决定", "Silent in time: to be decided"],
  PUBLISH: ["决定公开", "Decided: public"],
  WITHHOLD: ["决定不公开", "Decided: not public"],
} as const;
export type MatterState = keyof typeof MATTER_STATES;

/** From the day after the letter was received (条例 32). */
const PERIOD_WORKING_DAYS = 15;

export interface Period {
  readonly dueOn: string;
  /** False where a year counted in has no holiday notice yet: nobody is silent before it has. */
  readonly isCovered: boolean;
}

export function periodOf({ receivedOn }: Pick<Matter, "receivedOn">, calendar: WorkingDays): Period {
  const { date, covered } = calendar.add(receivedOn, PERIOD_WORKING_DAYS);
  return { dueOn: date, isCovered: covered };
}

export function stateOf(
  { answer, decision }: Pick<Matter, "answer" | "decision">,
  { dueOn, isCovered }: Period,
  today: string,
): MatterState {
  if (decision) return decision;
  if (answer) return "ANSWERED";
  return today > dueOn && isCovered ? "SILENT" : "WAITING";
}

const COLUMNS = `id, submission, party, interest, about, received_on AS "receivedOn", asked_by_name AS "askedByName", answer, answered_on AS "answeredOn",
  answer_reason AS "answerReason", decision, ground, decision_reason AS "decisionReason", told_on AS "toldOn", decided_at AS "decidedAt", decided_by_name AS "decidedByName"`;

/** Of a submission, in the order in which they were asked. */
export async function mattersOf(client: Queryable, submission: string): Promise<readonly Matter[]> {
  const { rows } = await client.query<Matter>(
    `SELECT ${COLUMNS} FROM disclosure.third_party WHERE submission = $1 ORDER BY asked_at, id`,
    [submission],
  );
  return rows;
}

export async function matterById(client: Queryable, id: string): Promise<Matter | null> {
  const { rows } = await client.query<Matter>(
    `SELECT ${COLUMNS} FROM disclosure.third_party WHERE id::text = $1`,
    [id],
  );
  return rows[0] ?? null;
}

/** What is recorded of the letter, of the answer to it, and of the decision. */
export interface Asked {
  readonly party: string;
  readonly interest: Interest;
  readonly about: string;
  readonly receivedOn: string;
}
export interface Answered {
  readonly answer: ThirdPartyAnswer;
  readonly answeredOn: string;
  readonly reason: string | null;
}
export interface Decided {
  readonly decision: Decision;
  readonly ground: Ground;
  readonly reason: string | null;
  readonly toldOn: string | null;
}

/** Throws THIRD_PARTY_PENDING, THIRD_PARTY_WITHHELD: then nothing of the submission is published. */
export async function refuseUndecided(client: Queryable, submission: string): Promise<void> {
  const matters = await mattersOf(client, submission);
  if (matters.some(({ decision }) => decision === null)) throw new HubError("THIRD_PARTY_PENDING");
  if (matters.some(({ decision }) => decision === "WITHHOLD")) throw new HubError("THIRD_PARTY_WITHHELD");
}
