/**
 * The routes that subgraphs have beside the graph (the intake of files): served here, or passed on to the
 * process that serves them.
 */
import type { FastifyInstance, FastifyRequest } from "fastify";
import { CALLER_HEADER, stateRoute, type Caller } from "#schema/caller.js";
import type { KeyRing } from "#schema/key-ring.js";
import { forward } from "../../gateway/adapters/http/forward.js";
import type { Gateway } from "../../gateway/open-gateway.js";
import type { SignCaller } from "../../gateway/rights/sign-caller.js";
import type { HubParts } from "../../services/kit/graph/resolve/hub-request.js";
import type { Subgraph } from "../../services/kit/graph/serve/define-subgraph.js";
import { refuseAnother, verifyCaller } from "../../services/kit/graph/serve/verify-caller.js";

export interface SubgraphRoutes {
  readonly found: readonly Subgraph[];
  readonly remotes: ReadonlyMap<string, string>;
  readonly parts: HubParts;
  readonly callerOf: Gateway["callerOf"];
  readonly signCaller: SignCaller;
  /** Keys with which gateways in other processes sign. */
  readonly keys: KeyRing<Uint8Array>;
}

export async function addSubgraphRoutes(
  app: FastifyInstance,
  { found, remotes, parts, callerOf, signCaller, keys }: SubgraphRoutes,
): Promise<void> {
  for (const { name, routes } of found) {
    const url = remotes.get(name);
    for (const { prefix, register } of routes) {
      if (url !== undefined)
        forward(app, { prefix, name, origin: new URL(url).origin, callerOf, signCaller });
      else
        await app.register(
          (scope) =>
            register(scope, { ...parts, callerOf: (request) => signedOr(callerOf, request, name, keys) }),
          { prefix },
        );
    }
  }
}

/**
 * A route is asked by a person with a token, or by a gateway in another process that has signed who the
 * person is.
 */
function signedOr(
  callerOf: Gateway["callerOf"],
  request: FastifyRequest,
  name: string,
  keys: KeyRing<Uint8Array>,
): Promise<Caller | null> {
  const signed = headerOf(request.headers[CALLER_HEADER]);
  return signed === undefined ? callerOf(request) : signedCaller(request, name, keys);
}

/** Who a gateway in another process says is asking, and has signed. */
export async function signedCaller(
  request: FastifyRequest,
  name: string,
  keys: KeyRing<Uint8Array>,
): Promise<Caller | null> {
  const stated = await verifyCaller(headerOf(request.headers[CALLER_HEADER]), name, keys);
  refuseAnother(stated, stateRoute(request.method, request.raw.url ?? ""));
  return stated.caller;
}

function headerOf(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}
