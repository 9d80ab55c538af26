/** Tells a client what it has left, with the answer for which it paid. */
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Bucket } from "../../limits/rate/bucket.js";
import { POLICY_HEADER, RATE_HEADER, writePolicy, writeRate } from "../../limits/rate/headers.js";

export interface RateTeller {
  /** Out of which a request is paid. */
  readonly remember: (request: FastifyRequest, bucket: Bucket) => void;
  /** Nothing where no bucket is known: all is free, or the request was refused before. */
  readonly tell: (request: FastifyRequest, reply: FastifyReply) => void;
}

export function createRateTeller(): RateTeller {
  const buckets = new WeakMap<FastifyRequest, Bucket>();
  return {
    remember: (request, bucket) => void buckets.set(request, bucket),
    tell: (request, reply) => {
      const bucket = buckets.get(request);
      if (bucket)
        void reply.header(POLICY_HEADER, writePolicy(bucket)).header(RATE_HEADER, writeRate(bucket));
    },
  };
}
