/** Sends a page. */
import { hash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { FastifyReply, FastifyRequest } from "fastify";
import { headersOfPage } from "#schema/runtime/page.js";
import { encodingOf } from "./accept.js";
import { has } from "./send-answer.js";

/**
 * `policy`: a Content-Security-Policy's directives beside those of every page. `reply` has its status, and a
 * `vary` that names accept-encoding.
 */
export async function sendPage(
  request: FastifyRequest,
  reply: FastifyReply,
  page: string,
  policy: readonly string[],
): Promise<FastifyReply> {
  const tag = `"${hash("sha256", page, "base64url")}"`;
  void reply.headers(headersOfPage(policy)).type("text/html; charset=utf-8");
  if (reply.statusCode === 200) {
    void reply.header("cache-control", "no-cache").header("etag", tag);
    if (has(request, tag)) return reply.status(304).send();
  }
  const encoding = encodingOf(request);
  if (encoding === null) return reply.send(page);
  const bytes = await (encoding === "br" ? toBrotli(page, FAST) : toGzip(page));
  return reply.header("content-encoding", encoding).send(bytes);
}

const toBrotli = promisify(brotliCompress);
const toGzip = promisify<string, Buffer>(gzip);
/** A page is made for one request: at 11 that would take longer than all else. */
const FAST = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };
