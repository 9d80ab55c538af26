/**
 * What a data source is given to ask: a plain request, behind which the engine's own words stand as long as
 * nobody changes them.
 */
import type { GatewayGraphQLRequest } from "@apollo/server-gateway-interface";
import { ENDLESS } from "#schema/runtime/lifetime.js";
import { unmetered } from "#schema/runtime/meter.js";
import type { SubgraphOperation } from "../../engine/plan/query-plan.js";
import { toValues, type Representations, type Variables } from "../../engine/run/run.js";
import type { Call } from "../../subgraphs/client-options.js";

/** The request that a subgraph's client gets. */
export interface ServiceQuestion {
  readonly operation: SubgraphOperation;
  readonly variables: Variables;
  readonly representations: Representations;
  readonly call: Call;
}

interface Written extends ServiceQuestion {
  /** True when somebody has read its variables as values, and may have changed them. */
  isRead: boolean;
}

const written = new WeakMap<GatewayGraphQLRequest, Written>();

/** Entities become values when somebody looks at them: else their texts go over the wire as they are. */
export function toServiceRequest(question: ServiceQuestion): GatewayGraphQLRequest {
  const {
    operation: { text, name },
    variables,
    representations,
  } = question;
  const own: Written = { ...question, isRead: false };
  let values: Record<string, unknown> | undefined;
  const request: GatewayGraphQLRequest = {
    query: text,
    ...(name !== null && { operationName: name }),
    get variables() {
      own.isRead = true;
      return (values ??= { ...toValues(variables, representations) });
    },
    set variables(given) {
      own.isRead = true;
      values = given;
    },
  };
  written.set(request, own);
  return request;
}

/**
 * As it is to be sent. Of a request that is not the gateway's own, nothing is known but what it says. Throws
 * where it says no query.
 */
export function questionOf(subgraph: string, request: GatewayGraphQLRequest): ServiceQuestion {
  const own = written.get(request);
  const { query, operationName = null } = request;
  if (!query) throw new Error("Missing query");
  if (own && !own.isRead && query === own.operation.text && operationName === own.operation.name) return own;
  return {
    operation: {
      subgraph,
      text: query,
      name: operationName,
      isMutation: own?.operation.isMutation ?? false,
      variables: [],
    },
    variables: request.variables ?? {},
    representations: [],
    call: own?.call ?? { caller: null, lifetime: ENDLESS, meter: unmetered() },
  };
}
