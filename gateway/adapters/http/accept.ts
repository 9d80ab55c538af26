/** Reads the Accept header (RFC 9110, section 12.5). */
import type { FastifyRequest } from "fastify";
import { LRUCache } from "lru-cache";
import Negotiator from "negotiator";
import type { Encoding } from "../../freshness/answer-store.js";

const STANDARD = "application/graphql-response+json";
const LEGACY = "application/json";
const STREAM = "text/event-stream";

export type MediaType = typeof STANDARD | typeof LEGACY;

/** Clients send few headers, each again and again. */
const KEPT = 500;
const LONGEST = 1_000;

/**
 * The types that it names and reads, the best first. Those that a wildcard alone would cover are not named.
 */
const typesOf = remembered((accept) =>
  new Negotiator({ headers: { accept: accept.toLowerCase() } }).mediaTypes(),
);
/** Brotli first, where the client likes both as much. */
const encodingFor = remembered(
  (header) =>
    new Negotiator({ headers: { "accept-encoding": header } }).encoding(["br", "gzip"], {
      preferred: ["br"],
    }) ?? null,
);

/** The standard's own type for whoever names it before the older one; else JSON. */
export function mediaTypeOf({ headers: { accept = "" } }: FastifyRequest): MediaType {
  return typesOf(accept).find((type) => type === STANDARD || type === LEGACY) === STANDARD
    ? STANDARD
    : LEGACY;
}

/**
 * The status of an answer to a request that is no sound GraphQL. Clients that name `application/json` may be
 * old, and take any other than 200 for a failure of something between them and the server (GraphQL over HTTP,
 * section 6.4.1).
 */
export function refusedStatus(request: FastifyRequest): 200 | 400 {
  return mediaTypeOf(request) === LEGACY && typesOf(request.headers.accept ?? "").includes(LEGACY)
    ? 200
    : 400;
}

/** True when the client reads an event stream; many do beside JSON. */
export function readsStream({ headers: { accept = "" } }: FastifyRequest): boolean {
  return typesOf(accept).includes(STREAM);
}

export function readsNothingElse({ headers: { accept = "" } }: FastifyRequest): boolean {
  return typesOf(accept).every((type) => type === STREAM);
}

export function encodingOf({ headers }: FastifyRequest): Encoding | null {
  const given = headers["accept-encoding"];
  const found = typeof given === "string" ? encodingFor(given) : null;
  return found === "br" || found === "gzip" ? found : null;
}

function remembered<T extends readonly string[] | string | null>(
  read: (header: string) => T,
): (header: string) => T {
  const known = new LRUCache<string, { readonly value: T }>({ max: KEPT });
  return (header) => {
    const kept = known.get(header);
    if (kept) return kept.value;
    const value = read(header);
    if (header.length <= LONGEST) known.set(header, { value });
    return value;
  };
}
