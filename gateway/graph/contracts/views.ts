/**
 * The contracts' views of one revision of the graph. Each has its own schema, for validation and
 * introspection; the planner, plans and subgraphs are the graph's. All views are made before the graph is
 * served, so that no client waits for one.
 */
import { setImmediate as nextTurn } from "node:timers/promises";
import { HubError } from "#schema/errors.js";
import type { Log } from "../../log.js";
import { readApi } from "../../engine/plan/planner.js";
import type { ContractDefinition } from "./contract.js";
import type { ContractAnswer, ContractAnswers } from "./answer-contracts.js";
import type { ApplyContracts } from "../kept/apply-kept.js";
import type { Engine, GraphEngine } from "../../engine/engine.js";

export interface View {
  readonly engine: Engine;
  /** The API schema that its clients see, as text. */
  readonly sdl: () => Promise<string>;
}

export interface Views {
  readonly whole: View;
  /** Rejects with CONTRACT_UNKNOWN, or with CONTRACT_UNUSABLE if the contract yields no valid schema. */
  readonly of: (contract: string) => Promise<View>;
  /**
   * Makes all views, each in its own turn of the event loop, and plans the operations of the previous graph's
   * views. A view that cannot be made fails when it is requested.
   */
  readonly prepare: (before: Views | null) => Promise<void>;
  /** The views that were made, by contract. */
  readonly made: () => ReadonlyMap<string, Promise<View>>;
}

export interface ViewsParts {
  readonly supergraph: string;
  readonly engine: GraphEngine;
  readonly contracts: readonly ContractDefinition[];
  readonly applyContracts: ApplyContracts;
  /** The views of the contracts, computed in a thread while the planner is built. */
  readonly applied: Promise<ContractAnswers>;
  /** Receives the reason why a contract cannot be served; clients do not see the hidden elements. */
  readonly log: Log;
}

export function createViews({
  supergraph,
  engine,
  contracts,
  applyContracts,
  applied,
  log,
}: ViewsParts): Views {
  const definitions = new Map(contracts.map((definition) => [definition.name, definition]));
  const made = new Map<string, Promise<View>>();
  const answerOf = async (definition: ContractDefinition): Promise<ContractAnswer | undefined> => {
    // If the thread died (out of memory, for example), all views failed, so each is tried separately.
    const answers = await applied.catch(() => applyContracts({ supergraph, definitions: [definition] }));
    return answers.get(definition.name);
  };
  const make = async (definition: ContractDefinition): Promise<View> => {
    const answer = await answerOf(definition);
    if (answer?.ok === true) {
      const sdl = Promise.resolve(answer.sdl);
      return { engine: engine.view(await readApi(answer.sdl)), sdl: () => sdl };
    }
    log({
      level: "error",
      contract: definition.name,
      findings: answer?.findings.map(({ code, coordinate }) => ({ code, coordinate })),
      message: "A contract leaves no sound graph",
    });
    throw new HubError("CONTRACT_UNUSABLE", { contract: definition.name });
  };
  const views: Views = {
    whole: { engine, sdl: once(() => printWhole(supergraph, applyContracts)) },
    of: (contract) => {
      const definition = definitions.get(contract);
      if (!definition)
        return Promise.reject(
          new HubError("CONTRACT_UNKNOWN", {
            contract: contract.slice(0, SHOWN),
            known: [...definitions.keys()].join("、"),
          }),
        );
      const known =
        made.get(contract) ??
        make(definition).catch((error: unknown) => {
          // CONTRACT_UNUSABLE is permanent for this graph; any other failure may be temporary.
          if (!(error instanceof HubError)) made.delete(contract);
          throw error;
        });
      made.set(contract, known);
      return known;
    },
    prepare: async (before) => {
      for (const contract of definitions.keys()) {
        const [view, old] = await Promise.all([views.of(contract), before?.made().get(contract)]).catch(
          () => [],
        );
        if (view && old) await view.engine.warm(old.engine).catch(() => undefined);
        await nextTurn();
      }
    },
    made: () => made,
  };
  return views;
}

const SHOWN = 100;

/** A contract that hides nothing, so that the thread also prints the whole graph, which takes long. */
const WHOLE: ContractDefinition = {
  name: "whole",
  include: [],
  exclude: [],
  descriptionZh: "",
  descriptionEn: "",
};

async function printWhole(supergraph: string, applyContracts: ApplyContracts): Promise<string> {
  const answer = (await applyContracts({ supergraph, definitions: [WHOLE] })).get(WHOLE.name);
  if (answer?.ok === true) return answer.sdl;
  throw new Error(`The graph has no API schema: ${answer?.findings.map(({ code }) => code).join(", ")}`);
}

/** Memoises a result; a failure is retried at the next call. */
function once(make: () => Promise<string>): () => Promise<string> {
  let made: Promise<string> | null = null;
  return () =>
    (made ??= make().catch((error: unknown) => {
      made = null;
      throw error;
    }));
}
