/** Applies contracts in a thread of its own, so that requests are answered meanwhile. */
import { Worker } from "node:worker_threads";
import type { ContractAnswers, ContractQuestion } from "./answer-contracts.js";

const HEAP_LIMIT_MB = 512;

/** Rejects with a plain Error when the supergraph is none. */
export function applyApart(question: ContractQuestion): Promise<ContractAnswers> {
  if (question.definitions.length === 0) return Promise.resolve(new Map());
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL("./contract-thread.js", import.meta.url), {
      workerData: question,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_LIMIT_MB },
    });
    thread.unref();
    thread
      .once("message", (answers: ContractAnswers) => resolve(answers))
      .once("error", reject)
      .once("exit", () => reject(new Error("the thread ended without an answer")));
  });
}
