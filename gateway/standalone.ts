/**
 * A gateway by itself, for any Federation 2 supergraph: `/graphql`, `/health/live`, `/health/ready`. A new supergraph is taken while it
 * serves: requests under way end on the old one. One that cannot be served leaves the old one in place, and readiness says so.
 */
import Fastify from "fastify";
import { parse, type GraphQLFormattedError } from "graphql";
import { HubError } from "#schema/errors.js";
import type { SubgraphError } from "#schema/subgraph.js";
import { createEngine } from "./execute/engine.js";
import { joinCalls } from "./execute/join-calls.js";
import { remoteClient } from "./execute/subgraph-client.js";
import { createErrorHandler, type Log } from "./http/errors.js";
import { registerGraphQL, type Revision } from "./http/graphql.js";
import { createGuard, type DocumentLimits } from "./limits/document.js";
import { createPlanningBudgets } from "./limits/planning-budget.js";
import type { MakePlanner } from "./plan/planner.js";
import { readGraphs } from "./supergraph/read-graphs.js";
import type { SupergraphSource } from "./supergraph/source.js";

export interface StandaloneOptions {
  readonly source: SupergraphSource;
  readonly makePlanner: MakePlanner;
  readonly host: string;
  readonly port: number;
  readonly limits: DocumentLimits;
  readonly subgraphTimeoutMs: number;
  readonly operationTimeoutMs: number;
  /** Processor time per client and minute for queries that nobody has asked before, in milliseconds. */
  readonly planningBudgetMs: number;
  /** Addresses or networks, joined by commas. */
  readonly trustedProxies: string;
  readonly shareInFlight: boolean;
  readonly log: Log;
}

export interface StandaloneGateway { readonly url: string; readonly close: () => Promise<void> }

const BODY_LIMIT_BYTES = 1024 * 1024;
const ANSWER_LIMIT_BYTES = 64 * 1024 * 1024;

/** Throws SUPERGRAPH_INVALID when the first supergraph cannot be served. */
export async function openStandaloneGateway(options: StandaloneOptions): Promise<StandaloneGateway> {
  const { source, makePlanner, log } = options;
  const makeRevision = (sdl: string): Revision => {
    const clients = readGraphs(parse(sdl, { noLocation: true })).map(({ name, url }) => {
      if (!/^https?:\/\//.test(url)) throw new Error(`the subgraph ${name} is at "${url}", which is no http address`);
      const client = remoteClient({ name, url, sign: null, timeoutMs: options.subgraphTimeoutMs, limitBytes: ANSWER_LIMIT_BYTES });
      return [name, options.shareInFlight ? joinCalls(client) : client] as const;
    });
    if (clients.length === 0) throw new Error("it names no subgraph");
    return { engine: createEngine(sdl, makePlanner(sdl)), clients: new Map(clients), inFlight: new Map() };
  };
  let revision = await firstRevision(source, makeRevision);
  let problem: string | null = null;
  const fail = (error: unknown): void => {
    const said = error instanceof Error ? error.message : String(error);
    if (said !== problem) log({ level: "error", error: said, message: "The new supergraph is not served" });
    problem = said;
  };

  const app = Fastify({ bodyLimit: BODY_LIMIT_BYTES, forceCloseConnections: "idle", trustProxy: options.trustedProxies === "" ? false : options.trustedProxies });
  app.setErrorHandler(createErrorHandler(log));
  app.get("/health/live", () => ({ status: "live" }));
  app.get("/health/ready", () => ({ status: "ready", planner: revision.engine.planner, ...(problem === null ? {} : { supergraph: "stale", problem }) }));
  registerGraphQL(app, {
    revision: () => revision, callerOf: () => Promise.resolve(null), guard: createGuard(options.limits), budgetOf: createPlanningBudgets(options.planningBudgetMs),
    operationTimeoutMs: options.operationTimeoutMs, shareInFlight: options.shareInFlight, show,
  });
  const url = await app.listen({ host: options.host, port: options.port });
  const unwatch = source.watch((sdl) => {
    try {
      // The connections of the one before end by themselves when nothing uses them.
      const before = revision.engine;
      revision = makeRevision(sdl);
      before.close();
      problem = null;
      revision.engine.warm(before).catch(fail);
    } catch (error) {
      fail(error);
    }
  }, fail);
  return {
    url,
    close: async () => {
      unwatch();
      await app.close();
      revision.engine.close();
      await Promise.all([...revision.clients.values()].map(({ close }) => close()));
    },
  };
}

async function firstRevision(source: SupergraphSource, make: (sdl: string) => Revision): Promise<Revision> {
  try {
    return make(await source.read());
  } catch (error) {
    throw new HubError("SUPERGRAPH_INVALID", { reason: error instanceof Error ? error.message : String(error) });
  }
}

/** Message, place and code; what else a subgraph tells (stacks, queries, addresses) is not for clients. */
function show({ message, path, extensions }: SubgraphError): GraphQLFormattedError {
  const code = extensions?.["code"];
  return { message, ...(path ? { path } : {}), extensions: { code: typeof code === "string" ? code : "SUBGRAPH_ERROR" } };
}
