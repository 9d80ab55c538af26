/** Adds rate limit headers to the answer of a charged request. */
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Bucket } from "../../limits/rate/bucket.js";
import { POLICY_HEADER, RATE_HEADER, writePolicy, writeRate } from "../../limits/rate/headers.js";

export interface RateTeller {
  /** Records the bucket that pays for a request. */
  readonly remember: (request: FastifyRequest, bucket: Bucket) => void;
  /** Adds nothing if no bucket is known: there are no rates, or the request was refused earlier. */
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
