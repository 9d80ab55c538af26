/**
 * Subgraphs over HTTP, for a gateway in another process: `POST /<name>/graphql`, JSON in UTF-8, signed by the
 * gateway. Refused: SUBGRAPH_UNSIGNED, CONTENT_TYPE, REQUEST_TOO_LARGE, REQUEST_INVALID. A wrong query is
 * answered with 200 and errors, as in process.
 */
import type { FastifyError, FastifyPluginCallback, FastifyReply, FastifyRequest } from "fastify";
import { CALLER_HEADER, stateBody } from "#schema/caller.js";
import { HubError } from "#schema/errors.js";
import type { KeyRing } from "#schema/key-ring.js";
import { toInternal } from "#schema/runtime/internal-error.js";
import { startLifetime, type EndableLifetime } from "#schema/runtime/lifetime.js";
import { createMeter, READ_FOR_ONE_WRITTEN, type Meter } from "#schema/runtime/meter.js";
import {
  CLIENT_HEADER,
  LEFT_HEADER,
  type LocalSubgraph,
  type SubgraphRequest,
  type SubgraphResult,
} from "#schema/subgraph.js";
import { whileWanted } from "#schema/runtime/while-wanted.js";
import type { HubLimits, Log } from "../resolve/hub-request.js";
import { presentRefusal } from "./present-error.js";
import { serveStream, wantsStream } from "./serve-stream.js";
import { refuseAnother, verifyCaller, type Stated } from "./verify-caller.js";

/** A request with the time that the gateway waits for it and the size of answer that it takes. */
export type BoundRequest = SubgraphRequest & { readonly lifetime: EndableLifetime; readonly meter: Meter };

/** A server library between HTTP and the subgraph. */
export interface Between {
  /** True if the library answers the request; else the subgraph answers it itself. */
  readonly takes: (asked: BoundRequest) => boolean;
  readonly answer: (asked: BoundRequest, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;
}

export interface ServeOptions {
  readonly subgraphs: readonly LocalSubgraph[];
  /** The hub's keys, each at least 32 bytes. */
  readonly keys: KeyRing<Uint8Array>;
  readonly limits: Pick<HubLimits, "answer" | "operationMs">;
  readonly bodyLimitBytes?: number;
  readonly between?: Between;
  /** Told, once a minute, when what a gateway has signed is refused. */
  readonly log?: Log;
}

const DEFAULT_BODY_LIMIT_BYTES = 1_048_576;

/** A fastify plugin. */
export const serveSubgraphs: FastifyPluginCallback<ServeOptions> = (
  app,
  { subgraphs, keys, limits, bodyLimitBytes = DEFAULT_BODY_LIMIT_BYTES, between, log },
  done,
) => {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "buffer" }, (request, body, parsed) => {
    if (!JSON_UTF8.test(request.headers["content-type"] ?? "")) return parsed(new HubError("CONTENT_TYPE"));
    try {
      refuseAnother(statements.get(request) ?? {}, stateBody(Buffer.from(body)));
    } catch (error) {
      return parsed(error instanceof Error ? error : new Error(String(error)));
    }
    parsed(null, parseJson(body.toString()));
  });
  app.setErrorHandler<FastifyError>((error, { url }, reply) =>
    refuse(reply, error, { bodyLimitBytes, subgraph: url.split("/")[1] ?? "" }),
  );
  const tellRefusal = createTellRefusal(log);
  const streams = new Set<AbortController>();
  app.addHook("preClose", (closed) => {
    for (const stream of streams) stream.abort();
    closed();
  });
  for (const subgraph of subgraphs) {
    app.post(
      `/${subgraph.name}/graphql`,
      {
        bodyLimit: bodyLimitBytes,
        // Before the body is read: a stranger's megabyte is not even received.
        onRequest: async (request) => {
          const signed = headerOf(request.headers[CALLER_HEADER]);
          const verified = verifyCaller(signed, subgraph.name, keys);
          if (signed !== undefined) verified.catch(tellRefusal);
          statements.set(request, await verified);
        },
      },
      async (request, reply) => {
        const asked = { ...readRequest(request.body), caller: statements.get(request)?.caller ?? null };
        const { subscribe } = subgraph;
        if (subscribe && wantsStream(request))
          return serveStream({ subscribe, streams }, asked, request, reply);
        const { lifetime, meter } = boundsOf(request, limits);
        // Also when its time is over: the gateway hangs up.
        reply.raw.once("close", () => lifetime.end());
        void reply.header("cache-control", "no-store");
        const bound = { ...asked, lifetime, meter };
        if (between?.takes(bound)) return between.answer(bound, request, reply);
        return reply.send(await answerInTime(subgraph, bound));
      },
    );
  }
  done();
};

