/**
 * A subgraph in a process of its own is served by Apollo Server, as departments' services are: whoever writes
 * a plug-in writes it for both. Operations are run by the subgraph itself, through the interface that Apollo
 * Server has for gateways. A request that cannot be executed is refused before Apollo Server, in the hub's
 * own words.
 */
import { ApolloServer, type ApolloServerPlugin, type BaseContext } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from "@apollo/server/plugin/disabled";
import type {
  GatewayExecutionResult,
  GatewayInterface,
  GatewaySchemaLoadOrUpdateCallback,
} from "@apollo/server-gateway-interface";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { GraphQLError } from "graphql";
import type { Caller } from "#schema/caller.js";
import { HubError } from "#schema/errors.js";
import type { SubgraphError } from "#schema/subgraph.js";
import { describeLibrary } from "../../gateway/log.js";
import type { Log } from "../../services/kit/graph/resolve/hub-request.js";
import type { RebuildableSubgraph } from "../../services/kit/graph/serve/execute-locally.js";
import { answerInTime, type Between, type BoundRequest } from "../../services/kit/graph/serve/serve.js";

/** The `contextValue` of a plug-in. */
export interface PluginContext extends BaseContext {
  /** The caller, as signed by the gateway; null: nobody signed in. */
  readonly caller: Caller | null;
}

export type SubgraphPlugin = ApolloServerPlugin<PluginContext>;

export interface ApolloSubgraph {
  readonly between: Between;
  /** After the subgraph was made anew. */
  readonly follow: () => void;
}

/** Started; it stops with the app. */
export async function openApolloSubgraph(
  app: FastifyInstance,
  subgraph: RebuildableSubgraph,
  plugins: readonly SubgraphPlugin[],
  log: Log,
): Promise<ApolloSubgraph> {
  const { gateway, follow } = gatewayOf(subgraph);
  const server = new ApolloServer<Asking>({
    gateway,
    logger: loggerOf(log),
    introspection: true,
    csrfPrevention: false,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ...plugins,
    ],
  });
  await server.start();
  app.addHook("onClose", () => server.stop());
  const asking = new WeakMap<FastifyRequest, Asking>();
  const handle = fastifyApolloHandler<Asking>(server, {
    context: (request) => {
      const found = asking.get(request);
      return found ? Promise.resolve(found) : Promise.reject(new Error("The request was not read"));
    },
  });
  return {
    follow,
    between: {
      takes: subgraph.isSound,
      answer: async (asked, request, reply) => {
        const { query, operationName, variables, caller } = asked;
        asking.set(request, { caller, asked: new Asked(asked) });
        request.body = {
          query,
          ...(operationName !== undefined && { operationName }),
          ...(variables && { variables }),
        };
        return handle.call(app, request, reply);
      },
    },
  };
}

interface Asking extends PluginContext {
  readonly asked: Asked;
}

/** Known again in what Apollo Server hands on. */
class Asked {
  constructor(readonly request: BoundRequest) {}
}

function gatewayOf(subgraph: RebuildableSubgraph): {
  readonly gateway: GatewayInterface;
  readonly follow: () => void;
} {
  const listeners = new Set<GatewaySchemaLoadOrUpdateCallback>();
  const follow = (): void => {
    for (const tell of listeners) tell({ apiSchema: subgraph.schema, coreSupergraphSdl: subgraph.sdl });
  };
  return {
    follow,
    gateway: {
      load: () => {
        follow();
        return Promise.resolve({ executor: ({ context }) => execute(subgraph, context["asked"]) });
      },
      onSchemaLoadOrUpdate: (tell) => {
        listeners.add(tell);
        return () => listeners.delete(tell);
      },
      stop: () => Promise.resolve(),
    },
  };
}

async function execute(subgraph: RebuildableSubgraph, asked: unknown): Promise<GatewayExecutionResult> {
  if (!(asked instanceof Asked)) throw new Error("A plug-in has replaced the request's context");
  try {
    const { data, errors } = await answerInTime(subgraph, asked.request);
    return {
      ...(data !== undefined && { data: data && { ...data } }),
      ...(errors && { errors: errors.map(toError) }),
    };
  } catch (error) {
    if (error instanceof HubError) throw toRefusal(error);
    throw error;
  }
}

/** The status is 200 whatever the answer says; Apollo Server takes it from the errors. */
function toError({ message, path, extensions }: SubgraphError): GraphQLError {
  return new GraphQLError(message, {
    path: path ?? null,
    extensions: { ...extensions, http: { status: 200 } },
  });
}

/** There is no answer. */
function toRefusal({ message, code, english, details, status }: HubError): GraphQLError {
  return new GraphQLError(message, { extensions: { code, english, details, http: { status } } });
}

function loggerOf(log: Log): Record<"debug" | "info" | "warn" | "error", (message: unknown) => void> {
  const write = (level: keyof Log) => (message: unknown) =>
    log[level](describeLibrary(message), "Apollo Server wrote a line");
  return { debug: () => undefined, info: write("info"), warn: write("warn"), error: write("error") };
}
