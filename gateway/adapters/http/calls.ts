/**
 * `GET /desk/subgraphs/<name>/calls`: how often all gateways called a subgraph in the last seven days, how
 * many of the calls had no answer, and how long answers took. For developers and supervisors; `/metrics` has
 * what this gateway did with all subgraphs, for operators.
 */
import type { FastifyInstance, FastifyRequest } from "fastify";
import { demandAccess } from "#schema/access.js";
import { HubError } from "#schema/errors.js";
import type { Identity } from "../../rights/identity.js";
import type { Calls } from "../../usage/call-store.js";

export interface CallsDoor {
  readonly identityOf: (request: FastifyRequest) => Promise<Identity>;
  readonly callsOf: (subgraph: string) => Promise<Calls>;
  /** True for a subgraph of the graph that is served. */
  readonly isServed: (subgraph: string) => boolean;
}

export function registerCalls(app: FastifyInstance, { identityOf, callsOf, isServed }: CallsDoor): void {
  app.get<{ Params: { name: string } }>("/desk/subgraphs/:name/calls", async (request, reply) => {
    const { caller } = await identityOf(request);
    demandAccess(caller, "gateway.see", null);
    const { name } = request.params;
    if (!isServed(name)) throw new HubError("SUBGRAPH_UNKNOWN", { name });
    void reply.header("cache-control", "no-store");
    return { subgraph: name, ...(await callsOf(name)) };
  });
}
