/** What the client says that it reads. */
import type { FastifyRequest } from "fastify";
import type { Encoding } from "../../freshness/answer-store.js";

const STANDARD = "application/graphql-response+json";
const LEGACY = "application/json";
const STREAM = "text/event-stream";

export type MediaType = typeof STANDARD | typeof LEGACY;

/** The standard's own type for whoever names it and does not like the older one better; else JSON. */
export function mediaTypeOf({ headers: { accept = "" } }: FastifyRequest): MediaType {
  if (!accept.includes(STANDARD)) return LEGACY;
  const standard = weightOf(accept, STANDARD) ?? 0;
  return standard > 0 && standard >= (weightOf(accept, LEGACY) ?? 0) ? STANDARD : LEGACY;
}

/**
 * The status of an answer to a request that is no sound GraphQL. Clients that name `application/json` may be old, and take any other than 200
 * for a failure of something between them and the server (GraphQL over HTTP, section 6.4.1).
 */
export function refusedStatus(request: FastifyRequest): 200 | 400 {
  return mediaTypeOf(request) === LEGACY && (request.headers.accept ?? "").includes(LEGACY) ? 200 : 400;
}

/** Whether the client reads events, one after the other; many do beside JSON. */
export function readsStream({ headers: { accept = "" } }: FastifyRequest): boolean {
  return (weightOf(accept, STREAM) ?? 0) > 0;
}

export function readsNothingElse({ headers: { accept = "" } }: FastifyRequest): boolean {
  return accept.split(",").every((range) => range.trim().toLowerCase().startsWith(STREAM));
}

export function encodingOf({ headers }: FastifyRequest): Encoding | null {
  const given = headers["accept-encoding"];
  if (typeof given !== "string") return null;
  return ENCODINGS.find((encoding) => given.includes(encoding) && (weightOf(given, encoding) ?? 0) > 0) ?? null;
}

const ENCODINGS = ["br", "gzip"] as const;

/** Quality from 0 to 1 of what is named; null for what is not. */
function weightOf(header: string, name: string): number | null {
  for (const range of header.split(",")) {
    const [type = "", ...parameters] = range.split(";").map((part) => part.trim().toLowerCase());
    if (type !== name) continue;
    const quality = Number(parameters.find((parameter) => parameter.startsWith("q="))?.slice(2) ?? 1);
    return Number.isNaN(quality) ? 1 : quality;
  }
  return null;
}
