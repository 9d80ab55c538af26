/**
 * Who asks and pays is known from a request's headers, before its body is read: a client that has spent its
 * points has no body read, and a body that cannot be read is paid for.
 */
import type { FastifyInstance, FastifyRequest } from "fastify";
import { HubError } from "#schema/errors.js";
import { REQUEST_POINTS } from "../../limits/rate/plans.js";
import { payRefusal } from "../../limits/rate/pay.js";
import type { Rates } from "../../limits/rate/rates.js";
import { unhurried } from "../../limits/unhurried.js";
import { STRANGER, type Identity } from "../../rights/identity.js";
import { createRateTeller, type RateTeller } from "./tell-rate.js";

export interface Arrivals extends Pick<RateTeller, "tell"> {
  /** Rejects with TOKEN_INVALID, API_KEY_INVALID or RATE_EXCEEDED. */
  readonly identify: (request: FastifyRequest) => Promise<void>;
  /** Call it in the route's handler. */
  readonly identityOf: (request: FastifyRequest) => Identity;
  /** Charges for bodies that cannot be read, and tells the rate in all answers of the scope. */
  readonly register: (scope: FastifyInstance) => void;
}

export interface ArrivalsParts {
  readonly identityOf: (request: FastifyRequest) => Promise<Identity>;
  /** Null: clients ask as often as they like. */
  readonly rates: Pick<Rates, "of"> | null;
}

export function createArrivals({ identityOf, rates }: ArrivalsParts): Arrivals {
  const paid = createRateTeller();
  /** Those whose body is being read. */
  const known = new WeakMap<FastifyRequest, Identity>();
  return {
    tell: paid.tell,
    identify: async (request) => {
      if (rates) paid.remember(request, rates.of(STRANGER, request.ip));
      const identity = await identityOf(request);
      known.set(request, identity);
      const bucket = rates?.of(identity, request.ip);
      if (!bucket) return;
      paid.remember(request, bucket);
      if (bucket.left() < REQUEST_POINTS) await unhurried(() => bucket.demand(REQUEST_POINTS));
    },
    identityOf: (request) => {
      const identity = known.get(request);
      if (!identity) throw new Error("The request was not identified");
      known.delete(request);
      return identity;
    },
    register: (scope) => {
      if (!rates) return;
      scope.addHook("onError", (request, _reply, error, done) => {
        const identity = known.get(request);
        if (identity)
          payRefusal(rates.of(identity, request.ip), error instanceof HubError ? error.code : null);
        done();
      });
      scope.addHook("onSend", (request, reply, _payload, sent) => {
        paid.tell(request, reply);
        sent();
      });
    },
  };
}
