/** Who may see what, as the program that runs the gateway says. */
import type { GatewayGraphQLRequest, GatewayGraphQLRequestContext } from "@apollo/server-gateway-interface";
import { NOBODY, type Rights } from "../../rights/rights.js";

export interface AskedRights {
  readonly context: GatewayGraphQLRequestContext["context"];
  readonly request: GatewayGraphQLRequest;
  /** The policies that the operation's fields name, in order. */
  readonly policies: readonly string[];
}

/** What is left out is not there. */
export interface GivenRights {
  isAuthenticated?: boolean;
  scopes?: readonly string[];
  /** Of those that the operation names, the ones that hold. */
  policies?: readonly string[];
}

/** Asked once for each operation with a field that not everybody may see. What it throws refuses the whole. */
export type RightsHook = (asked: AskedRights) => GivenRights | Promise<GivenRights>;

/** `hook`: undefined gives nobody any. */
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
