/**
 * The access log's lines for requests that are no operations: files, feeds, tables, and what was refused
 * before its operation was read. Each has its route, never its address, its headers or its body.
 */
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Log } from "../../log.js";

const operations = new WeakSet<FastifyRequest>();

/** Call it for a request whose operation is logged. */
export function markOperation(request: FastifyRequest): void {
  operations.add(request);
}

export function logRequests(app: FastifyInstance, log: Log): void {
  app.addHook("onResponse", (request, reply, done) => {
    if (!operations.has(request))
      log({
        level: "info",
        message: "A request",
        method: request.method,
        route: request.routeOptions.url ?? null,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 10) / 10,
      });
    done();
  });
}
