/** Applies contracts in a thread of its own, so that requests are answered meanwhile. */
import { fileURLToPath } from "node:url";
import { Piscina } from "piscina";
import type { ContractAnswers, ContractQuestion } from "./answer-contracts.js";

const HEAP_LIMIT_MB = 512;

/** Rejects with a plain Error when the supergraph is none. */
export async function applyApart(question: ContractQuestion): Promise<ContractAnswers> {
  if (question.definitions.length === 0) return new Map();
  const thread = new Piscina<ContractQuestion, ContractAnswers>({
    filename: fileURLToPath(new URL("./contract-thread.js", import.meta.url)),
    maxThreads: 1,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_LIMIT_MB },
  });
  try {
    return await thread.run(question);
  } finally {
    await thread.destroy();
  }
}
