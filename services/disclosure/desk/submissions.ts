/**
 * Every move of a submission, each by a person with the right to it, each recorded. Two people that
 * move one submission at once are told apart by its version; the database itself refuses that a submitter
 * approves.
 */
import { createHash } from "node:crypto";
import { DatabaseError } from "pg";
import {
  CheckConstraintViolationException,
  OptimisticLockError,
  type EntityManager,
  type MikroORM,
} from "@mikro-orm/postgresql";
import type { FeedContract } from "#kit";
import {
  appendTrail,
  dropStage,
  findUnusual,
  releaseSubmission,
  summariseDifference,
  tableOf,
  withdrawRecords,
  type Asker,
  type DifferenceSummary,
  type HubParts,
  type Queryable,
  type Release,
} from "#kit/hub";
import { demandAccess, isAllowed, type Action } from "#schema/access.js";
import type { Caller } from "#schema/caller.js";
import { HubError } from "#schema/errors.js";
import {
  EventEntity,
  SubmissionEntity,
  type RowReason,
  type Submission,
  type SubmissionEvent,
  type Withdrawal,
} from "./entities.js";
import { findAll } from "./find-all.js";
import { EVENT_TURN } from "./migrations.js";
import type { Concurrences } from "../concurrence/concurrences.js";
import type { Consultee } from "../concurrence/rule.js";
import { refuseUndecided } from "../third-party/matter.js";
import { submitterOf } from "./rights.js";
import { MOVES, STATE_NAMES, type Move } from "./states.js";
import { PERSONAL_DATA, sayPersonal, sayUnusual, type UnusualChange } from "../review/say-unusual.js";

export interface Submissions {
  readonly contractOf: (feed: string) => FeedContract;
  /** A submission that the caller may see, or SUBMISSION_UNKNOWN. */
  readonly find: (id: string, asker: Asker) => Promise<Submission>;
  /**
   * Throws what says why there is none: SUBMISSION_UNCHECKED, SUBMISSION_HAS_ERRORS, SUBMISSION_ENDED,
   * SUBMISSION_STAGE_LOST, FEED_UNKNOWN.
   */
  readonly difference: (submission: Submission, asker: Asker) => Promise<DifferenceSummary>;
  /** The unusual changes that a reviewer must acknowledge by name; throws as `difference` does. */
  readonly unusual: (
    submission: Submission,
    difference: DifferenceSummary,
    asker: Asker,
  ) => Promise<readonly UnusualChange[]>;
  /** Which other departments must agree to what it changes, by the rules of today. */
  readonly consultees: (submission: Submission, asker: Asker) => Promise<readonly Consultee[]>;
  readonly submitForReview: (id: string, asker: Asker) => Promise<Submission>;
  readonly approve: (id: string, asker: Asker, approval: Approval) => Promise<Submission>;
  readonly returnForCorrection: (
    id: string,
    asker: Asker,
    reason: string,
    rows: readonly RowReason[],
  ) => Promise<Submission>;
  readonly reject: (id: string, asker: Asker, reason: string) => Promise<Submission>;
  readonly withdraw: (id: string, asker: Asker, reason: string | null) => Promise<Submission>;
  readonly publish: (id: string, asker: Asker) => Promise<Submission>;
  readonly requestWithdrawal: (
    feed: string,
    asker: Asker,
    withdrawal: Withdrawal,
    reason: string,
  ) => Promise<Submission>;
}

export interface Approval {
  /** Digest of the difference that the reviewer saw. */
  readonly digest: string;
  /** Names of the unusual changes that the reviewer saw. */
  readonly acknowledged: readonly string[];
  readonly note: string | null;
}

