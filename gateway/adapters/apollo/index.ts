/**
 * The public module for running this gateway's engine in a program's own Apollo Server:
 * `import { TongchaGateway } from "tongcha/apollo"`.
 */
export { TongchaGateway, type TongchaGatewayOptions } from "./tongcha-gateway.js";
export { RemoteGraphQLDataSource, type ReceivedResponse } from "./remote-data-source.js";
export type { AskedRights, GivenRights, RightsHook } from "./rights-hook.js";
export {
  watchSupergraph,
  type WatchOptions,
  type SupergraphManager,
  type SupergraphSdlHook,
  type SupergraphSdlHookOptions,
} from "./supergraph-hook.js";
export type {
  GraphQLDataSource,
  GraphQLDataSourceProcessOptions,
  ServiceEndpointDefinition,
} from "./data-source.js";
