/**
 * The routes `/graphql`, and `/graphql/<contract>` for a contract's view: convert a request to a Question,
 * and its Answer to a response.
 */
import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { OperationTypeNode, type GraphQLFormattedError } from "graphql";
import { HubError } from "#schema/errors.js";
import { asksForCost, withCost } from "../../limits/tell-cost.js";
import type { Rates } from "../../limits/rate/rates.js";
import type { Identity } from "../../rights/identity.js";
import { tell } from "../../operation/answer.js";
import type { Ask, Asked } from "../../operation/ask.js";
import type { Live } from "../live.js";
import { MULTIPART, readsParts, writeMultipart } from "../multipart/multipart.js";
import { mediaTypeOf, readsNothingElse, readsStream, refusedStatus } from "./accept.js";
import { createArrivals } from "./arrivals.js";
import { createCors } from "./cors.js";
import type { Explorer } from "./explorer.js";
import { readJsonWithinBounds } from "./json-bounds.js";
import { markOperation } from "./log-requests.js";
import { onClosed } from "./on-closed.js";
import { readRequest, refuseMediaType } from "./read-request.js";
import type { Repeats } from "./repeats.js";
import { has, sendPlain, sendStored, sendUnchanged, typed } from "./send-answer.js";

export interface GraphQLDoor {
  readonly ask: Ask;
  readonly identityOf: (request: FastifyRequest) => Promise<Identity>;
  /** Null: clients ask as often as they like. */
  readonly rates: Pick<Rates, "of"> | null;
  /** Null if no answer is cached. */
  readonly repeats: Pick<Repeats, "payloadOf" | "keep"> | null;
  /** Origins that may make cross-origin requests: `*`, or origins joined by commas. */
  readonly corsOrigins: string;
  /** Serves subscriptions and WebSocket upgrades. */
  readonly live: Live;
  /** Null: browsers get no page. */
  readonly explorer: Explorer | null;
}

type GraphQLHttpRequest = FastifyRequest<{ Params: { contract?: string } }>;

export function registerGraphQL(
  app: FastifyInstance,
  { ask, identityOf, rates, repeats, corsOrigins, live, explorer }: GraphQLDoor,
): void {
  const cors = createCors(corsOrigins);
  const arrivals = createArrivals({ identityOf, rates });
  const answer = async (
    request: FastifyRequest,
    reply: FastifyReply,
    asked: Asked,
  ): Promise<FastifyReply> => {
    // An answer with its cost is not served from the cache.
    const isPlain = asksForCost(request.headers);
    const keep = (tag: string): void => {
      if (asked.again) repeats?.keep(request, reply, asked.again, tag);
    };
    const unchanged =
      isPlain || request.headers["if-none-match"] === undefined
        ? null
        : asked.unchanged((tag) => has(request, tag));
    if (unchanged !== null) {
      keep(unchanged);
      return sendUnchanged(request, reply, unchanged);
    }
    const given = await asked.answer({
      onLeave: (leave) => onClosed(reply.raw, () => leave(reply.raw.writableFinished)),
    });
    if (given.stored && !isPlain) {
      keep(given.stored.tag);
      return sendStored(request, reply, given.stored);
    }
    const body = isPlain ? withCost(given.body, asked.cost) : given.body;
    if (!given.later) return sendPlain(request, reply, { ...given, body });
    return reply
      .type(MULTIPART)
      .send(Readable.from(writeMultipart(body, given.later, (errors) => tell(errors, asked.show))));
  };

  for (const url of ["/graphql", "/graphql/:contract"]) cors.register(app, url);
  const addRoute = (scope: FastifyInstance, url: string): unknown =>
    scope.route<{ Params: { contract?: string } }>({
      url,
      method: ["GET", "HEAD", "POST"],
      onRequest: async (request, reply) => {
        cors.allow(request, reply);
        if (explorer?.isFor(request)) return explorer.send(request, reply);
        void reply.header("cache-control", "no-store");
        // Over a WebSocket the client says who it is when it is connected.
        if (!live.isUpgrade(request)) await arrivals.identify(request);
      },
      preParsing: (request, _reply, payload, done) => {
        try {
          refuseMediaType(request);
          done(null, repeats?.payloadOf(request.raw) ?? payload);
        } catch (error) {
          done(error instanceof Error ? error : new Error(String(error)));
        }
      },
      handler: async (request: GraphQLHttpRequest, reply) => {
        const contract = request.params.contract ?? null;
        if (live.isUpgrade(request)) {
          cors.refuseOthers(request);
          return live.takeUpgrade(request, reply, contract);
        }
        const identity = arrivals.identityOf(request);
        const read = readRequest(request);
        markOperation(request);
        const asked = await ask({
          ...read,
          contract,
          identity,
          address: request.ip,
          headers: request.headers,
          mayDefer: readsParts(request),
          hasLeft: () => reply.raw.closed,
          refuseKind: (kind) => refuseKind(kind, request, reply),
        });
        if ("refusal" in asked) return refuse(request, reply, asked.refusal);
        onClosed(reply.raw, asked.release);
        const isStream = readsStream(request) && (readsNothingElse(request) || asked.subscription !== null);
        if (!isStream) return answer(request, reply, asked);
        arrivals.tell(request, reply);
        return live.overSse(request, reply, asked);
      },
    });
  void app.register((scope, _options, done) => {
    readJsonWithinBounds(scope);
    arrivals.register(scope);
    for (const url of ["/graphql", "/graphql/:contract"]) addRoute(scope, url);
    done();
  });
}

/** Refuses a subscription without a stream, and a mutation by GET, which a browser's link could trigger. */
function refuseKind(kind: OperationTypeNode, request: FastifyRequest, reply: FastifyReply): void {
  if (kind === OperationTypeNode.SUBSCRIPTION && !readsStream(request))
    throw new HubError("SUBSCRIPTION_NEEDS_STREAM");
  if (
    request.method === "POST" ||
    kind === OperationTypeNode.QUERY ||
    (kind === OperationTypeNode.SUBSCRIPTION && request.method === "GET")
  )
    return;
  void reply.header("allow", "POST");
  throw new HubError("MUTATION_OVER_GET");
}

/** Sends a refusal for an invalid request: the response has no `data`. */
function refuse(
  request: FastifyRequest,
  reply: FastifyReply,
  errors: readonly GraphQLFormattedError[],
): FastifyReply {
  return reply
    .status(refusedStatus(request))
    .type(typed(mediaTypeOf(request)))
    .send(JSON.stringify({ errors }));
}