export function createSubmissions(
  { database, contracts, refresh }: Pick<HubParts, "database" | "contracts" | "refresh">,
  orm: MikroORM,
  concurrences: Concurrences,
): Submissions {
  const contractOf = (feed: string): FeedContract => {
    const contract = contracts().find(({ id }) => id === feed);
    if (!contract)
      throw new HubError("FEED_UNKNOWN", {
        feed: feed.slice(0, 100),
        known: contracts()
          .map(({ id }) => id)
          .join("、"),
      });
    return contract;
  };

  const find: Submissions["find"] = async (id, { caller, statements }) => {
    const [submission] = UUID.test(id)
      ? await findAll(orm, statements, SubmissionEntity, { where: { id } })
      : [];
    if (!submission || !isAllowed(caller, "submission.see", submission.department))
      throw new HubError("SUBMISSION_UNKNOWN", { submission: id.slice(0, 40) });
    return submission;
  };

  const difference: Submissions["difference"] = async (submission, { statements }) => {
    if (submission.withdrawal) return withdrawalDifference(submission.withdrawal);
    refuseUnstaged(submission);
    return staged(submission, () =>
      summariseDifference(statements.dear, contractOf(submission.feed), {
        submission: submission.id,
        department: submission.department,
      }),
    );
  };

  const consultees: Submissions["consultees"] = async (submission, { statements }) =>
    staged(submission, () =>
      concurrences.consultees(statements.dear, contractOf(submission.feed), submission),
    );

  const unusual: Submissions["unusual"] = async (submission, summary, { statements }) => {
    if (submission.withdrawal) return [];
    const { id, department, feed, findingCounts } = submission;
    const moved = await staged(submission, () =>
      findUnusual(statements.dear, contractOf(feed), { submission: id, department }, summary),
    );
    const personal = findingCounts[PERSONAL_DATA] ?? 0;
    return [...(personal > 0 ? [sayPersonal(personal)] : []), ...moved.map(sayUnusual)];
  };

  /** Finds, checks the move, lets `change` set what goes with it, and writes both with an event. */
  const move = async (
    id: string,
    caller: Caller,
    step: Move,
    { note, acknowledged = [], rows = [] }: MoveNotes,
    change: (submission: Submission, em: EntityManager) => Promise<void> | void,
  ): Promise<Submission> => {
    const em = orm.em.fork();
    const submission = await em.findOneOrFail(SubmissionEntity, { id });
    if (!step.from.includes(submission.state)) throw stateError(submission, step);
    await change(submission, em);
    recordEvent(em, submission, caller, step, note, { acknowledged, rows });
    submission.state = step.to;
    await em.flush().catch((error: unknown) => {
      throw translate(error, submission, step);
    });
    return submission;
  };

  return {
    contractOf,
    find,
    difference,
    unusual,
    consultees,

    submitForReview: async (id, asker) => {
      const submission = await find(id, asker);
      return move(
        id,
        demandAccess(asker.caller, "submission.submit", submission.department),
        MOVES.submitForReview,
        { note: null },
        ({ errors }) => {
          if (errors > 0) throw new HubError("SUBMISSION_HAS_ERRORS", { submission: id, errors });
        },
      );
    },

    approve: async (id, asker, { digest, acknowledged, note }) => {
      const submission = await find(id, asker);
      const reviewer = demandAccess(asker.caller, "submission.approve", submission.department);
      if (reviewer.subject === submission.submittedBy) throw new HubError("REVIEW_OWN");
      let concerned: readonly Consultee[] = [];
      if (submission.state === "SUBMITTED") {
        const seen = await difference(submission, asker);
        if (seen.digest !== digest) throw new HubError("SUBMISSION_STALE");
        const found = await unusual(submission, seen, asker);
        refuseUnnamed(found, acknowledged);
        if (found.some(({ name }) => name === PERSONAL_DATA) && !note?.trim())
          throw new HubError("PERSONAL_DATA_UNEXPLAINED");
        concerned = await consultees(submission, asker);
      }
      return move(id, reviewer, MOVES.approve, { note, acknowledged }, async (found, em) => {
        await concurrences.ask(em, found, digest, concerned);
        found.approvedBy = reviewer.subject;
        found.approvedByName = reviewer.name;
        found.approvedAt = new Date();
        found.differenceDigest = digest;
      });
    },

    returnForCorrection: async (id, asker, reason, rows) =>
      end(id, await allowed(id, asker, "submission.return"), MOVES.returnForCorrection, reason, rows),
    reject: async (id, asker, reason) =>
      end(id, await allowed(id, asker, "submission.reject"), MOVES.reject, reason),
    withdraw: async (id, asker, reason) =>
      end(id, await allowed(id, asker, "submission.withdraw"), MOVES.withdraw, reason),

    publish: async (id, asker) => {
      const submission = await find(id, asker);
      const reviewer = demandAccess(asker.caller, "submission.publish", submission.department);
      if (submission.state !== "APPROVED") throw stateError(submission, MOVES.publish);
      try {
        await refuseUndecided(asker.statements, id);
        await refuseUnagreed(submission, asker);
        await release(submission, reviewer);
      } catch (error) {
        if (error instanceof HubError && error.code === "SUBMISSION_STALE") await reopen(id, reviewer);
        throw error;
      }
      await refresh();
      return find(id, asker);
    },

    requestWithdrawal: async (feed, { caller, statements }, withdrawal, reason) => {
      const contract = contractOf(feed);
      const { caller: clerk, department } = submitterOf(caller, "submission.requestWithdrawal", contract);
      await refuseUnknown(statements, contract, department, withdrawal.recordIds);
      const em = orm.em.fork();
      const submission = em.create(SubmissionEntity, {
        id: crypto.randomUUID(),
        feed,
        kind: "WITHDRAWAL",
        department,
        state: "SUBMITTED",
        bytes: 0,
        rows: withdrawal.recordIds.length,
        errors: 0,
        warnings: 0,
        infos: 0,
        findingCounts: {},
        submittedBy: clerk.subject,
        submittedByName: clerk.name,
        receivedAt: new Date(),
        reason,
        withdrawal,
      });
      recordEvent(
        em,
        submission,
        clerk,
        { from: ["SUBMITTED"], to: "SUBMITTED", zh: "申请撤回公开", en: "requested" },
        reason,
      );
      await em.persist(submission).flush();
      return submission;
    },
  };

  /** A move after which the staged rows are of no use. */
  async function end(
    id: string,
    caller: Caller,
    step: Move,
    reason: string | null,
    rows: readonly RowReason[] = [],
  ): Promise<Submission> {
    let isChecked = true;
    const submission = await move(id, caller, step, { note: reason, rows }, (found) => {
      // Else the rows are those of a check that is under way, which drops them itself.
      isChecked = found.state !== "RECEIVED";
      found.reason = reason;
      found.approvedBy = null;
      found.approvedByName = null;
      found.approvedAt = null;
    });
    if (isChecked) await dropStage(database.pool, id);
    return submission;
  }

  /** Of what changed after the review nobody waits to be told whether they agree: it is reviewed again. */
  async function refuseUnagreed(submission: Submission, asker: Asker): Promise<void> {
    await staged(submission, () =>
      concurrences.askMissing(asker.statements.dear, contractOf(submission.feed), submission),
    );
    try {
      await concurrences.refuseUnsettled(asker.statements, submission);
    } catch (error) {
      if (!(error instanceof HubError)) throw error;
      const { digest } = await difference(submission, asker);
      throw digest === submission.differenceDigest ? error : new HubError("SUBMISSION_STALE");
    }
  }

  async function reopen(id: string, caller: Caller): Promise<void> {
    await move(id, caller, MOVES.reopen, { note: null }, (found) => {
      found.approvedBy = null;
      found.approvedByName = null;
      found.approvedAt = null;
      found.differenceDigest = null;
    });
  }

  async function release(submission: Submission, reviewer: Caller): Promise<Release | null> {
    const { id, feed, department, submittedByName, approvedByName, differenceDigest, withdrawal } =
      submission;
    const request = {
      submission: id,
      department,
      releasedBy: submittedByName,
      approvedBy: approvedByName ?? "",
      within: async (client: Parameters<typeof dropStage>[0], made: Release | null): Promise<void> => {
        await client.query("SELECT pg_advisory_xact_lock($1)", [EVENT_TURN]);
        const { rowCount } = await client.query(
          "UPDATE disclosure.submission SET state = 'PUBLISHED', release = $2, version = version + 1 WHERE id = $1 AND state = 'APPROVED' AND version = $3",
          [id, made?.number ?? null, submission.version],
        );
        if (rowCount !== 1) throw stateError(submission, MOVES.publish);
        await client.query(
          `INSERT INTO disclosure.event (submission, at, "by", by_name, "from", "to") VALUES ($1, now(), $2, $3, 'APPROVED', 'PUBLISHED')`,
          [id, reviewer.subject, reviewer.name],
        );
        await refuseUndecided(client, id);
        await concurrences.settle(client, submission, reviewer, made?.number ?? null);
        await recordOverride(client, submission, made);
      },
    };
    const contract = contractOf(feed);
    if (withdrawal)
      return withdrawRecords(database, contract, { ...request, recordIds: withdrawal.recordIds });
    return releaseSubmission(database, contract, { ...request, expectedDigest: differenceDigest ?? "" });
  }

  async function allowed(id: string, asker: Asker, action: Action): Promise<Caller> {
    return demandAccess(asker.caller, action, (await find(id, asker)).department);
  }
}

