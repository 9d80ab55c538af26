/**
 * Hands checks to a thread of their own, which is replaced when it dies. The thread starts at the first file,
 * and ends after ten idle minutes.
 */
import { randomUUID } from "node:crypto";
import { setMaxListeners } from "node:events";
import { fileURLToPath } from "node:url";
import { BroadcastChannel } from "node:worker_threads";
import { Piscina } from "piscina";
import type { Database } from "#kit/hub";
import { databaseUnavailable } from "#schema/runtime/database-failure.js";
import { HubError } from "#schema/errors.js";
import type { CheckJob, CheckOutcome } from "./check-job.js";
import { CheckCancelled } from "./progress.js";
import type { CheckAnswer, CheckQuestion, ThreadFault } from "./check-worker.js";

export interface CheckerThread {
  /**
   * Throws the HubError by which the whole file is refused, or DATABASE_UNAVAILABLE; a CheckFailed,
   * CheckStopped or CheckCancelled.
   */
  readonly check: (job: CheckJob) => Promise<CheckOutcome>;
  /** A check under way ends with its thread. */
  readonly stop: () => void;
}

/** Our own fault. It says where, and repeats no cell. */
export class CheckFailed extends Error {
  readonly fault: ThreadFault;
  constructor(fault: ThreadFault) {
    super("A check failed");
    this.name = "CheckFailed";
    this.fault = fault;
  }
}

/** The hub is closing: the file is to be checked by the next one. */
export class CheckStopped extends Error {}

/**
 * So that a large file does not hold up the small ones; the others wait, and memory does not grow with them.
 */
const AT_ONCE = 2;
/** Enough for the rows under way; a file never needs more, however long it is. */
const HEAP_LIMIT_MB = 512;
/** Rows live shortly: a small nursery is collected often and keeps the process small. */
const YOUNG_LIMIT_MB = 12;
/** Without a file for so long, the thread ends; the next one waits a second for another. */
const IDLE_MS = 600_000;

/** One for the whole process: what it has loaded and compiled serves whoever asks next. */
const pool = new Piscina<CheckQuestion, CheckAnswer>({
  filename: fileURLToPath(new URL("./check-worker.js", import.meta.url)),
  minThreads: 0,
  maxThreads: 1,
  concurrentTasksPerWorker: AT_ONCE,
  idleTimeout: IDLE_MS,
  // A thread that waits for its next file still closes what it has open.
  atomics: "disabled",
  resourceLimits: { maxOldGenerationSizeMb: HEAP_LIMIT_MB, maxYoungGenerationSizeMb: YOUNG_LIMIT_MB },
});
// Who waits for a thread that dies is told; between two checks it is replaced at the next.
pool.on("error", () => undefined);

export function createCheckerThread({ connection, kind, pulse }: Database): CheckerThread {
  const cut = new BroadcastChannel(`tongcha checks ${randomUUID()}`);
  cut.unref();
  const stopping = new AbortController();
  // As many files as wait.
  setMaxListeners(0, stopping.signal);
  const unheed = pulse.onChange((change) => {
    if (change === "silent") cut.postMessage(null);
  });
  const run = async (job: CheckJob): Promise<CheckAnswer> => {
    try {
      return await pool.run({ job, connection, kind, cut: cut.name }, { signal: stopping.signal });
    } catch (cause) {
      if (stopping.signal.aborted) throw new CheckStopped();
      const error = cause instanceof Error ? cause.name : "Error";
      throw new CheckFailed({ error, sqlState: null, frames: "" });
    }
  };

  return {
    check: async (job) => {
      const answer = await run(job);
      if ("refusal" in answer) throw new HubError(answer.refusal.code, answer.refusal.details);
      if ("unavailable" in answer) throw databaseUnavailable();
      if ("cancelled" in answer) throw new CheckCancelled();
      if ("fault" in answer) throw new CheckFailed(answer.fault);
      return answer.outcome;
    },
    stop: () => {
      stopping.abort();
      unheed();
      cut.close();
    },
  };
}
