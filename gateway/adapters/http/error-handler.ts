/** Fastify's error handler: sends GraphQL's format on GraphQL routes, plain JSON elsewhere. */
import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { HubError } from "#schema/errors.js";
import type { Log } from "../../log.js";
import { toPublicError } from "../../operation/show-error.js";
import { sendRefusal, toRefusal } from "./refusal.js";

export function createErrorHandler(
  log: Log,
): (error: FastifyError | HubError, request: FastifyRequest, reply: FastifyReply) => Promise<void> {
  return async (error, request, reply) => {
    // Fastify's own refusals (a body that is not JSON or is too large) have a status below 500.
    const isFastifys = !(error instanceof HubError) && (error.statusCode ?? 500) < 500;
    // Who hangs up while the body is read is no fault of ours, and reads no answer.
    const isGone =
      !(error instanceof HubError) && error.code === "ECONNRESET" && request.raw.socket.destroyed;
    await sendRefusal(
      request,
      reply,
      isFastifys || isGone ? toRefusal(error, request) : toPublicError(error, log),
    );
  };
}