/** What the reviewer acknowledged becomes of weight when it is published. */
async function recordOverride(
  client: Queryable,
  submission: Submission,
  made: Release | null,
): Promise<void> {
  const { id, feed, department, approvedBy, approvedByName } = submission;
  const {
    rows: [approval],
  } = await client.query<Pick<SubmissionEvent, "note" | "acknowledged">>(
    `SELECT note, acknowledged FROM disclosure.event WHERE submission = $1 AND "to" = 'APPROVED' ORDER BY id DESC LIMIT 1`,
    [id],
  );
  if (!approval || approval.acknowledged.length === 0) return;
  const { acknowledged, note } = approval;
  await appendTrail(client, {
    kind: "CHANGES_ACKNOWLEDGED",
    actor: { subject: approvedBy ?? "", name: approvedByName ?? "" },
    department,
    subject: id,
    details: { feed, acknowledged, note: note ?? null, release: made?.number ?? null },
  });
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const STAGED: ReadonlySet<string> = new Set(["CHECKED", "SUBMITTED", "APPROVED"]);

interface MoveNotes {
  readonly note: string | null;
  readonly acknowledged?: readonly string[];
  readonly rows?: readonly RowReason[];
}

/** Records the move; the state itself is set by the caller. */
export function recordEvent(
  em: EntityManager,
  submission: Submission,
  caller: Pick<Caller, "subject" | "name">,
  step: Move,
  note: string | null,
  { acknowledged = [], rows = [] }: Omit<MoveNotes, "note"> = {},
): void {
  em.persist(
    em.create(EventEntity, {
      submission: submission.id,
      at: new Date(),
      by: caller.subject,
      byName: caller.name,
      from: submission.state,
      to: step.to,
      note,
      acknowledged: [...acknowledged],
      rows,
    }),
  );
}

/** Rows wait for review from the end of a check without errors to the end of the submission. */
function refuseUnstaged({ id, state, errors }: Submission): void {
  if (state === "RECEIVED") throw new HubError("SUBMISSION_UNCHECKED", { submission: id });
  if (!STAGED.has(state))
    throw new HubError("SUBMISSION_ENDED", { submission: id, state: STATE_NAMES[state] });
  if (errors > 0) throw new HubError("SUBMISSION_HAS_ERRORS", { submission: id, errors });
}

/** The staged rows may be gone, or be of the feed as it was defined before. */
async function staged<T>({ id }: Submission, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof DatabaseError && LOST_STAGE.has(error.code ?? ""))
      throw new HubError("SUBMISSION_STAGE_LOST", { submission: id });
    throw error;
  }
}

