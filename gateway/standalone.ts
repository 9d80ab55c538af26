/**
 * A gateway by itself, for any Federation 2 supergraph: `/graphql`, `/schema.graphql`, those of its contracts, `/health/live`, `/health/ready`.
 * A new supergraph is taken while it serves: requests under way end on the old one. One that cannot be served leaves the old one in place, and
 * readiness says so.
 */
import type { FastifyInstance } from "fastify";
import { parse, type GraphQLFormattedError } from "graphql";
import { HubError } from "#schema/errors.js";
import { READ_FOR_ONE_WRITTEN, type AnswerLimits } from "#schema/runtime/meter.js";
import type { SubgraphError } from "#schema/subgraph.js";
import { createCostGuard, UNLIMITED_COSTS, type CostRules } from "./limits/cost.js";
import { NO_DOCUMENTS } from "./documents/document-source.js";
import { openDocuments } from "./documents/documents.js";
import { createClientPool } from "./subgraphs/client-pool.js";
import { joinCalls } from "./subgraphs/join-calls.js";
import { remoteClient } from "./subgraphs/subgraph-client.js";
import { createServer } from "./adapters/http/create-server.js";
import type { Log } from "./log.js";
import { listen } from "./adapters/http/listen.js";
import { registerGraphQL } from "./adapters/http/graphql.js";
import { registerMetrics } from "./adapters/http/metrics.js";
import { registerSchema } from "./adapters/http/schema.js";
import { createLive } from "./adapters/live.js";
import { createGuard, type DocumentLimits } from "./limits/document.js";
import type { LiveLimits } from "./limits/live-places.js";
import { createPlanningBudgets } from "./limits/planning-budget.js";
import type { OverrideShares } from "./engine/plan/overrides.js";
import { createRefusedPlans } from "./engine/plan/refused-plans.js";
import type { MakePlanner } from "./engine/plan/planner.js";
import { applyApart } from "./graph/contracts/apply-apart.js";
import type { ContractDefinition } from "./graph/contracts/contract.js";
import { readGraphs, type NamedGraph } from "./graph/read-graphs.js";
import { createRevisionPreparer } from "./graph/prepare-revision.js";
import { degradedOf, type Revision } from "./graph/revision.js";
import { createRollout } from "./graph/rollout.js";
import type { SupergraphSource } from "./graph/source.js";

export interface StandaloneOptions {
  readonly source: SupergraphSource;
  readonly makePlanner: MakePlanner;
  readonly host: string;
  readonly port: number;
  readonly contracts: readonly ContractDefinition[];
  readonly limits: DocumentLimits;
  readonly subgraphTimeoutMs: number;
  readonly operationTimeoutMs: number;
  readonly answerLimits: AnswerLimits;
  /** Processor time per client and minute for queries that nobody has asked before, in milliseconds. */
  readonly planningBudgetMs: number;
  /** Without it nothing is refused for its cost. */
  readonly costs?: CostRules;
  /** For how many requests labels of @override hold. Without it those alone that a request names. */
  readonly overrideShares?: OverrideShares;
  /** Addresses or networks, joined by commas. */
  readonly trustedProxies: string;
  readonly shareInFlight: boolean;
  /** Pages that may ask: `*`, or origins joined by commas. */
  readonly corsOrigins: string;
  readonly live: LiveLimits;
  readonly log: Log;
}

export interface StandaloneGateway { readonly app: FastifyInstance; readonly url: string; readonly close: () => Promise<void> }

/** Whoever gave the supergraph chose its subgraphs. */
const NO_DEPARTMENTS: ReadonlySet<string> = new Set();

