import type { FastifyRequest } from "fastify";
import Negotiator from "negotiator";

/** True for a client that can read a compressed file, and is sent one then (RFC 9110, section 12.5.3). */
export function acceptsGzip({ headers }: FastifyRequest): boolean {
  const wanted = headers["accept-encoding"] ?? "";
  return (
    new Negotiator({ headers: { "accept-encoding": wanted } }).encoding(["gzip", "identity"], {
      preferred: ["gzip"],
    }) === "gzip"
  );
}
