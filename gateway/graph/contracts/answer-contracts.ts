/** The result for a contract's view: its text, or the reason why there is none. */
import type { Finding } from "../composition/finding.js";
import { applyContracts, type ContractDefinition, type ContractView } from "./contract.js";
import { printApi } from "./print-api.js";

export interface ContractQuestion {
  readonly supergraph: string;
  readonly definitions: readonly ContractDefinition[];
}

/** `sdl`: with types and fields sorted by name. */
export type ContractAnswer =
  | { readonly ok: true; readonly sdl: string }
  | { readonly ok: false; readonly findings: readonly Finding[] };

/** By the contract's name. */
export type ContractAnswers = ReadonlyMap<string, ContractAnswer>;

/**
 * Takes seconds for the hub's own graph: see `apply-apart.ts`. Throws a plain Error for an invalid
 * supergraph.
 */
export function answerContracts({ supergraph, definitions }: ContractQuestion): ContractAnswers {
  return toAnswers(supergraph, applyContracts(supergraph, definitions));
}

export function toAnswers(supergraph: string, views: ReadonlyMap<string, ContractView>): ContractAnswers {
  return new Map(
    [...views].map(([name, view]) => [
      name,
      view.ok ? { ok: true, sdl: printApi(view.schema, supergraph) } : view,
    ]),
  );
}
