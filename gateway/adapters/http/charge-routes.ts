/**
 * What is asked beside GraphQL costs, too: feeds of standing queries, schemas, files. Health and metrics are
 * the operator's, and what a gateway asks of a subgraph's `/<name>/graphql` was paid at the gateway.
 */
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Caller } from "#schema/caller.js";
import { payWork } from "../../limits/rate/pay.js";
import type { Rates } from "../../limits/rate/rates.js";
import { createRateTeller } from "./tell-rate.js";

const FREE = /^\/(?:health|metrics)(?:[/?]|$)|^(?:\/[a-z0-9-]+)?\/graphql(?:[/?]|$)/;

export interface ChargedRoutes {
  readonly rates: Pick<Rates, "of">;
  readonly callerOf: (request: FastifyRequest) => Promise<Caller | null>;
  /** True for what another gateway of the hub passes on, where it was paid. */
  readonly isPaid: (request: FastifyRequest) => Promise<boolean>;
}

export function chargeRoutes(app: FastifyInstance, { rates, callerOf, isPaid }: ChargedRoutes): void {
  const { remember, tell } = createRateTeller();
  app.addHook("onRequest", async (request) => {
    if (FREE.test(request.url) || (await isPaid(request))) return;
    // Whether the token is good is for the route to say.
    const caller = await callerOf(request).catch(() => null);
    const bucket = rates.of(caller, request.ip);
    remember(request, bucket);
    await payWork(bucket, 0);
  });
  app.addHook("onSend", (request, reply, _payload, done) => {
    tell(request, reply);
    done();
  });
}
