/** The one front door: who asks, how large the question is, the plan, the answer. It takes all that it needs as parameters. */
import { ApolloServer } from "@apollo/server";
import { ApolloServerPluginCacheControlDisabled, ApolloServerPluginInlineTraceDisabled, ApolloServerPluginLandingPageDisabled, ApolloServerPluginUsageReportingDisabled } from "@apollo/server/plugin/disabled";
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from "@as-integrations/fastify";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { JSONWebKeySet } from "jose";
import type { Caller } from "#schema/caller.js";
import { ERRORS, HubError } from "#schema/errors.js";
import type { LocalSubgraph, RemoteSubgraph } from "#schema/subgraph.js";
import { createExecutor } from "./execute/executor.js";
import type { GatewayContext } from "./execute/subgraph-client.js";
import { createFormatError, type Log } from "./http/errors.js";
import { createGuard, type DocumentLimits } from "./limits/document.js";
import type { Authenticate } from "./rights/authenticate.js";
import type { SignCaller } from "./rights/sign-caller.js";
import { composeSupergraph } from "./supergraph/compose.js";

export interface GatewayParts {
  readonly subgraphs: readonly (LocalSubgraph | RemoteSubgraph)[];
  readonly authenticate: Authenticate;
  readonly signCaller: SignCaller;
  /** Public keys of the built-in issuer, or null when an identity provider has its own. */
  readonly publicKeys: JSONWebKeySet | null;
  readonly limits: DocumentLimits;
  readonly subgraphTimeoutMs: number;
  readonly log: Log;
}

export interface Gateway {
  /** Adds `/graphql` and `/.well-known/jwks.json`. */
  readonly register: (app: FastifyInstance) => Promise<void>;
  /** The caller of any request, verified once. */
  readonly callerOf: (request: FastifyRequest) => Promise<Caller | null>;
  /** After a subgraph's SDL changed. Throws when they do not compose any more: then the graph stays as it was. */
  readonly recompose: () => void;
  readonly stop: () => Promise<void>;
}

const ANSWER_LIMIT_BYTES = 64 * 1024 * 1024;

export function createGateway(parts: GatewayParts): Gateway {
  const { subgraphs, authenticate, signCaller, publicKeys, limits, subgraphTimeoutMs, log } = parts;
  const compose = (): string => composeSupergraph(subgraphs.map((subgraph) => ({ name: subgraph.name, sdl: subgraph.sdl, url: "url" in subgraph ? subgraph.url : `local:${subgraph.name}` }))).sdl;
  const executor = createExecutor({ supergraph: compose(), subgraphs, signCaller, timeoutMs: subgraphTimeoutMs, limitBytes: ANSWER_LIMIT_BYTES });
  const guard = createGuard(limits);
  const callers = new WeakMap<FastifyRequest, Promise<Caller | null>>();
  let server: ApolloServer<GatewayContext> | null = null;

  const callerOf = (request: FastifyRequest): Promise<Caller | null> => {
    const known = callers.get(request) ?? authenticate(request.headers.authorization);
    callers.set(request, known);
    return known;
  };

  return {
    callerOf,
    recompose: () => { executor.update(compose()); },
    register: async (app) => {
      server = new ApolloServer<GatewayContext>({
        gateway: executor.gateway,
        introspection: true,
        csrfPrevention: true,
        persistedQueries: false,
        stopOnTerminationSignals: false,
        includeStacktraceInErrorResponses: false,
        formatError: createFormatError(log, (code) => code !== "INTERNAL" && Object.hasOwn(ERRORS, code)),
        plugins: [
          fastifyApolloDrainPlugin(app), ApolloServerPluginInlineTraceDisabled(), ApolloServerPluginCacheControlDisabled(),
          ApolloServerPluginUsageReportingDisabled(), ApolloServerPluginLandingPageDisabled(),
        ],
      });
      await server.start();
      const handler = fastifyApolloHandler(server, { context: async (request) => ({ caller: await callerOf(request) }) });
      app.route({
        url: "/graphql", method: ["GET", "POST"],
        // In this order: what cannot be read, who asks, how large the question is. All of it before parsing, validating or planning.
        preHandler: async (request) => {
          refuseMediaType(request);
          await callerOf(request);
          const query = queryOf(request);
          if (query !== null) guard(query);
        },
        handler,
      });
      if (publicKeys) app.get("/.well-known/jwks.json", () => publicKeys);
    },
    stop: async () => {
      await server?.stop();
    },
  };
}

function refuseMediaType(request: FastifyRequest): void {
  const type = request.headers["content-type"];
  if (type === undefined) return;
  const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(type)?.[1];
  if (!/^application\/(?:graphql-response\+)?json\b/i.test(type) || (charset !== undefined && !/^utf-?8$/i.test(charset))) throw new HubError("CONTENT_TYPE");
}

function queryOf(request: FastifyRequest): string | null {
  const from: unknown = request.method === "GET" ? request.query : request.body;
  return typeof from === "object" && from !== null && "query" in from && typeof from.query === "string" ? from.query : null;
}
