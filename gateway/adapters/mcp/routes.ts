/**
 * `POST /mcp`: the Model Context Protocol for agents, by its official library, over streamable HTTP without
 * sessions: one message, one answer as JSON. A message pays as any request does, and its questions beside.
 */
import type { FastifyInstance, FastifyRequest } from "fastify";
import { HubError } from "#schema/errors.js";
import type { Views } from "../../graph/contracts/views.js";
import type { Log } from "../../log.js";
import type { Ask } from "../../operation/ask.js";
import type { Identity } from "../../rights/identity.js";
import { createCors } from "../http/cors.js";
import { readJsonWithinBounds } from "../http/json-bounds.js";
import { refuseMediaType } from "../http/read-request.js";
import { createAskGraph } from "../ask-graph.js";
import { createHostCheck } from "./host.js";

export interface McpDoor {
  readonly ask: Ask;
  readonly identityOf: (request: FastifyRequest) => Promise<Identity>;
  readonly views: () => Views;
  /** The contract of the view that agents ask. */
  readonly contract: string;
  /** Null: the address that is asked for. */
  readonly publicUrl: string | null;
  /** Origins that may make cross-origin requests: `*`, or origins joined by commas. */
  readonly corsOrigins: string;
  readonly log: Log;
}

export function registerMcp(
  app: FastifyInstance,
  { ask, identityOf, views, contract, publicUrl, corsOrigins, log }: McpDoor,
): void {
  const cors = createCors(corsOrigins);
  const checkHost = createHostCheck(publicUrl);
  cors.register(app, URL_PATH);
  void app.register((scope, _options, done) => {
    readJsonWithinBounds(scope);
    scope.post(URL_PATH, {
      onRequest: (request, reply, next) => {
        cors.allow(request, reply);
        void reply.header("cache-control", "no-store");
        checkHost(request);
        cors.refuseOthers(request);
        refuseMediaType(request);
        next();
      },
      handler: async (request, reply) => {
        const identity = await identityOf(request);
        const { body } = request;
        if (typeof body !== "object" || body === null || Array.isArray(body))
          throw new HubError("REQUEST_INVALID", ONE_MESSAGE);
        const view = await views().of(contract);
        const origin = publicUrl ?? `${request.protocol}://${request.host}`;
        // The protocol's library is loaded when the first agent asks.
        const { answerMessage } = await import("./answer-message.js");
        const { status, text } = await answerMessage({
          message: body,
          request: asWebRequest(request, origin),
          view,
          means: {
            ask: createAskGraph({ ask, contract, identity, clientName: "mcp", request, reply }),
            schema: view.engine.schema,
            addressOf: (path) => new URL(path, origin).href,
          },
          log,
        });
        if (status >= 400) throw new HubError("REQUEST_INVALID", faultOf(status));
        return reply.status(status).type("application/json; charset=utf-8").send(text);
      },
    });
    done();
  });
}

const URL_PATH = "/mcp";

function asWebRequest({ headers }: FastifyRequest, origin: string): Request {
  const given = Object.entries(headers).flatMap(([name, value]) =>
    typeof value === "string" ? [[name, value] as [string, string]] : [],
  );
  return new Request(new URL(URL_PATH, origin), { method: "POST", headers: given });
}

const ONE_MESSAGE = {
  reason: "应为一条 JSON-RPC 消息，不能成批",
  reasonEn: "the body is not one JSON-RPC message, and there are no batches",
};
const NOT_ACCEPTABLE = 406;

/** What the library refuses. */
function faultOf(status: number): { readonly reason: string; readonly reasonEn: string } {
  return status === NOT_ACCEPTABLE
    ? {
        reason: "Accept 须同时包含 application/json 和 text/event-stream",
        reasonEn: "Accept must have both application/json and text/event-stream",
      }
    : {
        reason: "不是 JSON-RPC 消息，或协议版本不受支持",
        reasonEn: "it is no JSON-RPC message, or the version of the protocol is not supported",
      };
}
