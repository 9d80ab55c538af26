/**
 * Applies contracts in a thread, to one revision of the graph after the other, without blocking requests. The
 * thread starts at the first revision, and ends after an idle minute; meanwhile its loaded and compiled code
 * is reused.
 */
import { fileURLToPath } from "node:url";
import { Piscina } from "piscina";
import type { ContractAnswers, ContractQuestion } from "./answer-contracts.js";

const HEAP_LIMIT_MB = 512;
const IDLE_MS = 60_000;

const pool = new Piscina<ContractQuestion, ContractAnswers>({
  filename: fileURLToPath(new URL("./contract-thread.js", import.meta.url)),
  minThreads: 0,
  maxThreads: 1,
  idleTimeout: IDLE_MS,
  resourceLimits: { maxOldGenerationSizeMb: HEAP_LIMIT_MB },
});

/** Rejects with a plain Error for an invalid supergraph. */
export async function applyApart(question: ContractQuestion): Promise<ContractAnswers> {
  return question.definitions.length === 0 ? new Map() : pool.run(question);
}
