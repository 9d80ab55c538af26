/** A file on its way in: received, told apart from what came before, checked, and its findings kept. */
import {
  OptimisticLockError,
  UniqueConstraintViolationException,
  type EntityManager,
  type MikroORM,
} from "@mikro-orm/postgresql";
import { shanghaiDay, type FeedContract } from "#kit";
import {
  dropStage,
  ifFree,
  inTurn,
  summariseDifference,
  type CellCorrection,
  type DifferenceSummary,
  type HubParts,
} from "#kit/hub";
import type { Caller } from "#schema/caller.js";
import { toUnavailable } from "#schema/runtime/database-failure.js";
import { HubError } from "#schema/errors.js";
import { SYSTEM } from "#schema/trail.js";
import { recordEvent, stateError } from "../desk/submissions.js";
import { refuseErased } from "../desk/retention.js";
import { SubmissionEntity, type Submission } from "../desk/entities.js";
import { dropOriginal, openOriginal, storeOriginal, sweepOriginals } from "../desk/originals.js";
import { createSeal } from "../desk/seal.js";
import { submitterOf } from "../desk/rights.js";
import { MOVES } from "../desk/states.js";
import type { CheckJob, CheckOutcome } from "./check-job.js";
import { CheckFailed, CheckStopped, type CheckerThread } from "./checker-thread.js";
import { digestOf, keepCorrections, mergeCorrections, readCorrections } from "./corrections.js";
import { keepFindings } from "./findings.js";
import { CheckCancelled, forgetProgress } from "./progress.js";
import { refuseSameBytes } from "./same-bytes.js";

export interface ReceivedFile {
  readonly name: string | null;
  readonly source: AsyncIterable<Uint8Array>;
}

export interface Intake {
  /**
   * The checked submission; throws what refuses the file, SUBMISSION_SAME_BYTES, or CHECK_CANCELLED. Who does
   * not wait is given what was received, and the check goes on.
   */
  readonly receive: (
    contract: FeedContract,
    caller: Caller | null,
    file: ReceivedFile,
    waits: boolean,
  ) => Promise<Submission>;
  /**
   * A new submission of the same file with cells that were corrected, whose check goes on. Throws
   * CORRECTION_INVALID, SUBMISSION_STATE, SUBMISSION_SAME_BYTES, ORIGINAL_ERASED.
   */
  readonly correct: (
    contract: FeedContract,
    caller: Caller | null,
    earlier: Submission,
    corrections: readonly CellCorrection[],
  ) => Promise<Submission>;
  /**
   * Hands in for a machine: the submission's identifier, whose check goes on. Null: its bytes have the digest
   * `known`. `before` is told the digest before there is a submission. Throws what refuses the file, or
   * SUBMISSION_SAME_BYTES.
   */
  readonly handIn: (
    contract: FeedContract,
    caller: Caller,
    file: ReceivedFile,
    known: string | null,
    before: (id: string, digest: string) => Promise<void>,
  ) => Promise<string | null>;
  /** The submission once it is checked. */
  readonly checked: (id: string) => Promise<Submission>;
  /** What a file would become of, of which nothing is kept. Throws what refuses the file. */
  readonly tryOut: (contract: FeedContract, department: string, file: ReceivedFile) => Promise<TriedFile>;
  /** Checks what was received and is not being checked, here or elsewhere; sweeps what was half received. */
  readonly resume: () => Promise<void>;
}

/** A file as it would be handed in. */
export interface TriedFile extends CheckOutcome {
  readonly digest: string;
  readonly bytes: number;
  /** Null where errors keep it from being published. */
  readonly difference: DifferenceSummary | null;
}

