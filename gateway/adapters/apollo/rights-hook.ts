/** The hook by which the embedding program grants a caller's rights. */
import type { GatewayGraphQLRequest, GatewayGraphQLRequestContext } from "@apollo/server-gateway-interface";
import { NOBODY, type Rights } from "../../rights/rights.js";

export interface AskedRights {
  readonly context: GatewayGraphQLRequestContext["context"];
  readonly request: GatewayGraphQLRequest;
  /** The policies that the operation's fields require, sorted. */
  readonly policies: readonly string[];
}

/** An omitted right is not granted. */
export interface GivenRights {
  isAuthenticated?: boolean;
  scopes?: readonly string[];
  /** The satisfied ones of the policies that the operation requires. */
  policies?: readonly string[];
}

/** Called once for each operation with a protected field. An error that it throws refuses the operation. */
export type RightsHook = (asked: AskedRights) => GivenRights | Promise<GivenRights>;

/** `hook`: undefined grants no rights. */
export async function readRights(
  hook: RightsHook | undefined,
  { context, request }: Pick<GatewayGraphQLRequestContext, "context" | "request">,
  policies: readonly string[],
): Promise<Rights> {
  if (!hook) return NOBODY;
  const {
    isAuthenticated = false,
    scopes = [],
    policies: held = [],
  } = await hook({
    context,
    request,
    policies,
  });
  return { isAuthenticated, scopes, policies: held };
}
