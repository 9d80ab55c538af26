/**
 * Examines in a worker thread, one question after the other, so that composing blocks no requests. The thread
 * is terminated if a question takes too long or too much memory. It starts at the first question, and ends
 * after an idle minute.
 */
import { randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import { BroadcastChannel } from "node:worker_threads";
import pLimit from "p-limit";
import { Piscina } from "piscina";
import { HubError } from "#schema/errors.js";
import type { UsesOf } from "../../usage/reader.js";
import type { Asked } from "./examining-thread.js";
import type { Examination, Question } from "./question.js";

export interface ExamineApart {
  /** Rejects with EXAMINATION_TOO_LONG, or with a plain Error for a bug. */
  readonly examine: (question: Question) => Promise<Examination>;
  /** Nobody waits any more for what was asked. */
  readonly close: () => Promise<void>;
}

const LIMIT_MS = 120_000;
const IDLE_MS = 60_000;
const HEAP_LIMIT_MB = 2_048;

/** One for the whole process: what it has loaded and compiled serves whoever asks next. */
const pool = new Piscina<Asked, Examination>({
  filename: fileURLToPath(new URL("./examining-thread.js", import.meta.url)),
  minThreads: 0,
  maxThreads: 1,
  idleTimeout: IDLE_MS,
  atomics: "disabled",
  resourceLimits: { maxOldGenerationSizeMb: HEAP_LIMIT_MB },
});
// Who waits for a thread that dies is told; between two questions it is replaced at the next.
pool.on("error", () => undefined);
/** Time counts from when a question is begun with. */
const queue = pLimit(1);

export function createExamineApart(usesOf: UsesOf): ExamineApart {
  const closing = new AbortController();

  const ask = async (question: Question): Promise<Examination> => {
    const given = new AbortController();
    const signal = AbortSignal.any([given.signal, closing.signal]);
    signal.throwIfAborted();
    const uses = new BroadcastChannel(`tongcha uses ${randomUUID()}`);
    const timer = setTimeout(() => given.abort(new HubError("EXAMINATION_TOO_LONG")), LIMIT_MS);
    uses.addEventListener("message", ({ data }: { readonly data: Parameters<UsesOf> }) => {
      usesOf(...data).then(
        (answer) => uses.postMessage(answer),
        (error: unknown) => given.abort(error),
      );
    });
    try {
      return await pool.run({ question, uses: uses.name }, { signal });
    } catch (error) {
      signal.throwIfAborted();
      throw isOutOfMemory(error) ? new HubError("EXAMINATION_TOO_LONG") : error;
    } finally {
      clearTimeout(timer);
      uses.close();
    }
  };
  return {
    examine: (question) => queue(() => ask(question)),
    close: () => {
      closing.abort(new Error("The registry is closed"));
      return Promise.resolve();
    },
  };
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
}
