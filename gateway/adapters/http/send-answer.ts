/**
 * How an answer goes out: one that is kept with its tag, encoded as the client likes, for caches to ask about
 * each time; any other once.
 */
import type { FastifyReply, FastifyRequest } from "fastify";
import type { StoredAnswer } from "../../freshness/answer-store.js";
import { encodingOf, mediaTypeOf, type MediaType } from "./accept.js";
import { names } from "#schema/entity-tag.js";

export function typed(mediaType: MediaType): string {
  return `${mediaType}; charset=utf-8`;
}

/** `retryAfter`: seconds, where nothing could be told now. */
export function sendPlain(
  request: FastifyRequest,
  reply: FastifyReply,
  { body, retryAfter }: { readonly body: Buffer; readonly retryAfter: number | null },
): FastifyReply {
  if (retryAfter !== null) void reply.header("retry-after", retryAfter);
  return reply.type(typed(mediaTypeOf(request))).send(body);
}

/** True when the client says that it has the answer already. */
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

/** Nobody may use it unasked, for a release may have come. What a token was sent for is no other's. */
function markKept({ headers: { authorization } }: FastifyRequest, reply: FastifyReply, tag: string): void {
  void reply.header("etag", tag).header("cache-control", authorization === undefined ? PUBLIC : PRIVATE);
}

const PUBLIC = "public, max-age=0, must-revalidate";
const PRIVATE = "private, max-age=0, must-revalidate";
