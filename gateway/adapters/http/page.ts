/** Sends a page that needs nothing from outside and is nobody's frame. */
import { hash } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import { has } from "./send-answer.js";

/** `policy`: a Content-Security-Policy's directives beside those of every page. */
export function sendPage(
  request: FastifyRequest,
  reply: FastifyReply,
  page: string,
  policy: readonly string[],
): FastifyReply {
  const tag = `"${hash("sha256", page, "base64url")}"`;
  void reply
    .header("content-security-policy", [...EVERYWHERE, ...policy].join("; "))
    .header("referrer-policy", "no-referrer")
    .header("x-content-type-options", "nosniff")
    .header("cache-control", "no-cache")
    .header("etag", tag);
  return has(request, tag) ? reply.status(304).send() : reply.type("text/html; charset=utf-8").send(page);
}

const EVERYWHERE = ["default-src 'none'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"];

/** Text as it may stand in HTML, in an attribute too. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);
}
