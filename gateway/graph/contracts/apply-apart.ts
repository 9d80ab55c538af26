/**
 * Applies contracts in a thread, to one state of the graph after the other, so that requests are answered
 * meanwhile. The thread is started by the first state, and ended when there was none for a minute: what it has
 * loaded and compiled serves the next.
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

/** Rejects with a plain Error when the supergraph is none. */
export async function applyApart(question: ContractQuestion): Promise<ContractAnswers> {
  return question.definitions.length === 0 ? new Map() : pool.run(question);
}
