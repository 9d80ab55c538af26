/**
 * Sends an answer. A cached one has its entity tag and the client's preferred encoding, and HTTP caches must
 * revalidate it; any other must not be stored.
 */
import type { FastifyReply, FastifyRequest } from "fastify";
import type { StoredAnswer } from "../../freshness/answer-store.js";
import { encodingOf, mediaTypeOf, type MediaType } from "./accept.js";
import { names } from "#schema/entity-tag.js";

export function typed(mediaType: MediaType): string {
  return `${mediaType}; charset=utf-8`;
}

/** `retryAfter`: seconds, if the answer has no data and a retry may help. */
export function sendPlain(
  request: FastifyRequest,
  reply: FastifyReply,
  { body, retryAfter }: { readonly body: Buffer; readonly retryAfter: number | null },
): FastifyReply {
  if (retryAfter !== null) void reply.header("retry-after", retryAfter);
  return reply.type(typed(mediaTypeOf(request))).send(body);
}

/** True when the client already has the answer, by `if-none-match`. */
export function has({ headers }: FastifyRequest, tag: string): boolean {
  const held = headers["if-none-match"];
  return held !== undefined && names(held, tag);
}

export async function sendStored(
  request: FastifyRequest,
  reply: FastifyReply,
  { body, tag, encoded }: StoredAnswer,
): Promise<FastifyReply> {
  if (has(request, tag)) return sendUnchanged(request, reply, tag);
  markKept(request, reply, tag);
  void reply.type(typed(mediaTypeOf(request)));
  const encoding = encodingOf(request);
  const bytes = encoding && (await encoded(encoding));
  return bytes ? reply.header("content-encoding", encoding).send(bytes) : reply.send(body);
}

export function sendUnchanged(request: FastifyRequest, reply: FastifyReply, tag: string): FastifyReply {
  markKept(request, reply, tag);
  return reply.status(304).send();
}

/** Caches must revalidate, because a release may have come. An answer to a token is private. */
function markKept({ headers: { authorization } }: FastifyRequest, reply: FastifyReply, tag: string): void {
  void reply.header("etag", tag).header("cache-control", authorization === undefined ? PUBLIC : PRIVATE);
}

const PUBLIC = "public, max-age=0, must-revalidate";
const PRIVATE = "private, max-age=0, must-revalidate";
