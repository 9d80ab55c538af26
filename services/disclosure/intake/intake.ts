/** A file on its way in: received, told apart from what came before, checked, and its findings kept. */
import { UniqueConstraintViolationException, type MikroORM } from "@mikro-orm/postgresql";
import { dropStage, type FeedContract, type Finding, type HubParts } from "#kit";
import type { Caller } from "#schema/caller.js";
import { HubError } from "#schema/errors.js";
import { recordEvent } from "../desk/desk.js";
import { SubmissionEntity, type Submission } from "../desk/entities.js";
import { dropOriginal, storeOriginal, sweepOriginals } from "../desk/originals.js";
import { submitterOf } from "../desk/rights.js";
import { MOVES, STATE_NAMES } from "../desk/states.js";
import type { CheckOutcome } from "./check-job.js";
import type { CheckerThread } from "./checker-thread.js";

export interface Intake {
  /** The checked submission; throws what refuses the file, or SUBMISSION_SAME_BYTES. */
  readonly receive: (contract: FeedContract, caller: Caller | null, fileName: string | null, source: AsyncIterable<Uint8Array>) => Promise<Submission>;
  /** Checks what an earlier process received and did not live to check; sweeps what it half received. */
  readonly resume: () => Promise<void>;
}

const SYSTEM = { subject: "system", name: "系统" };

export function createIntake({ database, personKey, limits, log }: HubParts, orm: MikroORM, thread: CheckerThread): Intake {
  const { pool } = database;

  const check = async (id: string): Promise<Submission> => {
    const em = orm.em.fork();
    const submission = await em.findOneOrFail(SubmissionEntity, { id });
    const { feed, department } = submission;
    try {
      const outcome = await thread.check({ submission: id, feed, department, kind: database.kind, personKey, findingLimit: limits.findings, feedBytes: limits.feedBytes });
      await keepFindings(id, outcome.findings);
      applyOutcome(submission, outcome);
      recordEvent(em, submission, SYSTEM, MOVES.check, null);
      submission.state = "CHECKED";
      await em.flush();
      if (submission.errors > 0) await dropStage(pool, id);
      return submission;
    } catch (error) {
      await dropStage(pool, id);
      const refusal = error instanceof HubError ? error : null;
      if (!refusal) log.error({ submission: id, error: error instanceof Error ? error.name : "", frames: error instanceof Error ? error.stack : "" }, "A check failed");
      recordEvent(em, submission, SYSTEM, MOVES.refuse, refusal?.code ?? "INTERNAL");
      submission.state = "REJECTED";
      submission.refusal = refusal ? { ...refusal.toJSON() } : { code: "INTERNAL" };
      await em.flush();
      throw error;
    }
  };

  return {
    receive: async (contract, caller, fileName, source) => {
      const { caller: clerk, department } = submitterOf(caller, contract);
      const id = crypto.randomUUID();
      const { bytes, sha256 } = await storeOriginal(pool, id, source, limits.feedBytes);
      const em = orm.em.fork();
      const submission = em.create(SubmissionEntity, {
        id, feed: contract.id, kind: "FEED", department, state: "RECEIVED", fileName: fileName?.slice(0, 200) ?? null, sha256, bytes, rows: 0, errors: 0, warnings: 0, infos: 0, findingCounts: {},
        submittedBy: clerk.subject, submittedByName: clerk.name, receivedAt: new Date(),
      });
      recordEvent(em, submission, clerk, { from: [], to: "RECEIVED", zh: "接收", en: "received" }, null);
      try {
        await refuseSameBytes(orm, submission);
        await em.persist(submission).flush();
      } catch (error) {
        await dropOriginal(pool, id);
        if (!(error instanceof UniqueConstraintViolationException)) throw error;
        await refuseSameBytes(orm, submission);
        throw error;
      }
      return check(id);
    },

    resume: async () => {
      await sweepOriginals(pool);
      const unchecked = await orm.em.fork().find(SubmissionEntity, { state: "RECEIVED" }, { orderBy: { receivedAt: "asc" } });
      for (const { id } of unchecked) await check(id).catch(() => undefined);
    },
  };

  async function keepFindings(id: string, findings: readonly Finding[]): Promise<void> {
    await pool.query("DELETE FROM disclosure.finding WHERE submission = $1", [id]);
    await pool.query(`INSERT INTO disclosure.finding (submission, position, row, field, header, value, code, severity, message, english)
      SELECT $1, * FROM unnest($2::int[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[])`,
    [id, findings.map((_, position) => position), findings.map(({ row }) => row), findings.map(({ field }) => field), findings.map(({ header }) => header), findings.map(({ value }) => value),
      findings.map(({ code }) => code), findings.map(({ severity }) => severity), findings.map(({ message }) => message), findings.map(({ english }) => english)]);
  }
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

/** The same file is under way, or is what the department last published in the feed. */
async function refuseSameBytes(orm: MikroORM, { feed, department, sha256 }: Submission): Promise<void> {
  const em = orm.em.fork();
  const underWay = await em.findOne(SubmissionEntity, { feed, department, sha256, $or: [{ state: { $in: ["RECEIVED", "SUBMITTED", "APPROVED"] } }, { state: "CHECKED", errors: 0 }] });
  const [published] = await em.find(SubmissionEntity, { feed, department, state: "PUBLISHED", release: { $ne: null } }, { orderBy: { release: "desc" }, limit: 1 });
  const same = underWay ?? (published?.sha256 === sha256 ? published : null);
  if (same) throw new HubError("SUBMISSION_SAME_BYTES", { submission: same.id, state: STATE_NAMES[same.state] });
}

/** The findings of a submission, in the order of the file. */
export async function readFindings(pool: HubParts["database"]["pool"], submission: string, options: { readonly after: number; readonly first: number }): Promise<readonly (Finding & { readonly position: number })[]> {
  const { rows } = await pool.query<Finding & { position: number }>(`SELECT position, row, field, header, value, code, severity, message, english FROM disclosure.finding
    WHERE submission = $1 AND position > $2 ORDER BY position LIMIT $3`, [submission, options.after, options.first]);
  return rows;
}