/** Throws SUPERGRAPH_INVALID when the first supergraph cannot be served. */
export async function openStandaloneGateway(options: StandaloneOptions): Promise<StandaloneGateway> {
  const { source, makePlanner, log } = options;
  const pool = createClientPool(({ name, url }) => {
    const client = remoteClient({ kind: "own", name, url, sign: null, timeoutMs: options.subgraphTimeoutMs, limitBytes: READ_FOR_ONE_WRITTEN * options.answerLimits.bytes, streams: "graphql-ws" });
    return options.shareInFlight ? joinCalls(client) : client;
  }, (error) => log({ level: "warn", error: String(error), message: "A connection could not be ended" }));
  const refused = createRefusedPlans(log);
  const preparer = createRevisionPreparer({ makePlanner, refused, shares: options.overrideShares, contracts: options.contracts, applyContracts: applyApart, pool, log });
  const makeRevision = async (number: number, supergraph: string, before: Revision | null): Promise<Revision> => preparer.prepare({ number, supergraph, members: readMembers(supergraph), departments: NO_DEPARTMENTS, dependenciesOf: () => null, before });
  let latest = await firstText(source);
  const rollout = createRollout<Revision>({
    first: await makeRevision(0, latest, null).catch((error: unknown) => { throw toInvalid(error); }),
    make: (number, before) => makeRevision(number, latest, before),
    onState: ({ problem }) => {
      live.graphChanged();
      if (problem !== null) log({ level: "error", error: problem, message: "The new supergraph is not served" });
    },
  });
  let unreadable: string | null = null;
  const costs = createCostGuard(options.costs ?? UNLIMITED_COSTS, log);
  const common = {
    revision: rollout.current, documents: await openDocuments({ source: NO_DOCUMENTS, modeOf: () => "open", log }), guard: createGuard(options.limits), budgetOf: createPlanningBudgets(options.planningBudgetMs),
    costs, operationTimeoutMs: options.operationTimeoutMs, answerLimits: options.answerLimits, usage: null, show,
  } as const;
  const live = createLive({ ...common, limits: options.live, authenticate: () => Promise.resolve(null), onFault: (error) => log({ level: "error", error: reasonOf(error), message: "A stream failed" }) });

  const app = createServer({ trustedProxies: options.trustedProxies, log });
  app.get("/health/live", () => ({ status: "live" }));
  app.get("/health/ready", () => {
    const problem = unreadable ?? rollout.state().problem;
    const degraded = degradedOf(rollout.current());
    return { status: "ready", planner: rollout.current().engine.planner, ...(problem === null ? {} : { supergraph: "stale", problem }), ...(degraded && { degraded }) };
  });
  registerGraphQL(app, {
    ...common, callerOf: () => Promise.resolve(null), shareInFlight: options.shareInFlight, cache: null, repeats: null, corsOrigins: options.corsOrigins, live,
  });
  live.register(app);
  registerSchema(app, () => rollout.current().views);
  registerMetrics(app, { state: rollout.state, clients: () => rollout.current().clients, liveRevisions: preparer.live, open: live.open, costs, refused, repeats: null });
  const url = await listen(app, options);
  const unwatch = source.watch((text) => {
    unreadable = null;
    if (text === latest) return;
    latest = text;
    rollout.want(rollout.state().wanted + 1);
  }, (error) => {
    const said = reasonOf(error);
    if (said !== unreadable) log({ level: "error", error: said, message: "The supergraph cannot be read" });
    unreadable = said;
  });
  return {
    app, url,
    close: async () => {
      await unwatch();
      await app.close();
      rollout.close();
    },
  };
}

function readMembers(supergraph: string): readonly NamedGraph[] {
  const members = readGraphs(parse(supergraph, { noLocation: true }));
  if (members.length === 0) throw new Error("it names no subgraph");
  for (const { name, url } of members) if (!/^https?:\/\//.test(url)) throw new Error(`the subgraph ${name} is at "${url}", which is no http address`);
  return members;
}

async function firstText(source: SupergraphSource): Promise<string> {
  try {
    return await source.read();
  } catch (error) {
    throw toInvalid(error);
  }
}

function toInvalid(error: unknown): HubError {
  return new HubError("SUPERGRAPH_INVALID", { reason: reasonOf(error) });
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Message, place and code; what else a subgraph tells (stacks, queries, addresses) is not for clients. */
function show({ message, path, extensions }: SubgraphError): GraphQLFormattedError {
  const code = extensions?.["code"];
  return { message, ...(path ? { path } : {}), extensions: { code: typeof code === "string" ? code : "SUBGRAPH_ERROR" } };
}