/** undefined_table and undefined_column. */
const LOST_STAGE: ReadonlySet<string> = new Set(["42P01", "42703"]);

async function refuseUnknown(
  statements: Queryable,
  contract: FeedContract,
  department: string,
  recordIds: readonly string[],
): Promise<void> {
  const sound = recordIds.filter((id) => UUID.test(id));
  const { rows } = await statements.query<{ id: string }>(
    `SELECT record_id AS id FROM ${tableOf(contract)} WHERE record_id = ANY($1::uuid[]) AND department = $2 AND closed_in IS NULL`,
    [sound, department],
  );
  const known = new Set(rows.map(({ id }) => id));
  const unknown = recordIds.find((id) => !known.has(id));
  if (unknown !== undefined) throw new HubError("RECORD_UNKNOWN", { record: unknown.slice(0, 40) });
}

function refuseUnnamed(unusual: readonly UnusualChange[], acknowledged: readonly string[]): void {
  const missing = unusual.filter(({ name }) => !acknowledged.includes(name));
  if (missing.length === 0) return;
  const list = (say: (change: UnusualChange) => string): string => missing.map(say).join(" ");
  throw new HubError("CHANGES_UNACKNOWLEDGED", {
    names: missing.map(({ name }) => name).join("、"),
    reasons: list(({ message }) => message),
    reasonsEn: list(({ english }) => english),
  });
}

function withdrawalDifference({ recordIds }: Withdrawal): DifferenceSummary {
  const digest = createHash("sha256").update(recordIds.toSorted().join("\n")).digest("hex");
  return { added: 0, changed: 0, removed: recordIds.length, unchanged: 0, suppressed: 0, foreign: 0, digest };
}

export function stateError({ id, state }: Submission, { zh, en }: Pick<Move, "zh" | "en">): HubError {
  return new HubError("SUBMISSION_STATE", {
    submission: id,
    state: STATE_NAMES[state],
    stateEn: state.toLowerCase(),
    action: zh,
    actionEn: en,
  });
}

function translate(error: unknown, submission: Submission, step: Move): unknown {
  if (error instanceof OptimisticLockError) return stateError(submission, step);
  if (error instanceof CheckConstraintViolationException && error.message.includes("another_person_approves"))
    return new HubError("REVIEW_OWN");
  return error;
}
