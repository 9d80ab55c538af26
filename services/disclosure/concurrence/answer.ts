/**
 * A department's answer, and a supervisor's decision to go on without it: each in one transaction with its
 * entry of the trail, while the submission is held so that nobody publishes it meanwhile.
 */
import type pg from "pg";
import { shanghaiDay, type FeedContract } from "#kit";
import { appendTrail } from "#kit/hub";
import type { Caller } from "#schema/caller.js";
import { HubError } from "#schema/errors.js";
import type { TrailKind } from "#schema/trail.js";
import type { ConcurrenceAnswer } from "./entity.js";
import { listConcurrences, type AskedConcurrence } from "./read.js";
import { readCalendar } from "./rule.js";
import { CONCURRENCE_STATES, dueDayOf, openStateOf, type ConcurrenceState } from "./standing.js";

/** UTF-16 units. */
export const LONGEST_REASON = 500;

export interface Decision {
  readonly id: string;
  readonly caller: Caller;
  readonly at: Date;
  readonly contracts: readonly FeedContract[];
}

/** Who agrees may object no more; who objects may agree after all. */
const MAY: Readonly<Record<ConcurrenceAnswer, ReadonlySet<ConcurrenceState>>> = {
  AGREED: new Set(["WAITING", "OVERDUE", "OBJECTED"]),
  OBJECTED: new Set(["WAITING", "OVERDUE"]),
};
const MAY_OVERRIDE: ReadonlySet<ConcurrenceState> = new Set(["OBJECTED", "OVERDUE"]);

/** Throws CONCURRENCE_REASON_INVALID, CONCURRENCE_STALE, CONCURRENCE_STATE. */
export async function recordAnswer(
  client: pg.ClientBase,
  decision: Decision,
  given: { readonly digest: string; readonly answer: ConcurrenceAnswer; readonly reason: string | null },
): Promise<void> {
  const reason = readReason(given.reason);
  const { answer, digest } = given;
  if (answer === "OBJECTED" && reason === null) throw reasonInvalid();
  const { found, state } = await hold(client, decision);
  if (!MAY[answer].has(state))
    throw stateError(state, answer === "AGREED" ? ["同意", "agree"] : ["不同意", "object"]);
  if (digest !== found.digest) throw new HubError("CONCURRENCE_STALE");
  await client.query(
    "UPDATE disclosure.concurrence SET answer = $2, answered_at = $3, answered_by_name = $4, reason = $5 WHERE id = $1",
    [found.id, answer, decision.at, decision.caller.name, reason],
  );
  await tell(client, decision, found, answer === "AGREED" ? "CONCURRENCE_AGREED" : "CONCURRENCE_OBJECTED", {
    digest,
    before: state,
    reason,
  });
}

/** Throws CONCURRENCE_REASON_INVALID, CONCURRENCE_STATE. */
export async function recordOverride(
  client: pg.ClientBase,
  decision: Decision,
  given: string,
): Promise<void> {
  const reason = readReason(given);
  if (reason === null) throw reasonInvalid();
  const { found, state } = await hold(client, decision);
  if (!MAY_OVERRIDE.has(state)) throw stateError(state, ["决定发布", "be set aside"]);
  await client.query(
    "UPDATE disclosure.concurrence SET overridden_at = $2, overridden_by_name = $3, override_reason = $4 WHERE id = $1",
    [found.id, decision.at, decision.caller.name, reason],
  );
  await tell(client, decision, found, "CONCURRENCE_OVERRIDDEN", {
    digest: found.digest,
    before: state,
    reason,
  });
}

async function hold(
  client: pg.ClientBase,
  { id, at, contracts }: Decision,
): Promise<{ readonly found: AskedConcurrence; readonly state: ConcurrenceState }> {
  await client.query(
    "SELECT FROM disclosure.submission WHERE id = (SELECT submission FROM disclosure.concurrence WHERE id = $1) FOR UPDATE",
    [id],
  );
  const [found] = await listConcurrences(client, { id }, { from: null, newestFirst: true, size: 1 });
  if (!found) throw new HubError("CONCURRENCE_UNKNOWN");
  const isOpen = found.isCurrent && found.submissionState === "APPROVED";
  if (!isOpen) return { found, state: "ENDED" };
  const due = dueDayOf(found, await readCalendar(client, contracts));
  return { found, state: openStateOf(found, due, shanghaiDay(at)) };
}

async function tell(
  client: pg.ClientBase,
  { caller }: Decision,
  { submission, feed, department, askedBy }: AskedConcurrence,
  kind: TrailKind,
  more: { readonly digest: string; readonly before: string; readonly reason: string | null },
): Promise<void> {
  await appendTrail(client, {
    kind,
    actor: { subject: caller.subject, name: caller.name },
    department,
    subject: submission,
    details: { feed, askedBy, ...more },
  });
}

function readReason(text: string | null): string | null {
  const reason = text?.trim() ?? "";
  if (reason.length > LONGEST_REASON) throw reasonInvalid();
  return reason === "" ? null : reason;
}

function reasonInvalid(): HubError {
  return new HubError("CONCURRENCE_REASON_INVALID", { most: LONGEST_REASON });
}

function stateError(state: ConcurrenceState, [action, actionEn]: readonly [string, string]): HubError {
  const [zh, en] = CONCURRENCE_STATES[state];
  return new HubError("CONCURRENCE_STATE", { state: zh, stateEn: en.toLowerCase(), action, actionEn });
}
