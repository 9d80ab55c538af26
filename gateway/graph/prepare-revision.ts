/**
 * Makes a state of the graph ready to serve: its engine, the plans of what the one before was asked, the
 * contracts' views, its connections.
 */
import { setImmediate as nextTurn } from "node:timers/promises";
import type { DependenciesOf } from "../freshness/dependencies.js";
import { createEngine } from "../engine/engine.js";
import type { ClientPool } from "../subgraphs/client-pool.js";
import { createViews } from "./contracts/views.js";
import type { Log } from "../log.js";
import { NO_SHARES, type OverrideShares } from "../engine/plan/overrides.js";
import type { RefusedPlans } from "../engine/plan/refused-plans.js";
import type { MakePlanner } from "../engine/plan/planner.js";
import type { ContractDefinition } from "./contracts/contract.js";
import type { ApplyContracts } from "./kept/apply-kept.js";
import { describeForeign } from "./features.js";
import { parseInSlices } from "../engine/parse-in-slices.js";
import type { GraphMember } from "./graph-source.js";
import { createRevision, type Revision } from "./revision.js";

export interface RevisionInput {
  readonly number: number;
  readonly supergraph: string;
  readonly members: readonly GraphMember[];
  /** Null: it is the first. */
  readonly before: Revision | null;
  /** The published data that a plan's answer depends on. */
  readonly dependenciesOf: DependenciesOf;
}

export interface RevisionPreparer {
  /** Rejects when the supergraph is none, or cannot be planned for. */
  readonly prepare: (input: RevisionInput) => Promise<Revision>;
  /** How many are in memory: the one that is served, and those that requests under way still need. */
  readonly live: () => number;
}

export interface RevisionPreparerParts {
  readonly makePlanner: MakePlanner;
  readonly refused: Pick<RefusedPlans, "report" | "fail">;
  /** For how many requests labels of @override hold. */
  readonly shares?: OverrideShares | undefined;
  readonly contracts: readonly ContractDefinition[];
  readonly applyContracts: ApplyContracts;
  readonly pool: ClientPool;
  readonly log: Log;
}

export function createRevisionPreparer({
  makePlanner,
  refused,
  shares = NO_SHARES,
  contracts,
  applyContracts,
  pool,
  log,
}: RevisionPreparerParts): RevisionPreparer {
  let live = 0;
  return {
    live: () => live,
    prepare: async ({ number, supergraph, members, before, dependenciesOf }) => {
      const document = await parseInSlices(supergraph);
      const foreign = describeForeign(document);
      if (foreign !== null) throw new Error(foreign);
      const applied = applyContracts({ supergraph, definitions: contracts });
      // Whoever makes a view of it is told; a supergraph that is none fails below.
      applied.catch(() => undefined);
      const planner = await makePlanner(supergraph, refused.report);
      await nextTurn();
      const engine = createEngine(document, planner, {
        foreign: departmentsOf(members),
        shares,
        onUnplanned: refused.fail,
      });
      const views = createViews({ supergraph, engine, contracts, applyContracts, applied, log });
      try {
        await nextTurn();
        if (before) await engine.warm(before.engine);
        await views.prepare(before?.views ?? null);
      } catch (error) {
        engine.close();
        throw error;
      }
      live += 1;
      return createRevision({
        number,
        engine,
        views,
        dependenciesOf,
        held: pool.hold(members),
        onEnd: () => {
          live -= 1;
        },
      });
    },
  };
}

/** Names of the members of which nothing is taken but what they were asked. */
function departmentsOf(members: readonly GraphMember[]): ReadonlySet<string> {
  return new Set(members.filter(({ owner }) => owner !== null).map(({ name }) => name));
}
