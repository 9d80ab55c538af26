/**
 * The request that a data source gets: a plain object that keeps the engine's original operation and
 * variables, which are used as long as no hook changes them.
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
  /** True after a hook has read the variables as values, and may have changed them. */
  isRead: boolean;
}

const written = new WeakMap<GatewayGraphQLRequest, Written>();

/** Parses representations only if a hook reads them; otherwise their JSON texts are sent unchanged. */
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
 * Reads the request to send. A request that this gateway did not make has only its public properties. Throws
 * if it has no query.
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
