/** Fastify's options for every server with a gateway's routes. */
import type { IncomingMessage } from "node:http";
import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { HubError } from "#schema/errors.js";
import { refuseConnection, sendRefusal, toRefusal } from "./refusal.js";

const BODY_LIMIT_BYTES = 1024 * 1024;
/**
 * Time limit for a whole request: enough for the largest file over a slow line. A slower request is ended.
 */
const REQUEST_TIMEOUT_MS = 15 * 60_000;
/**
 * Time limit for the headers of a later request of a connection (of its first: `bound-arrivals.ts`), and the
 * interval at which connections are checked. Node counts time in which the process stood still.
 */
const HEADERS_TIMEOUT_MS = 60_000;
const LOOK_EVERY_MS = 5_000;
/** Most characters of one path parameter. */
const LONGEST_PARAMETER = 200;

/** `trustedProxies`: addresses or networks, joined by commas. */
export function serverOptions(trustedProxies: string) {
  return {
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    forceCloseConnections: "idle",
    trustProxy: trustedProxies === "" ? false : trustedProxies,
    routerOptions: { maxParamLength: LONGEST_PARAMETER },
    // The server's creator refuses requests without Host in the hub's format. Upgrade offers for other
    // protocols (curl offers h2c) are ignored, and the request is handled normally.
    http: {
      requireHostHeader: false,
      headersTimeout: HEADERS_TIMEOUT_MS,
      connectionsCheckingInterval: LOOK_EVERY_MS,
      shouldUpgradeCallback: ({ headers: { upgrade } }: IncomingMessage): boolean =>
        upgrade?.toLowerCase() === "websocket",
    },
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply): void => {
      void sendRefusal(
        request,
        reply,
        error.code === "FST_ERR_MAX_PARAM_LENGTH"
          ? new HubError("PATH_TOO_LONG", { limit: LONGEST_PARAMETER })
          : toRefusal(error, request),
      );
    },
    clientErrorHandler: refuseConnection,
  } as const;
}
