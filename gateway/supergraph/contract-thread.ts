/** The thread that applies one contract: see `apply-apart.ts`. */
import { parentPort, workerData } from "node:worker_threads";
import type { Finding } from "./finding.js";
import { applyContract, type ContractDefinition } from "./contract.js";
import { printApi } from "./print-api.js";

export interface ContractQuestion {
  readonly supergraph: string;
  readonly definition: ContractDefinition;
}

export type ContractAnswer = { readonly ok: true; readonly sdl: string } | { readonly ok: false; readonly findings: readonly Finding[] };

const { supergraph, definition }: ContractQuestion = workerData; // the one thread that starts this file passes exactly this
const view = applyContract(supergraph, definition);
parentPort?.postMessage((view.ok ? { ok: true, sdl: printApi(view.schema, supergraph) } : view) satisfies ContractAnswer);
