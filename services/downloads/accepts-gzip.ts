import type { FastifyRequest } from "fastify";
import Negotiator from "negotiator";

export function acceptsGzip({ headers }: FastifyRequest): boolean {
  const wanted = headers["accept-encoding"] ?? "";
  return (
    new Negotiator({ headers: { "accept-encoding": wanted } }).encoding(["gzip", "identity"], {
      preferred: ["gzip"],
    }) === "gzip"
  );
}