/** Rejects with ANSWER_TOO_LARGE. */
export function answerInTime(subgraph: LocalSubgraph, asked: BoundRequest): Promise<SubgraphResult> {
  return whileWanted(subgraph.execute(asked), asked.lifetime, asked.meter, () => ({
    data: null,
    errors: [presentRefusal(new HubError("SUBGRAPH_TIMEOUT", { name: subgraph.name }))],
  }));
}

const TOLD_EVERY_MS = 60_000;

function createTellRefusal(log: Log | undefined): () => void {
  let next = 0;
  return () => {
    if (performance.now() < next) return;
    next = performance.now() + TOLD_EVERY_MS;
    log?.warn({}, "A gateway's signature is refused: its HUB_KEY is another, or its clock");
  };
}

const statements = new WeakMap<object, Stated>();

const JSON_UTF8 = /^application\/json\s*(?:;\s*charset\s*=\s*"?utf-8"?\s*)?$/i;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** As long as the gateway waits, and as much as it takes. */
function boundsOf(
  { headers }: FastifyRequest,
  { answer: { objects, bytes }, operationMs }: ServeOptions["limits"],
): { readonly lifetime: EndableLifetime; readonly meter: Meter } {
  const told = Number(headerOf(headers[LEFT_HEADER]) ?? NaN);
  const lifetime = startLifetime(told >= 0 ? Math.min(told, operationMs) : operationMs);
  return {
    lifetime,
    meter: createMeter(
      { objects, bytes: bytes / READ_FOR_ONE_WRITTEN },
      headerOf(headers[CLIENT_HEADER]) ?? "",
      lifetime,
    ),
  };
}

function headerOf(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function readRequest(body: unknown): Omit<SubgraphRequest, "caller"> {
  if (typeof body !== "object" || body === null || Array.isArray(body))
    throw invalid("应为 JSON 对象", "the body is no JSON object");
  const { query, operationName = null, variables = null }: Readonly<Record<string, unknown>> = { ...body };
  if (typeof query !== "string") throw invalid("缺少 query", "query is missing");
  if (operationName !== null && typeof operationName !== "string")
    throw invalid("operationName 应为字符串", "operationName is no string");
  if (typeof variables !== "object" || Array.isArray(variables))
    throw invalid("variables 应为对象", "variables is no object");
  return {
    query,
    ...(operationName !== null && { operationName }),
    ...(variables !== null && { variables: { ...variables } }),
  };
}

function invalid(reason: string, reasonEn: string): HubError {
  return new HubError("REQUEST_INVALID", { reason, reasonEn });
}

async function refuse(
  reply: FastifyReply,
  error: FastifyError,
  { bodyLimitBytes, subgraph }: { readonly bodyLimitBytes: number; readonly subgraph: string },
): Promise<void> {
  const refusal = error instanceof HubError ? error : toRefusal(error, bodyLimitBytes);
  if (!refusal) return reply.code(500).send({ errors: [toInternal(error, subgraph)] });
  await reply.code(refusal.status).send({ errors: [presentRefusal(refusal)] });
}

/** Fastify's own refusals in our words; null for any other error, which is our fault. */
function toRefusal(error: FastifyError, bodyLimitBytes: number): HubError | null {
  if (error.code === "FST_ERR_CTP_BODY_TOO_LARGE")
    return new HubError("REQUEST_TOO_LARGE", { limitKiB: Math.floor(bodyLimitBytes / 1024) });
  if (error.code === "FST_ERR_CTP_INVALID_MEDIA_TYPE") return new HubError("CONTENT_TYPE");
  if (error.statusCode !== undefined && error.statusCode < 500)
    return invalid("请求体不完整", "the body is incomplete");
  return null;
}
