/** Hands checks to the worker thread and starts another thread when one dies. */
import { Worker } from "node:worker_threads";
import pLimit from "p-limit";
import type { Database } from "#kit/hub";
import { databaseUnavailable } from "#schema/runtime/database-failure.js";
import { HubError } from "#schema/errors.js";
import type { CheckJob, CheckOutcome } from "./check-job.js";
import type { CheckAnswer, CheckRequest, CheckThreadData, ThreadFault } from "./check-worker.js";

export interface CheckerThread {
  /**
   * Throws the HubError by which the whole file is refused, or DATABASE_UNAVAILABLE; a CheckFailed, or
   * CheckStopped.
   */
  readonly check: (job: CheckJob) => Promise<CheckOutcome>;
  readonly stop: () => Promise<void>;
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

export function createCheckerThread({ connection, kind, pulse }: Database): CheckerThread {
  const queue = pLimit(AT_ONCE);
  let worker: Worker | null = null;
  let isStopped = false;
  let nextId = 1;

  const started = (): Worker => {
    if (worker) return worker;
    const made = new Worker(new URL("./check-worker.js", import.meta.url), {
      workerData: { connection, kind } satisfies CheckThreadData,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_LIMIT_MB, maxYoungGenerationSizeMb: YOUNG_LIMIT_MB },
    });
    made.once("exit", () => {
      if (worker === made) worker = null;
    });
    // A thread that dies between two checks is replaced at the next.
    made.on("error", () => undefined);
    made.unref();
    worker = made;
    return made;
  };

  const unheed = pulse.onChange((change) => {
    if (change === "silent") worker?.postMessage({ cut: true } satisfies CheckRequest);
  });

  const run = (job: CheckJob): Promise<CheckAnswer> =>
    new Promise((resolve, reject) => {
      if (isStopped) throw new CheckStopped();
      const thread = started();
      const id = nextId++;
      const onMessage = (answer: CheckAnswer): void => {
        if (answer.id !== id) return;
        done();
        resolve(answer);
      };
      const onError = (cause: unknown): void => {
        done();
        reject(
          new CheckFailed({
            error: cause instanceof Error ? cause.name : "Error",
            sqlState: null,
            frames: "",
          }),
        );
      };
      const onExit = (): void => {
        done();
        reject(
          isStopped
            ? new CheckStopped()
            : new CheckFailed({ error: "ThreadEnded", sqlState: null, frames: "" }),
        );
      };
      const done = (): void => {
        thread.off("message", onMessage).off("error", onError).off("exit", onExit);
      };
      thread.on("message", onMessage).on("error", onError).on("exit", onExit);
      thread.postMessage({ id, job } satisfies CheckRequest);
    });

  return {
    check: async (job) => {
      const answer = await queue(() => run(job));
      if ("refusal" in answer) throw new HubError(answer.refusal.code, answer.refusal.details);
      if ("unavailable" in answer) throw databaseUnavailable();
      if ("fault" in answer) throw new CheckFailed(answer.fault);
      return answer.outcome;
    },
    stop: async () => {
      isStopped = true;
      unheed();
      await worker?.terminate();
    },
  };
}
