/** What every server with a gateway's routes is made with. */
import type { IncomingMessage } from "node:http";
import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { HubError } from "#schema/errors.js";
import { refuseConnection, sendRefusal, toRefusal } from "./refusal.js";

const BODY_LIMIT_BYTES = 1024 * 1024;
/**
 * For a whole request to come: that of the largest file over a slow line. One that comes slower, byte by
 * byte, is ended.
 */
const REQUEST_TIMEOUT_MS = 15 * 60_000;
/** For the headers of a request, and how often all connections are looked at. */
const HEADERS_TIMEOUT_MS = 15_000;
const LOOK_EVERY_MS = 5_000;
/** Characters of one part of a path. */
const LONGEST_PARAMETER = 200;

/** `trustedProxies`: addresses or networks, joined by commas. */
export function serverOptions(trustedProxies: string) {
  return {
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    forceCloseConnections: "idle",
    trustProxy: trustedProxies === "" ? false : trustedProxies,
    routerOptions: { maxParamLength: LONGEST_PARAMETER },
    // A request without Host is refused in our form, by whoever made the server. Any other protocol that a
    // client would like to change to (curl offers h2c) may be left aside, and its request is one like others.
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
