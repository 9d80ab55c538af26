/**
 * How a subgraph is reached, in the shape that `@apollo/gateway` documents: what was written for it is taken
 * as it is.
 */
import type {
  GatewayGraphQLRequest,
  GatewayGraphQLRequestContext,
  GatewayGraphQLResponse,
} from "@apollo/server-gateway-interface";

/** A subgraph that a supergraph names. */
export interface ServiceEndpointDefinition {
  name: string;
  url?: string;
}

export interface GraphQLDataSource<TContext extends object = object> {
  process(options: GraphQLDataSourceProcessOptions<TContext>): Promise<GatewayGraphQLResponse>;
}

/** For what a subgraph is asked, in the words of the original's enumeration. */
export const INCOMING_OPERATION = "incoming operation";
export const HEALTH_CHECK = "health check";

/** For an operation of a client, with its request; else for a look at its health, or for its schema. */
export interface GraphQLDataSourceProcessOptions<TContext extends object = object> {
  kind: string;
  request: GatewayGraphQLRequest;
  context: TContext;
  incomingRequestContext?: GatewayGraphQLRequestContext<TContext>;
}

const HEALTH_QUERY = "query __ApolloServiceHealthCheck__ { __typename }";

/** Asks a subgraph for the least. Rejects with its name when it does not answer. */
export async function checkHealth(name: string, dataSource: GraphQLDataSource): Promise<void> {
  const fault = await dataSource
    .process({ kind: HEALTH_CHECK, request: { query: HEALTH_QUERY }, context: {} })
    .then(
      ({ data, errors = [] }) => (data ? null : (errors[0]?.message ?? "it answers with no data")),
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
  if (fault !== null) throw new Error(`The gateway subgraphs health check failed: [${name}]: ${fault}`);
}
