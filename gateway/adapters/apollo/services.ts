/**
 * The data sources of the subgraphs: made once for each name and URL, and called by the engine like any other
 * subgraph.
 */
import type { GatewayGraphQLRequestContext } from "@apollo/server-gateway-interface";
import { HubError } from "#schema/errors.js";
import type { Lifetime } from "#schema/runtime/lifetime.js";
import { whileWanted } from "#schema/runtime/while-wanted.js";
import type { SubgraphError, SubgraphResult } from "#schema/subgraph.js";
import { isTooLarge, toSubgraphError } from "../../engine/run/to-subgraph-error.js";
import type { SubgraphClient } from "../../subgraphs/client-options.js";
import type { OpenClient } from "../../subgraphs/open-client.js";
import { readResult } from "../../subgraphs/read-result.js";
import {
  checkHealth,
  INCOMING_OPERATION,
  type GraphQLDataSource,
  type ServiceEndpointDefinition,
} from "./data-source.js";
import { RemoteGraphQLDataSource } from "./remote-data-source.js";
import { toServiceRequest } from "./service-request.js";

export type BuildService = (definition: ServiceEndpointDefinition) => GraphQLDataSource;

export interface Services {
  /** The data source of a subgraph. Throws if it uses an unsupported member. */
  readonly of: BuildService;
  /**
   * Sends each subgraph a minimal query, also for a supergraph that is not served. Rejects with the name of a
   * subgraph that does not answer.
   */
  readonly checkHealth: (definitions: readonly ServiceEndpointDefinition[]) => Promise<void>;
  readonly openClient: OpenClient;
  /** Records the request of Apollo Server for which an operation runs. */
  readonly begin: (lifetime: Lifetime, incoming: GatewayGraphQLRequestContext) => void;
}

export function createServices(build: BuildService): Services {
  const known = new Map<string, GraphQLDataSource>();
  const incoming = new WeakMap<Lifetime, GatewayGraphQLRequestContext>();
  const keyOf = ({ name, url = "" }: ServiceEndpointDefinition): string => `${name} ${url}`;
  const find = (definition: ServiceEndpointDefinition): GraphQLDataSource => {
    const found = known.get(keyOf(definition)) ?? build(definition);
    if (found instanceof RemoteGraphQLDataSource) found.serve(definition.name);
    return found;
  };
  const of: BuildService = (definition) => {
    const made = find(definition);
    known.set(keyOf(definition), made);
    return made;
  };
  return {
    of,
    checkHealth: async (definitions) => {
      await Promise.all(
        definitions.map(async (definition) => {
          const dataSource = find(definition);
          try {
            await checkHealth(definition.name, dataSource);
          } finally {
            if (known.get(keyOf(definition)) !== dataSource) await closeService(dataSource);
          }
        }),
      );
    },
    begin: (lifetime, request) => {
      incoming.set(lifetime, request);
    },
    openClient: (member) =>
      clientOf(member.name, of(member), incoming, async (dataSource) => {
        known.delete(keyOf(member));
        await closeService(dataSource);
      }),
  };
}

async function closeService(dataSource: GraphQLDataSource): Promise<void> {
  if (dataSource instanceof RemoteGraphQLDataSource) await dataSource.close();
}

type Incoming = Pick<WeakMap<Lifetime, GatewayGraphQLRequestContext>, "get">;

function clientOf(
  name: string,
  dataSource: GraphQLDataSource,
  incoming: Incoming,
  close: (dataSource: GraphQLDataSource) => Promise<void>,
): SubgraphClient {
  return {
    ask: async (operation, variables, representations, call) => {
      const { lifetime, meter } = call;
      const incomingRequestContext = incoming.get(lifetime);
      const request = toServiceRequest({ operation, variables, representations, call });
      try {
        const answer: Promise<{ readonly data?: unknown; readonly errors?: unknown }> = dataSource.process({
          kind: INCOMING_OPERATION,
          request,
          context: incomingRequestContext?.context ?? {},
          ...(incomingRequestContext && { incomingRequestContext }),
        });
        // A foreign data source may never settle.
        return named(
          name,
          readResult(await whileWanted(answer, lifetime, meter, () => refused("SUBGRAPH_TIMEOUT", name))) ??
            refused("SUBGRAPH_BAD_ANSWER", name),
        );
      } catch (error) {
        if (isTooLarge(error)) throw error;
        return named(name, { data: null, errors: [thrown(error)] });
      }
    },
    subscribe: () => Promise.resolve({ refused: refused("SUBGRAPH_UNAVAILABLE", name) }),
    isIndependent: true,
    health: () => "up",
    close: () => close(dataSource),
  };
}

function refused(
  code: "SUBGRAPH_TIMEOUT" | "SUBGRAPH_BAD_ANSWER" | "SUBGRAPH_UNAVAILABLE",
  name: string,
): SubgraphResult {
  return { data: null, errors: [toSubgraphError(new HubError(code, { name }))] };
}

/** Converts a hook's error unmasked: Apollo Server's `formatError` decides what clients see. */
function thrown(error: unknown): SubgraphError {
  const extensions =
    typeof error === "object" &&
    error !== null &&
    "extensions" in error &&
    typeof error.extensions === "object"
      ? { ...error.extensions }
      : undefined;
  return { ...toSubgraphError(error), ...(extensions && { extensions }) };
}

/** Adds the subgraph's name to each error, and a code to an error without one, as the original does. */
function named(serviceName: string, result: SubgraphResult): SubgraphResult {
  const { data, errors } = result;
  return errors
    ? {
        data,
        errors: errors.map((error) => ({
          ...error,
          message: error.message || `Error while fetching subquery from service "${serviceName}"`,
          extensions: {
            ...error.extensions,
            serviceName,
            code: error.extensions?.["code"] ?? "DOWNSTREAM_SERVICE_ERROR",
          },
        })),
      }
    : result;
}
