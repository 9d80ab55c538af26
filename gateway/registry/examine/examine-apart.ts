/**
 * Hands questions to a thread, one after the other, so that no request waits while a graph is composed; and
 * ends it when one takes too long, or too much memory. The thread is started by the first question, and ended
 * when there was none for a minute.
 */
import { Worker } from "node:worker_threads";
import pLimit from "p-limit";
import { HubError } from "#schema/errors.js";
import type { UsesOf } from "../../usage/reader.js";
import type { FromThread, ToThread } from "./examining-thread.js";
import type { Examination, Question } from "./question.js";

export interface ExamineApart {
  /** Rejects with EXAMINATION_TOO_LONG, or with a plain Error for a fault of ours. */
  readonly examine: (question: Question) => Promise<Examination>;
  readonly close: () => Promise<void>;
}

const LIMIT_MS = 120_000;
const IDLE_MS = 60_000;
const HEAP_LIMIT_MB = 2_048;

export function createExamineApart(usesOf: UsesOf): ExamineApart {
  const queue = pLimit(1);
  let worker: Worker | null = null;
  let idle: NodeJS.Timeout | undefined;

  const end = async (): Promise<void> => {
    clearTimeout(idle);
    const open = worker;
    worker = null;
    await open?.terminate();
  };
  const started = (): Worker => {
    if (worker) return worker;
    const made = new Worker(new URL("./examining-thread.js", import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: HEAP_LIMIT_MB },
    });
    made.once("exit", () => {
      if (worker === made) worker = null;
    });
    // One that dies between two questions is replaced at the next.
    made.on("error", () => undefined);
    worker = made;
    return made;
  };
  const ask = (question: Question): Promise<Examination> =>
    new Promise((resolve, reject) => {
      const thread = started();
      thread.ref();
      const tell = (message: ToThread): void => thread.postMessage(message);
      const settle = (give: () => void): void => {
        clearTimeout(timer);
        thread.off("message", onMessage).off("error", onError).off("exit", onExit);
        thread.unref();
        give();
      };
      const giveUp = (reason: Error): void =>
        settle(() => {
          const say = (): void => reject(reason);
          end().then(say, say);
        });
      const tooLong = (): void => giveUp(new HubError("EXAMINATION_TOO_LONG"));
      const timer = setTimeout(tooLong, LIMIT_MS);
      // Out of memory is too long as well; anything else is a fault of ours.
      const onError = (error: Error & { readonly code?: string }): void =>
        settle(() =>
          reject(error.code === "ERR_WORKER_OUT_OF_MEMORY" ? new HubError("EXAMINATION_TOO_LONG") : error),
        );
      const onExit = (): void => settle(() => reject(new Error("The examining thread has ended")));
      const onMessage = (message: FromThread): void => {
        if ("usesOf" in message)
          usesOf(...message.usesOf).then(
            (uses) => tell({ uses }),
            (error: unknown) => giveUp(error instanceof Error ? error : new Error(String(error))),
          );
        else if ("failure" in message) settle(() => reject(new Error(message.failure)));
        else settle(() => resolve(message.examination));
      };
      thread.on("message", onMessage).on("error", onError).on("exit", onExit);
      tell({ question });
    });
  return {
    examine: (question) =>
      queue(async () => {
        clearTimeout(idle);
        try {
          return await ask(question);
        } finally {
          idle = setTimeout(() => {
            end().catch(() => undefined);
          }, IDLE_MS).unref();
        }
      }),
    close: end,
  };
}
