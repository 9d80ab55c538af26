/**
 * A standalone gateway for any Federation 2 supergraph: `/graphql`, `/schema.graphql`, the same for each
 * contract, `/health/live`, `/health/ready`. A new supergraph replaces the old one without a restart;
 * requests in flight end on the old one. If the new one cannot be served, the old one stays, and readiness
 * reports it.
 */
import type { FastifyInstance } from "fastify";
import type { GraphQLFormattedError } from "graphql";
import { HubError } from "#schema/errors.js";
import type { SubgraphError } from "#schema/subgraph.js";
import { createServer } from "./adapters/http/create-server.js";
import { listen } from "./adapters/http/listen.js";
import { createIsOperator, DEFAULT_OPERATORS } from "./adapters/http/operators.js";
import { NO_DOCUMENTS } from "./documents/document-source.js";
import type { SupergraphSource } from "./graph/source.js";
import { createSupergraphFile } from "./graph/supergraph-file.js";
import { openGateway, type GatewayLimits, type GatewayParts, type GraphParts } from "./open-gateway.js";
import type { Authenticate } from "./rights/authenticate.js";
import { openForeignClients } from "./subgraphs/open-client.js";

export interface StandaloneOptions
  extends
    Pick<
      GatewayParts,
      "isOperator" | "shareInFlight" | "corsOrigins" | "tracing" | "around" | "logged" | "log"
    >,
    Omit<GraphParts, "source"> {
  readonly source: SupergraphSource;
  readonly host: string;
  readonly port: number;
  readonly limits: GatewayLimits;
  readonly subgraphTimeoutMs: number;
  /** Addresses or networks, joined by commas. */
  readonly trustedProxies: string;
  /** Undefined: every caller is anonymous, and sees no protected element of the graph. */
  readonly authenticate?: Authenticate;
}

export interface StandaloneGateway {
  readonly app: FastifyInstance;
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Throws SUPERGRAPH_INVALID when the first supergraph cannot be served. */
export async function openStandaloneGateway({
  source,
  contracts,
  makePlanner,
  overrideShares,
  host,
  port,
  limits,
  subgraphTimeoutMs,
  trustedProxies,
  authenticate = () => Promise.resolve(null),
  isOperator = createIsOperator(DEFAULT_OPERATORS),
  ...parts
}: StandaloneOptions): Promise<StandaloneGateway> {
  const { log } = parts;
  const file = createSupergraphFile(source, (reason) =>
    log({ level: "error", error: reason, message: "The supergraph cannot be read" }),
  );
  const gateway = await openGateway({
    ...parts,
    limits,
    graph: { source: file, contracts, makePlanner, ...(overrideShares && { overrideShares }) },
    show,
    openClient: openForeignClients({
      timeoutMs: subgraphTimeoutMs,
      answerLimits: limits.answer,
      tracing: parts.tracing ?? null,
    }),
    authenticate,
    isOperator,
    documents: { source: NO_DOCUMENTS, modeOf: () => "open" },
    answers: null,
    usage: null,
  }).catch((error: unknown) => {
    throw new HubError("SUPERGRAPH_INVALID", {
      reason: error instanceof Error ? error.message : String(error),
    });
  });
  const app = createServer({
    trustedProxies,
    log,
    ...(parts.logged && { isAccessLogged: parts.logged.isAccessLogged }),
  });
  app.get("/health/live", () => ({ status: "live" }));
  app.get("/health/ready", (request) => {
    if (!isOperator(request)) return { status: "ready" };
    const problem = file.unreadable() ?? gateway.state().problem;
    const degraded = gateway.degraded();
    return {
      status: "ready",
      planner: gateway.planner(),
      ...(problem === null ? {} : { supergraph: "stale", problem }),
      ...(degraded && { degraded }),
    };
  });
  gateway.register(app);
  return { app, url: await listen(app, { host, port }), close: () => app.close() };
}

/** Shows message, path and code; a subgraph's other extensions (stacks, queries, addresses) are removed. */
function show({ message, path, extensions }: SubgraphError): GraphQLFormattedError {
  const code = extensions?.["code"];
  return {
    message,
    ...(path ? { path } : {}),
    extensions: { code: typeof code === "string" ? code : "SUBGRAPH_ERROR" },
  };
}
