/**
 * The graph that Apollo Server serves through this gateway: one revision at a time, each with its own engine,
 * plans and connections.
 */
import { describeError } from "#schema/runtime/describe-error.js";
import { GraphQLSchema } from "graphql";
import type { Engine } from "../../engine/engine.js";
import { openPlanner } from "../../engine/plan/open-planner.js";
import { createRefusedPlans } from "../../engine/plan/refused-plans.js";
import { createDependencies } from "../../freshness/dependencies.js";
import { applyApart } from "../../graph/contracts/apply-apart.js";
import { createRevisionPreparer } from "../../graph/prepare-revision.js";
import { readForeignMembers } from "../../graph/foreign-members.js";
import type { Revision } from "../../graph/revision.js";
import { createRollout } from "../../graph/rollout.js";
import type { Log } from "../../log.js";
import { createClientPool } from "../../subgraphs/client-pool.js";
import type { OpenClient } from "../../subgraphs/open-client.js";

/** One revision of the graph, as Apollo Server uses it. */
export interface Served {
  readonly supergraph: string;
  readonly revision: Revision;
  /** The engine, without @defer, which Apollo Server does not support with a gateway. */
  readonly engine: Engine;
}

export interface ServedGraph {
  readonly current: () => Served;
  /**
   * Prepares and then serves another supergraph. If it cannot be served, that is logged, and the old one
   * stays.
   */
  readonly take: (supergraph: string) => void;
  readonly close: () => Promise<void>;
}

export interface ServedGraphParts {
  readonly supergraph: string;
  readonly openClient: OpenClient;
  readonly onServed: (served: Served) => void;
  readonly log: Log;
}

/** Rejects with the error in the first supergraph. */
export async function openServedGraph({
  supergraph,
  openClient,
  onServed,
  log,
}: ServedGraphParts): Promise<ServedGraph> {
  const pool = createClientPool(openClient, (error) =>
    log({ level: "warn", error: String(error), message: "A connection could not be ended" }),
  );
  const preparer = createRevisionPreparer({
    makePlanner: await openPlanner(),
    refused: createRefusedPlans(log),
    contracts: [],
    applyContracts: applyApart,
    pool,
    log,
  });
  const servedBy = new WeakMap<Revision, Served>();
  let [latest, number] = [supergraph, 1];
  const make = async (number: number, before: Revision | null): Promise<Revision> => {
    const text = latest;
    const members = await readForeignMembers(text);
    const revision = await preparer.prepare({
      number,
      supergraph: text,
      members,
      before,
      dependenciesOf: createDependencies([]),
    });
    servedBy.set(revision, {
      supergraph: text,
      revision,
      engine: revision.engine.view(withoutDefer(revision.engine.schema)),
    });
    return revision;
  };
  const servedAs = (revision: Revision): Served => {
    const served = servedBy.get(revision);
    if (!served) throw new Error(`Revision ${revision.number} of the graph is none of this gateway's`);
    return served;
  };
  const rollout = createRollout<Revision>({
    first: await make(1, null),
    make,
    onState: ({ problem }, error) => {
      if (problem === null) onServed(servedAs(rollout.current()));
      else
        log({
          level: "error",
          ...describeError(error),
          message: "A new supergraph cannot be served, and the old one stays",
        });
    },
  });
  onServed(servedAs(rollout.current()));
  return {
    current: () => servedAs(rollout.current()),
    take: (text) => {
      if (text === latest) return;
      [latest, number] = [text, number + 1];
      rollout.want(number);
    },
    close: async () => {
      await rollout.settled();
      rollout.close();
    },
  };
}

function withoutDefer(schema: GraphQLSchema): GraphQLSchema {
  const config = schema.toConfig();
  return new GraphQLSchema({
    ...config,
    directives: config.directives.filter(({ name }) => name !== "defer"),
    assumeValid: true,
  });
}
