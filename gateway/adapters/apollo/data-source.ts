/** The data source interface that `@apollo/gateway` documents: data sources written for it work unchanged. */
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

/** Kinds of requests to a subgraph: the values of the original's enumeration. */
export const INCOMING_OPERATION = "incoming operation";
export const HEALTH_CHECK = "health check";

/** Options for a client's operation, with its request, or for a health check or a schema request. */
export interface GraphQLDataSourceProcessOptions<TContext extends object = object> {
  kind: string;
  request: GatewayGraphQLRequest;
  context: TContext;
  incomingRequestContext?: GatewayGraphQLRequestContext<TContext>;
}

const HEALTH_QUERY = "query __ApolloServiceHealthCheck__ { __typename }";

/** Sends a subgraph a minimal query. Rejects with the subgraph's name if it does not answer. */
export async function checkHealth(name: string, dataSource: GraphQLDataSource): Promise<void> {
  const fault = await dataSource
    .process({ kind: HEALTH_CHECK, request: { query: HEALTH_QUERY }, context: {} })
    .then(
      ({ data, errors = [] }) => (data ? null : (errors[0]?.message ?? "it answers with no data")),
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
  if (fault !== null) throw new Error(`The gateway subgraphs health check failed: [${name}]: ${fault}`);
}
