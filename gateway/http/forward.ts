/** Passes a subgraph's own routes (such as the intake of files) on to the process that serves it, streaming both ways. */
import type { FastifyInstance, FastifyRequest } from "fastify";
import { Agent, request as send } from "undici";
import { CALLER_HEADER, type Caller } from "#schema/caller.js";
import { HubError } from "#schema/errors.js";
import type { SignCaller } from "../rights/sign-caller.js";

export interface ForwardOptions {
  readonly prefix: string;
  readonly name: string;
  /** Origin of the process, e.g. `http://10.0.0.5:4001`. */
  readonly origin: string;
  readonly callerOf: (request: FastifyRequest) => Promise<Caller | null>;
  readonly signCaller: SignCaller;
}

const PASSED_ON = ["content-type", "content-length", "x-file-name", "accept", "if-none-match"] as const;

export function forward(app: FastifyInstance, { prefix, name, origin, callerOf, signCaller }: ForwardOptions): void {
  const dispatcher = new Agent();
  void app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", (_request, payload, parsed) => parsed(null, payload));
    scope.all("/*", async (request, reply) => {
      const headers: Record<string, string> = { [CALLER_HEADER]: await signCaller(await callerOf(request), name) };
      for (const header of PASSED_ON) {
        const value = request.headers[header];
        if (typeof value === "string") headers[header] = value;
      }
      try {
        const hasBody = request.method !== "GET" && request.method !== "HEAD";
        const answer = await send(new URL(request.url, origin), { method: request.method === "POST" ? "POST" : "GET", dispatcher, headers, ...(hasBody ? { body: request.raw } : {}) });
        void reply.status(answer.statusCode);
        for (const header of ["content-type", "content-disposition", "etag", "cache-control"]) {
          const value = answer.headers[header];
          if (typeof value === "string") void reply.header(header, value);
        }
        return await reply.send(answer.body);
      } catch {
        throw new HubError("SUBGRAPH_UNAVAILABLE", { name });
      }
    });
    done();
  }, { prefix });
}
