/**
 * Prepares a revision of the graph for serving: its engine, the plans of the previous revision's operations,
 * the contracts' views, and its connections.
 */
import { hash } from "node:crypto";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { DependenciesOf } from "../freshness/dependencies.js";
import { createEngine } from "../engine/create-engine.js";
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
  /** The previous revision; null for the first. */
  readonly before: Revision | null;
  /** The published data that a plan's answer depends on. */
  readonly dependenciesOf: DependenciesOf;
}

export interface RevisionPreparer {
  /** Rejects when the supergraph is invalid, or no planner can be created for it. */
  readonly prepare: (input: RevisionInput) => Promise<Revision>;
  /** Number of revisions in memory: the served one, and those that requests in flight still use. */
  readonly live: () => number;
}

export interface RevisionPreparerParts {
  readonly makePlanner: MakePlanner;
  readonly refused: Pick<RefusedPlans, "report" | "fail">;
  /** The share of requests that each label of @override applies to. */
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
      // The views report this rejection; an invalid supergraph also fails below.
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
        digest: digestOf(supergraph, members),
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

function digestOf(supergraph: string, members: readonly GraphMember[]): string {
  return hash("sha256", JSON.stringify([supergraph, members]), "base64url");
}

/** Names of departments' subgraphs, whose answers are trimmed to the selected fields. */
function departmentsOf(members: readonly GraphMember[]): ReadonlySet<string> {
  return new Set(members.filter(({ owner }) => owner !== null).map(({ name }) => name));
}
