/**
 * The contracts' views of one state of the graph. Each has a schema of its own, against which its operations are read and which it tells of
 * itself; planner, plans and subgraphs are the graph's. A view is made when it is first asked for, and stays.
 */
import { HubError } from "#schema/errors.js";
import type { Log } from "../http/errors.js";
import { readApi } from "../plan/planner.js";
import { applyApart } from "../supergraph/apply-apart.js";
import type { ContractDefinition } from "../supergraph/contract.js";
import { printApi } from "../supergraph/print-api.js";
import type { Engine, GraphEngine } from "./engine.js";

export interface View {
  readonly engine: Engine;
  /** What its clients see, as text. */
  readonly sdl: () => string;
}

export interface Views {
  readonly whole: View;
  /** Rejects with CONTRACT_UNKNOWN, or with CONTRACT_UNUSABLE when what it leaves is no sound graph. */
  readonly of: (contract: string) => Promise<View>;
  /** Makes the views that the graph before had, in the background, and plans what they were asked. */
  readonly warm: (before: Views) => void;
  /** Those that were asked for; null for one that was asked of the graph before, and is not made yet. */
  readonly wanted: () => ReadonlyMap<string, Promise<View> | null>;
}

export interface ViewsParts {
  readonly supergraph: string;
  readonly engine: GraphEngine;
  readonly contracts: readonly ContractDefinition[];
  /** Why a contract cannot be served; clients are not told what is hidden. */
  readonly log: Log;
}

export function createViews({ supergraph, engine, contracts, log }: ViewsParts): Views {
  const definitions = new Map(contracts.map((definition) => [definition.name, definition]));
  const wanted = new Map<string, Promise<View> | null>();
  const make = async (definition: ContractDefinition): Promise<View> => {
    const answer = await applyApart({ supergraph, definition });
    if (!answer.ok) {
      log({ level: "error", contract: definition.name, findings: answer.findings, message: "A contract leaves no sound graph" });
      throw new HubError("CONTRACT_UNUSABLE", { contract: definition.name });
    }
    return { engine: engine.view(readApi(answer.sdl)), sdl: () => answer.sdl };
  };
  const follow = async (inUse: readonly (readonly [string, Promise<View> | null])[]): Promise<void> => {
    for (const [contract, earlier] of inUse) {
      if (engine.isClosed()) return;
      // One that cannot be made, and a query that cannot be planned, are told when they are asked for.
      const [view, old] = await Promise.all([views.of(contract), earlier]).catch(() => [null, null]);
      if (view && old) await view.engine.warm(old.engine).catch(() => null);
    }
  };
  const views: Views = {
    whole: { engine, sdl: once(() => printApi(engine.schema, supergraph)) },
    of: async (contract) => {
      const definition = definitions.get(contract);
      if (!definition) throw new HubError("CONTRACT_UNKNOWN", { contract: contract.slice(0, SHOWN), known: [...definitions.keys()].join("、") });
      const known = wanted.get(contract) ?? make(definition).catch((error: unknown) => {
        // Unusable it stays, as the graph does; anything else may pass.
        if (!(error instanceof HubError)) wanted.delete(contract);
        throw error;
      });
      wanted.set(contract, known);
      return known;
    },
    warm: (before) => {
      const inUse = [...before.wanted()].filter(([contract]) => definitions.has(contract));
      // Known at once: another graph may come before they are made.
      for (const [contract] of inUse) if (!wanted.has(contract)) wanted.set(contract, null);
      void follow(inUse);
    },
    wanted: () => wanted,
  };
  return views;
}

const SHOWN = 100;

function once(make: () => string): () => string {
  let known: string | null = null;
  return () => (known ??= make());
}
