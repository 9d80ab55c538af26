/** Hands checks to the worker thread, one at a time, and starts another thread when one dies. */
import { Worker } from "node:worker_threads";
import type { DatabaseConnection } from "#kit";
import { HubError } from "#schema/errors.js";
import type { CheckJob, CheckOutcome } from "./check-job.js";
import type { CheckAnswer, CheckRequest } from "./check-worker.js";

export interface CheckerThread {
  /** Throws the HubError by which the whole file is refused, or an Error when the check itself failed. */
  readonly check: (job: CheckJob) => Promise<CheckOutcome>;
  readonly stop: () => Promise<void>;
}

/** Enough for the rows under way; a file never needs more, however long it is. */
const HEAP_LIMIT_MB = 512;
/** Rows live shortly: a small nursery is collected often and keeps the process small. */
const YOUNG_LIMIT_MB = 24;

export function createCheckerThread(connection: DatabaseConnection): CheckerThread {
  let worker: Worker | null = null;
  let last: Promise<unknown> = Promise.resolve();
  let nextId = 1;

  const started = (): Worker => {
    if (worker) return worker;
    const made = new Worker(new URL("./check-worker.js", import.meta.url), { workerData: connection, resourceLimits: { maxOldGenerationSizeMb: HEAP_LIMIT_MB, maxYoungGenerationSizeMb: YOUNG_LIMIT_MB } });
    made.once("exit", () => { if (worker === made) worker = null; });
    made.unref();
    worker = made;
    return made;
  };

  const run = (job: CheckJob): Promise<CheckAnswer> => new Promise((resolve, reject) => {
    const thread = started();
    const id = nextId++;
    const onMessage = (answer: CheckAnswer): void => {
      if (answer.id !== id) return;
      done();
      resolve(answer);
    };
    const onEnd = (cause: unknown): void => {
      done();
      reject(cause instanceof Error ? cause : new Error("The checking thread ended"));
    };
    const done = (): void => {
      thread.off("message", onMessage).off("error", onEnd).off("exit", onEnd);
      thread.unref();
    };
    thread.on("message", onMessage).on("error", onEnd).on("exit", onEnd);
    thread.ref();
    thread.postMessage({ id, job } satisfies CheckRequest);
  });

  return {
    check: async (job) => {
      const turn = last.then(() => run(job));
      last = turn.catch(() => undefined);
      const answer = await turn;
      if ("refusal" in answer) throw new HubError(answer.refusal.code, answer.refusal.details);
      if ("fault" in answer) throw new Error(answer.fault);
      return answer.outcome;
    },
    stop: async () => {
      await worker?.terminate();
    },
  };
}
