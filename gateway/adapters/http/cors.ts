/**
 * Allows cross-origin requests. `*` grants no rights: a token is only sent by a page that holds it, and a
 * session counts for the hub's own pages alone, whose header (`SESSION_HEADER`) is not among those that
 * others may send.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { HubError } from "#schema/errors.js";

export interface Cors {
  /** Sets the CORS headers of every answer, refusals included. */
  readonly allow: (request: FastifyRequest, reply: FastifyReply) => void;
  /**
   * Throws ORIGIN_REFUSED for an origin that is not allowed. Browsers open a WebSocket for any page, and the
   * server must check the origin.
   */
  readonly refuseOthers: (request: FastifyRequest) => void;
  /** Answers preflight requests. */
  readonly register: (app: FastifyInstance, url: string) => void;
}

const METHODS = "GET, HEAD, POST";
const HEADERS =
  "authorization, x-api-key, content-type, last-event-id, tongcha-cost, tongcha-override-labels, graphql-client-name, graphql-client-version, apollographql-client-name, apollographql-client-version, apollo-require-preflight, mcp-protocol-version, x-apollo-operation-name";
const SHOWN = "etag, link, retry-after, ratelimit, ratelimit-policy, tongcha-next-since";
const A_DAY_SECONDS = 86_400;

/** `origins`: `*`, or origins joined by commas; empty for none. */
export function createCors(origins: string): Cors {
  const known = new Set(
    origins
      .split(",")
      .map((origin) => origin.trim())
      .filter(Boolean),
  );
  const isOpen = known.has("*");
  const allow: Cors["allow"] = ({ headers: { origin } }, reply) => {
    if (!isOpen && known.size > 0) void reply.header("vary", `${VARY}, origin`);
    else void reply.header("vary", VARY);
    if (origin === undefined || (!isOpen && !known.has(origin))) return;
    void reply
      .header("access-control-allow-origin", isOpen ? "*" : origin)
      .header("access-control-expose-headers", SHOWN);
  };
  return {
    allow,
    refuseOthers: ({ headers: { origin } }) => {
      if (origin !== undefined && !isOpen && !known.has(origin)) throw new HubError("ORIGIN_REFUSED");
    },
    register: (app, url) =>
      app.options(url, (request, reply) => {
        allow(request, reply);
        return reply
          .status(204)
          .header("access-control-allow-methods", METHODS)
          .header("access-control-allow-headers", HEADERS)
          .header("access-control-max-age", A_DAY_SECONDS)
          .send();
      }),
  };
}

/** The request headers that an answer of `/graphql` depends on. */
const VARY = "accept, accept-encoding, authorization, cookie, tongcha-override-labels";
