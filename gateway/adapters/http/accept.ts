/** Reads the Accept header (RFC 9110, section 12.5). */
import type { FastifyRequest } from "fastify";
import { LRUCache } from "lru-cache";
import Negotiator from "negotiator";
import type { Encoding } from "../../freshness/answer-store.js";

const STANDARD = "application/graphql-response+json";
const LEGACY = "application/json";
const STREAM = "text/event-stream";
const PAGE = "text/html";

export type MediaType = typeof STANDARD | typeof LEGACY;

/** Number of memoised headers: clients send few different ones. */
const KEPT = 500;
const LONGEST = 1_000;

/**
 * The media types in the header with a quality above 0, the preferred one first. A wildcard adds no types.
 */
const typesOf = remembered((accept) =>
  new Negotiator({ headers: { accept: accept.toLowerCase() } }).mediaTypes(),
);
/** Prefers Brotli, if the client accepts both with equal quality. */
const encodingFor = remembered(
  (header) =>
    new Negotiator({ headers: { "accept-encoding": header } }).encoding(["br", "gzip"], {
      preferred: ["br"],
    }) ?? null,
);

/** The standard's type if the client prefers it to the older one; else JSON. */
export function mediaTypeOf({ headers: { accept = "" } }: FastifyRequest): MediaType {
  return typesOf(accept).find((type) => type === STANDARD || type === LEGACY) === STANDARD
    ? STANDARD
    : LEGACY;
}

/**
 * The status of the answer to an invalid GraphQL request. Clients that accept `application/json` may be old,
 * and take any status but 200 for a failure of an intermediary (GraphQL over HTTP, section 6.4.1).
 */
export function refusedStatus(request: FastifyRequest): 200 | 400 {
  return mediaTypeOf(request) === LEGACY && typesOf(request.headers.accept ?? "").includes(LEGACY)
    ? 200
    : 400;
}

/** True when the client accepts an event stream; many accept JSON as well. */
export function readsStream({ headers: { accept = "" } }: FastifyRequest): boolean {
  return typesOf(accept).includes(STREAM);
}

export function readsNothingElse({ headers: { accept = "" } }: FastifyRequest): boolean {
  return typesOf(accept).every((type) => type === STREAM);
}

/** True for a browser that opens an address: a page is what it likes best of all that there is. */
export function prefersPage({ headers: { accept = "" } }: Pick<FastifyRequest, "headers">): boolean {
  return typesOf(accept).find((type) => [PAGE, STANDARD, LEGACY, STREAM].includes(type)) === PAGE;
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
