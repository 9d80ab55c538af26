/** Applies a contract in a thread of its own, so that requests are answered meanwhile. */
import { Worker } from "node:worker_threads";
import type { ContractAnswer, ContractQuestion } from "./contract-thread.js";

const HEAP_LIMIT_MB = 512;

/** Types and fields of the text are in the order of their names. Rejects with a plain Error when the supergraph is none. */
export function applyApart(question: ContractQuestion): Promise<ContractAnswer> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL("./contract-thread.js", import.meta.url), { workerData: question, resourceLimits: { maxOldGenerationSizeMb: HEAP_LIMIT_MB } });
    thread.unref();
    thread.once("message", (answer: ContractAnswer) => resolve(answer)).once("error", reject).once("exit", () => reject(new Error("the thread ended without an answer")));
  });
}
