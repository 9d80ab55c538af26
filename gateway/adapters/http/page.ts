/** Sends a page. */
import { hash } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import { headersOfPage } from "#schema/runtime/page.js";
import { has } from "./send-answer.js";

/** `policy`: a Content-Security-Policy's directives beside those of every page. */
export function sendPage(
  request: FastifyRequest,
  reply: FastifyReply,
  page: string,
  policy: readonly string[],
): FastifyReply {
  const tag = `"${hash("sha256", page, "base64url")}"`;
  void reply.headers(headersOfPage(policy)).header("cache-control", "no-cache").header("etag", tag);
  return has(request, tag) ? reply.status(304).send() : reply.type("text/html; charset=utf-8").send(page);
}
