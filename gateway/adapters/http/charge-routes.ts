/**
 * Charges for routes other than GraphQL: feeds of standing queries, schemas, files. Health and metrics are
 * free, because they are the operator's; so is a subgraph's `/<name>/graphql`, which was charged at the
 * gateway.
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
  /** True for a request that another gateway of the hub passes on, and has charged. */
  readonly isPaid: (request: FastifyRequest) => Promise<boolean>;
}

export function chargeRoutes(app: FastifyInstance, { rates, callerOf, isPaid }: ChargedRoutes): void {
  const { remember, tell } = createRateTeller();
  app.addHook("onRequest", async (request) => {
    if (FREE.test(request.url) || (await isPaid(request))) return;
    // The route itself refuses an invalid token.
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
