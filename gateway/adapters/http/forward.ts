/**
 * Forwards a subgraph's own routes (such as the intake of files) to the process that serves it, unchanged and
 * streaming both ways.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { Pool } from "undici";
import { CALLER_HEADER, stateRoute, type Caller } from "#schema/caller.js";
import { HubError } from "#schema/errors.js";
import type { SignCaller } from "../../rights/sign-caller.js";

export interface ForwardOptions {
  readonly prefix: string;
  readonly name: string;
  /** Origin of the process, e.g. `http://10.0.0.5:4001`. */
  readonly origin: string;
  readonly callerOf: (request: FastifyRequest) => Promise<Caller | null>;
  readonly signCaller: SignCaller;
}

const PASSED_ON = [
  "content-type",
  "content-length",
  "x-file-name",
  "accept",
  "accept-encoding",
  "if-none-match",
  "if-range",
  "range",
] as const;
const PASSED_BACK = [
  "content-type",
  "content-length",
  "content-disposition",
  "content-encoding",
  "content-range",
  "content-security-policy",
  "accept-ranges",
  "repr-digest",
  "link",
  "tongcha-next-since",
  "etag",
  "cache-control",
  "vary",
  "retry-after",
  "allow",
  "referrer-policy",
  "x-content-type-options",
] as const;

export function forward(
  app: FastifyInstance,
  { prefix, name, origin, callerOf, signCaller }: ForwardOptions,
): void {
  const pool = new Pool(origin);
  void app.register(
    (scope, _options, done) => {
      scope.addHook("onClose", () => pool.close());
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser("*", (_request, payload, parsed) => parsed(null, payload));
      const pass = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
        // Written as the client wrote it: `..` in it leads nowhere else.
        const path = request.raw.url ?? prefix;
        const stated = stateRoute(request.method, path);
        const headers: Record<string, string> = {
          [CALLER_HEADER]: await signCaller(await callerOf(request), name, stated),
        };
        for (const header of PASSED_ON) {
          const value = request.headers[header];
          if (typeof value === "string") headers[header] = value;
        }
        const answer = await pool
          .request({
            path,
            method: request.method,
            headers,
            body: hasBody(request) ? request.raw : null,
          })
          .catch(() => {
            throw new HubError("SUBGRAPH_UNAVAILABLE", { name });
          });
        if (answer.statusCode === 401) {
          const refusal = await answer.body.text();
          // The process refuses this gateway's signature, not the caller.
          if (refusal.includes("SUBGRAPH_UNSIGNED")) throw new HubError("SUBGRAPH_UNAVAILABLE", { name });
          return reply
            .status(answer.statusCode)
            .header("content-type", answer.headers["content-type"])
            .send(refusal);
        }
        for (const header of PASSED_BACK) {
          const value = answer.headers[header];
          if (typeof value === "string") void reply.header(header, value);
        }
        return reply.status(answer.statusCode).send(answer.body);
      };
      for (const rest of ["", "/*", ".*"]) scope.all(rest, pass);
      done();
    },
    { prefix },
  );
}

/** Independent of the method: RFC 9112, section 6. */
function hasBody({ headers }: FastifyRequest): boolean {
  return headers["transfer-encoding"] !== undefined || (headers["content-length"] ?? "0") !== "0";
}
