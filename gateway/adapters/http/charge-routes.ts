/**
 * Charges for routes other than GraphQL: feeds of standing queries, schemas, files. Health and metrics are
 * free, because they are the operator's; so is a subgraph's `/<name>/graphql`, which was charged at the
 * gateway.
 */
import type { FastifyInstance, FastifyRequest } from "fastify";
import { HubError } from "#schema/errors.js";
import { payWork } from "../../limits/rate/pay.js";
import type { Rates } from "../../limits/rate/rates.js";
import { STRANGER, type Identity } from "../../rights/identity.js";
import { createRateTeller } from "./tell-rate.js";

const FREE = /^\/(?:health|metrics)(?:[/?]|$)|^(?:\/[a-z0-9-]+)?\/graphql(?:[/?]|$)/;

export interface ChargedRoutes {
  readonly rates: Pick<Rates, "of">;
  readonly identityOf: (request: FastifyRequest) => Promise<Identity>;
  /** True for what another gateway of the hub passes on, where it was paid. */
  readonly isPaid: (request: FastifyRequest) => Promise<boolean>;
}

export function chargeRoutes(app: FastifyInstance, { rates, identityOf, isPaid }: ChargedRoutes): void {
  const { remember, tell } = createRateTeller();
  app.addHook("onRequest", async (request) => {
    if (FREE.test(request.url) || (await isPaid(request))) return;
    const stranger = rates.of(STRANGER, request.ip);
    remember(request, stranger);
    const identity = await identityOf(request).catch(unlessSpent);
    // Of a token or key that is not good it is for the route to say; it was paid when it was looked at.
    if (identity === null) return;
    const bucket = rates.of(identity, request.ip);
    remember(request, bucket);
    await payWork(bucket, 0);
  });
  app.addHook("onSend", (request, reply, _payload, done) => {
    tell(request, reply);
    done();
  });
}

function unlessSpent(error: unknown): null {
  if (error instanceof HubError && error.code === "RATE_EXCEEDED") throw error;
  return null;
}
