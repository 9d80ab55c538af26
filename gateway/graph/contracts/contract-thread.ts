/** The thread that applies contracts to one state of the graph: see `apply-apart.ts`. */
import { parentPort, workerData } from "node:worker_threads";
import type { Finding } from "../composition/finding.js";
import { applyContracts, type ContractDefinition } from "./contract.js";
import { printApi } from "./print-api.js";

export interface ContractQuestion {
  readonly supergraph: string;
  readonly definitions: readonly ContractDefinition[];
}

/** `sdl`: types and fields are in the order of their names. */
export type ContractAnswer =
  | { readonly ok: true; readonly sdl: string }
  | { readonly ok: false; readonly findings: readonly Finding[] };

/** By the contract's name. */
export type ContractAnswers = ReadonlyMap<string, ContractAnswer>;

// the one thread that starts this file passes exactly this
const { supergraph, definitions }: ContractQuestion = workerData;
const answers = [...applyContracts(supergraph, definitions)].map(([name, view]): [string, ContractAnswer] => [
  name,
  view.ok ? { ok: true, sdl: printApi(view.schema, supergraph) } : view,
]);
parentPort?.postMessage(new Map(answers) satisfies ContractAnswers);
