/** The one front door: who asks, how large the question is, the plan, the answer. It takes all that it needs as parameters. */
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { JSONWebKeySet } from "jose";
import type { Caller } from "#schema/caller.js";
import { ERRORS } from "#schema/errors.js";
import type { LocalSubgraph, RemoteSubgraph } from "#schema/subgraph.js";
import { createEngine } from "./execute/engine.js";
import { joinCalls } from "./execute/join-calls.js";
import { localClient, remoteClient, type SubgraphClient } from "./execute/subgraph-client.js";
import { createShowError, type Log } from "./http/errors.js";
import { registerGraphQL, type Revision } from "./http/graphql.js";
import { createGuard, type DocumentLimits } from "./limits/document.js";
import { createPlanningBudgets } from "./limits/planning-budget.js";
import type { MakePlanner } from "./plan/planner.js";
import type { Authenticate } from "./rights/authenticate.js";
import type { SignCaller } from "./rights/sign-caller.js";
import { composeSupergraph } from "./supergraph/compose.js";

export interface GatewayParts {
  readonly subgraphs: readonly (LocalSubgraph | RemoteSubgraph)[];
  readonly makePlanner: MakePlanner;
  readonly authenticate: Authenticate;
  readonly signCaller: SignCaller;
  /** Public keys of the built-in issuer, or null when an identity provider has its own. */
  readonly publicKeys: JSONWebKeySet | null;
  readonly limits: DocumentLimits;
  readonly subgraphTimeoutMs: number;
  readonly operationTimeoutMs: number;
  /** Processor time per client and minute for queries that nobody has asked before, in milliseconds. */
  readonly planningBudgetMs: number;
  readonly shareInFlight: boolean;
  readonly log: Log;
}

export interface Gateway {
  /** Adds `/graphql` and `/.well-known/jwks.json`. */
  readonly register: (app: FastifyInstance) => void;
  /** The caller of any request, verified once. */
  readonly callerOf: (request: FastifyRequest) => Promise<Caller | null>;
  /** After a subgraph's SDL changed. Throws when they do not compose any more: then the graph stays as it was. */
  readonly recompose: () => void;
}

const ANSWER_LIMIT_BYTES = 64 * 1024 * 1024;

export function createGateway(parts: GatewayParts): Gateway {
  const { subgraphs, makePlanner, authenticate, signCaller, publicKeys, limits, subgraphTimeoutMs, operationTimeoutMs, shareInFlight, log } = parts;
  const openClient = (subgraph: LocalSubgraph | RemoteSubgraph): SubgraphClient =>
    "execute" in subgraph ? localClient(subgraph) : remoteClient({ name: subgraph.name, url: subgraph.url, sign: signCaller, timeoutMs: subgraphTimeoutMs, limitBytes: ANSWER_LIMIT_BYTES });
  const clients = new Map(subgraphs.map((subgraph) => [subgraph.name, shareInFlight ? joinCalls(openClient(subgraph)) : openClient(subgraph)]));
  const compose = (): Revision => {
    const { sdl } = composeSupergraph(subgraphs.map((subgraph) => ({ name: subgraph.name, sdl: subgraph.sdl, url: "url" in subgraph ? subgraph.url : `local:${subgraph.name}` })));
    return { engine: createEngine(sdl, makePlanner(sdl)), clients, inFlight: new Map() };
  };
  let revision = compose();
  const guard = createGuard(limits);
  const budgetOf = createPlanningBudgets(parts.planningBudgetMs);
  const callers = new WeakMap<FastifyRequest, Promise<Caller | null>>();

  const callerOf = (request: FastifyRequest): Promise<Caller | null> => {
    const known = callers.get(request) ?? authenticate(request.headers.authorization);
    callers.set(request, known);
    return known;
  };

  return {
    callerOf,
    recompose: () => {
      const before = revision.engine;
      revision = compose();
      before.close();
      revision.engine.warm(before).catch((error: unknown) => log({ level: "warn", error: error instanceof Error ? error.message : String(error), message: "The new graph could not be warmed" }));
    },
    register: (app) => {
      registerGraphQL(app, { revision: () => revision, callerOf, guard, budgetOf, operationTimeoutMs, shareInFlight, show: createShowError(log, (code) => code !== "INTERNAL" && Object.hasOwn(ERRORS, code)) });
      app.addHook("onClose", async () => {
        revision.engine.close();
        await Promise.all([...clients.values()].map(({ close }) => close()));
      });
      if (publicKeys) app.get("/.well-known/jwks.json", () => publicKeys);
    },
  };
}