export function createIntake(
  { database, personKey, originalKey, limits, log, now }: HubParts,
  orm: MikroORM,
  thread: CheckerThread,
): Intake {
  const { pool } = database;
  const seal = createSeal(originalKey);

  const jobOf = ({ id, feed, department }: Pick<Submission, "id" | "feed" | "department">): CheckJob => ({
    submission: id,
    feed,
    department,
    kind: database.kind,
    personKey,
    originalKey,
    findingLimit: limits.findings,
    today: shanghaiDay(now()),
    feedBytes: limits.feedBytes,
    isTrial: false,
  });

  const underWay = new Map<string, Promise<Submission>>();
  const checkOnce = async (id: string): Promise<Submission> => {
    try {
      return await checkNow(id);
    } finally {
      underWay.delete(id);
      await forgetProgress(pool, id).catch((error: unknown) => {
        if (!toUnavailable(error)) throw error;
      });
    }
  };
  /** A file is checked once at a time, on the embedded database too. */
  const check = (id: string): Promise<Submission> => {
    const checking = underWay.get(id) ?? checkOnce(id);
    underWay.set(id, checking);
    return checking;
  };

  /** Of a check that nobody wants any more nothing is left. */
  const forget = async (id: string): Promise<Submission> => {
    await dropStage(pool, id);
    await keepFindings(pool, id, []);
    return orm.em.fork().findOneOrFail(SubmissionEntity, { id });
  };

  const checkNow = async (id: string): Promise<Submission> => {
    const em = orm.em.fork();
    const submission = await em.findOneOrFail(SubmissionEntity, { id });
    if (submission.state !== "RECEIVED") return submission;
    try {
      const outcome = await thread.check(jobOf(submission));
      await keepFindings(pool, id, outcome.findings);
      applyOutcome(submission, outcome);
      recordEvent(em, submission, SYSTEM, MOVES.check, null);
      submission.state = "CHECKED";
      await em.flush();
      if (submission.errors > 0) await dropStage(pool, id);
    } catch (error) {
      // The hub is closing: the file is checked at its next start.
      if (error instanceof CheckStopped) throw new HubError("HUB_STOPPING", { submission: id });
      // The database is away: the file is checked when it is back.
      if (toUnavailable(error)) throw error;
      // Its clerk withdrew it, in this process or in another.
      if (error instanceof CheckCancelled || error instanceof OptimisticLockError) return forget(id);
      await dropStage(pool, id);
      const refusal = error instanceof HubError ? error : new HubError("INTERNAL", { requestId: id });
      if (refusal !== error)
        log.error(
          {
            submission: id,
            ...(error instanceof CheckFailed
              ? error.fault
              : { error: error instanceof Error ? error.name : typeof error }),
          },
          "A check failed",
        );
      recordEvent(em, submission, SYSTEM, MOVES.refuse, refusal.code);
      submission.state = "REJECTED";
      submission.refusal = refusal.toJSON();
      try {
        await em.flush();
      } catch (late) {
        if (late instanceof OptimisticLockError) return forget(id);
        throw late;
      }
    }
    return submission;
  };

  /**
   * Registers a file before it is compared with others: of two copies that race, the later finds the earlier.
   */
  const register = async (em: EntityManager, submission: Submission): Promise<void> => {
    await em
      .persist(submission)
      .flush()
      .catch(async (error: unknown) => {
        if (error instanceof UniqueConstraintViolationException) await refuseSameBytes(orm, submission);
        throw error;
      });
    await refuseSameBytes(orm, submission).catch(async (error: unknown) => {
      await em.remove(submission).flush();
      throw error;
    });
  };

  /** Registers a file that is kept, and begins its check. `corrects`: the submission that it comes of. */
  const admit = async (
    kept: Pick<Submission, "id" | "feed" | "department" | "fileName" | "digest" | "bytes">,
    clerk: Caller,
    corrects: string | null,
  ): Promise<{ readonly submission: Submission; readonly checking: Promise<Submission> }> => {
    const { id } = kept;
    const em = orm.em.fork();
    const submission = em.create(SubmissionEntity, {
      ...kept,
      kind: "FEED",
      state: "RECEIVED",
      rows: 0,
      errors: 0,
      warnings: 0,
      infos: 0,
      findingCounts: {},
      submittedBy: clerk.subject,
      submittedByName: clerk.name,
      receivedAt: new Date(),
    });
    try {
      await register(em, submission);
      const step = { from: [], to: "RECEIVED", zh: "接收", en: "received" } as const;
      recordEvent(em, submission, clerk, step, corrects === null ? null : `更正 ${corrects} / Corrects it`);
      await em.flush();
    } catch (error) {
      // It is unknown then whether the file was registered: it is either checked, like that of a process
      // that died, or swept away.
      if (!toUnavailable(error)) await dropOriginal(pool, id);
      throw error;
    }
    const checking = inTurn(database, turnOf(id), () => check(id));
    // Who does not wait finds what becomes of it with the submission; what broke off is taken up again.
    checking.catch(() => undefined);
    return { submission, checking };
  };

  return {
    receive: async (contract, caller, { name, source }, waits) => {
      const { caller: clerk, department } = submitterOf(caller, "submission.send", contract);
      const id = crypto.randomUUID();
      const { bytes, digest } = await storeOriginal({ pool, seal }, id, source, limits.feedBytes);
      const fileName = name?.slice(0, 200) ?? null;
      const admitted = await admit(
        { id, feed: contract.id, department, fileName, digest, bytes },
        clerk,
        null,
      );
      if (!waits) return admitted.submission;
      const checked = await admitted.checking;
      if (checked.state === "WITHDRAWN") throw new HubError("CHECK_CANCELLED", { submission: id });
      if (checked.refusal) throw new HubError(checked.refusal.code, checked.refusal.details);
      return checked;
    },

    correct: async (contract, caller, earlier, given) => {
      const { caller: clerk, department } = submitterOf(caller, "submission.send", contract);
      if (department !== earlier.department)
        throw new HubError("SUBMISSION_UNKNOWN", { submission: earlier.id });
      if (earlier.kind !== "FEED" || !MOVES.correct.from.some((state) => state === earlier.state))
        throw stateError(earlier, MOVES.correct);
      refuseErased(earlier);
      const before = await readCorrections(pool, seal, earlier.id);
      const corrections = mergeCorrections(contract, before, given);
      const id = crypto.randomUUID();
      const original = await openOriginal(pool, seal, earlier.id);
      const { bytes, digest: file } = await storeOriginal({ pool, seal }, id, original, limits.feedBytes);
      await keepCorrections({ pool, seal }, id, corrections);
      const { feed, fileName } = earlier;
      const digest = digestOf(seal, file, corrections);
      return (await admit({ id, feed, department, fileName, digest, bytes }, clerk, earlier.id)).submission;
    },

    handIn: async (contract, caller, { name, source }, known, before) => {
      const { caller: machine, department } = submitterOf(caller, "submission.send", contract);
      const id = crypto.randomUUID();
      const { bytes, digest } = await storeOriginal({ pool, seal }, id, source, limits.feedBytes);
      try {
        if (digest === known) {
          await dropOriginal(pool, id);
          return null;
        }
        await before(id, digest);
      } catch (error) {
        if (!toUnavailable(error)) await dropOriginal(pool, id);
        throw error;
      }
      const fileName = name?.slice(0, 200) ?? null;
      await admit({ id, feed: contract.id, department, fileName, digest, bytes }, machine, null);
      return id;
    },

    checked: (id) => inTurn(database, turnOf(id), () => check(id)),

    tryOut: async (contract, department, { source }) => {
      const id = crypto.randomUUID();
      try {
        const { bytes, digest } = await storeOriginal({ pool, seal }, id, source, limits.feedBytes);
        const outcome = await thread.check({
          ...jobOf({ id, feed: contract.id, department }),
          isTrial: true,
        });
        const difference =
          outcome.counts.errors > 0
            ? null
            : await summariseDifference(pool, contract, { submission: id, department });
        return { ...outcome, bytes, digest, difference };
      } finally {
        await dropStage(pool, id);
        await dropOriginal(pool, id);
      }
    },

    resume: async () => {
      await sweepOriginals(pool);
      const unchecked = await orm.em
        .fork()
        .find(SubmissionEntity, { state: "RECEIVED" }, { orderBy: { receivedAt: "asc" } });
      // A file that another process is checking is that process's.
      for (const { id } of unchecked) await ifFree(database, turnOf(id), () => check(id));
    },
  };
}

function applyOutcome(submission: Submission, { head, counts }: CheckOutcome): void {
  submission.format = head.format;
  submission.encoding = head.encoding;
  submission.rows = counts.rows;
  submission.errors = counts.errors;
  submission.warnings = counts.warnings;
  submission.infos = counts.infos;
  submission.findingCounts = { ...counts.byCode };
}

function turnOf(submission: string): string {
  return `check of ${submission}`;
}
