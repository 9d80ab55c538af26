/**
 * Sends refusals: in GraphQL's format on GraphQL routes, in JSON-RPC's to agents, as plain JSON elsewhere.
 * Also for requests without a route, and for those that the server itself refuses.
 */
import { maxHeaderSize, ServerResponse, STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { HubError } from "#schema/errors.js";
import { mediaTypeOf } from "./accept.js";
import { typed } from "./send-answer.js";

/** `/graphql`, a contract's view of it, or a subgraph's `/<name>/graphql`. */
const GRAPHQL = /^(?:\/[a-z0-9-]+)?\/graphql(?:[/?]|$)/;

const MCP = /^\/mcp(?:[/?]|$)/;
/** JSON-RPC leaves codes from here to a server. */
const RPC_REFUSED = -32_000;

export function sendRefusal(request: FastifyRequest, reply: FastifyReply, error: HubError): FastifyReply {
  const { code, message, english, details } = error.toJSON();
  void reply.status(error.status).header("cache-control", "no-store");
  if (details["seconds"] !== undefined) void reply.header("retry-after", details["seconds"]);
  if (details["allowed"] !== undefined) void reply.header("allow", details["allowed"]);
  if (MCP.test(request.url))
    return reply
      .type(JSON_TYPE)
      .send({ jsonrpc: "2.0", id: null, error: { code: RPC_REFUSED, message, data: error } });
  if (!GRAPHQL.test(request.url)) return reply.type(JSON_TYPE).send({ code, message, english, details });
  return reply
    .type(typed(mediaTypeOf(request)))
    .send(JSON.stringify({ errors: [{ message, extensions: { code, english, details } }] }));
}

const JSON_TYPE = "application/json; charset=utf-8";

/** Maps Fastify's own refusals to the hub's codes. */
export function toRefusal({ code }: FastifyError, { routeOptions: { bodyLimit } }: FastifyRequest): HubError {
  if (code === "FST_ERR_CTP_BODY_TOO_LARGE")
    return new HubError("REQUEST_TOO_LARGE", { limitKiB: Math.floor((bodyLimit ?? 0) / 1024) });
  if (code === "FST_ERR_CTP_INVALID_MEDIA_TYPE") return new HubError("CONTENT_TYPE");
  if (code === "FST_ERR_BAD_URL") return new HubError("PATH_INVALID");
  const known = BODY_FAULTS[code];
  return known ? new HubError("REQUEST_INVALID", known) : new HubError("HTTP_INVALID", MALFORMED);
}

const BODY_FAULTS: Readonly<Record<string, { readonly reason: string; readonly reasonEn: string }>> = {
  FST_ERR_CTP_EMPTY_JSON_BODY: { reason: "请求体是空的", reasonEn: "the body is empty" },
  FST_ERR_CTP_INVALID_JSON_BODY: {
    reason: "请求体不是 JSON，或含有 __proto__ 这样的键",
    reasonEn: "the body is no JSON, or has a key such as __proto__",
  },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: {
    reason: "请求体与 Content-Length 不符",
    reasonEn: "the body is not as long as Content-Length says",
  },
};
const MALFORMED = {
  reason: "请求行、头部或分块格式有误",
  reasonEn: "its request line, headers or chunks are malformed",
};

/**
 * Writes a refusal to the bare connection and ends it, for bytes that are not an HTTP request and so reach no
 * route.
 */
export function refuseConnection({ code }: Error & { readonly code?: string }, socket: Socket): void {
  // Nothing may be written into a response that has begun; Node exposes it only by this property.
  const response: unknown = Reflect.get(socket, "_httpMessage");
  if (
    code === "ECONNRESET" ||
    !socket.writable ||
    (response instanceof ServerResponse && response.headersSent)
  )
    return void socket.destroy();
  writeRefusal(socket, faultOf(code));
}

function faultOf(code: string | undefined): HubError {
  if (code === "HPE_HEADER_OVERFLOW")
    return new HubError("HEADERS_TOO_LARGE", { limitKiB: maxHeaderSize / 1024 });
  return code === "ERR_HTTP_REQUEST_TIMEOUT"
    ? new HubError("REQUEST_TOO_SLOW")
    : new HubError("HTTP_INVALID", MALFORMED);
}

/** Writes a whole response that ends its connection. */
export function writeRefusal(socket: Duplex, error: HubError): void {
  const { head, body } = lastAnswer(error);
  const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(
    `HTTP/1.1 ${error.status} ${STATUS_CODES[error.status] ?? ""}\r\n${lines.join("")}\r\n${body}`,
    () => socket.destroy(),
  );
}

/** For a request that has a response object, but no route. */
export function endWithRefusal(response: ServerResponse, error: HubError): void {
  const { head, body } = lastAnswer(error);
  response.writeHead(error.status, head).end(body);
}

function lastAnswer(error: HubError): {
  readonly head: Record<string, string | number>;
  readonly body: string;
} {
  const body = JSON.stringify(error);
  return {
    body,
    head: {
      "content-type": JSON_TYPE,
      "content-length": Buffer.byteLength(body),
      "cache-control": "no-store",
      connection: "close",
    },
  };
}
