/** `/graphql`, and `/graphql/<contract>` for a contract's view: who asks, how large the question is, the operation, the answer as text. Equal reads that are under way at the same time are one. */
import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { OperationTypeNode, type GraphQLError } from "graphql";
import type { Caller } from "#schema/caller.js";
import { HubError, type RequestFault } from "#schema/errors.js";
import type { AnswerLimits } from "#schema/runtime/meter.js";
import type { AnswerCache } from "../../freshness/cache.js";
import type { CostGuard } from "../../limits/cost.js";
import { asksForCost, withCost } from "../../limits/tell-cost.js";
import type { Documents } from "../../documents/documents.js";
import type { EndableLifetime } from "#schema/runtime/lifetime.js";
import type { GuardDocument } from "../../limits/document.js";
import { clientOf } from "../../limits/planning-budget.js";
import type { PlanningBudget } from "../../engine/planning-budget.js";
import type { Revision } from "../../graph/revision.js";
import { askFor, engineOf, toItsEnd } from "../../operation/use-revision.js";
import { clientNameOf } from "../../usage/client-name.js";
import type { Recorder } from "../../usage/recorder.js";
import type { Live } from "../live.js";
import { mediaTypeOf, readsNothingElse, readsStream, refusedStatus } from "./accept.js";
import { admit } from "../../operation/admit.js";
import { restBetween } from "../../operation/long-request.js";
import { tell, toAnswer, toRefusal, type Answer, type ShowError } from "../../operation/answer.js";
import { createCors, type Cors } from "./cors.js";
import { createInFlight, join } from "../../operation/in-flight.js";
import { MULTIPART, readsParts, writeMultipart } from "../multipart/multipart.js";
import { onClosed } from "./on-closed.js";
import type { Repeats } from "./repeats.js";
import { readJsonWithinBounds } from "./json-bounds.js";
import { readRequest, refuseMediaType } from "./read-request.js";
import type { GraphQLRequest } from "../../operation/request.js";
import { has, sendPlain, sendStored, sendUnchanged, typed } from "./send-answer.js";

export interface GraphQLDoor {
  readonly revision: () => Revision;
  readonly callerOf: (request: FastifyRequest) => Promise<Caller | null>;
  readonly documents: Pick<Documents, "resolveText" | "standing">;
  readonly guard: GuardDocument;
  /** By the caller's subject or the address. */
  readonly budgetOf: (client: string) => PlanningBudget;
  readonly costs: Pick<CostGuard, "check">;
  /** Longest time for a query. */
  readonly operationTimeoutMs: number;
  readonly answerLimits: AnswerLimits;
  /** Whether equal reads under way share one execution. */
  readonly shareInFlight: boolean;
  /** Null: what clients use is not recorded. */
  readonly usage: Pick<Recorder, "record"> | null;
  /** Null: no answer is kept. */
  readonly cache: AnswerCache | null;
  /** Null where no answer is kept. */
  readonly repeats: Pick<Repeats, "payloadOf" | "keep"> | null;
  /** Pages that may ask: `*`, or origins joined by commas. */
  readonly corsOrigins: string;
  readonly show: ShowError;
  /** What is answered as a stream. */
  readonly live: Live;
}

export function registerGraphQL(app: FastifyInstance, door: GraphQLDoor): void {
  const cors = createCors(door.corsOrigins);
  for (const url of ["/graphql", "/graphql/:contract"]) cors.register(app, url);
  void app.register((scope, _options, done) => {
    readJsonWithinBounds(scope);
    registerRoutes(scope, door, cors);
    done();
  });
}

function registerRoutes(app: FastifyInstance, door: GraphQLDoor, cors: Cors): void {
  const inFlight = createInFlight<Answer>();
  for (const url of ["/graphql", "/graphql/:contract"]) app.route<{ Params: { contract?: string } }>({
    url, method: ["GET", "HEAD", "POST"],
    onRequest: (request, reply, done) => {
      cors.allow(request, reply);
      void reply.header("cache-control", "no-store");
      done();
    },
    preParsing: (request, _reply, payload, done) => {
      try {
        refuseMediaType(request);
        done(null, door.repeats?.payloadOf(request.raw) ?? payload);
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)));
      }
    },
    handler: async (request, reply) => {
      const contract = request.params.contract ?? null;
      if (door.live.isUpgrade(request)) {
        cors.refuseOthers(request);
        return door.live.takeUpgrade(request, reply, contract);
      }
      // A request is answered by the graph that there is when it comes, whatever follows.
      const now = door.revision();
      onClosed(reply.raw, now.hold());
      const caller = await door.callerOf(request);
      const engine = await engineOf(now, contract);
      const standing = door.documents.standing(contract);
      const asked = await readRequest(request, (document) => door.documents.resolveText(document, { contract, headers: request.headers }));
      const client = caller?.subject ?? clientOf(request.ip);
      const budget = door.budgetOf(client);
      const admitted = await admit(asked, {
        engine, guard: door.guard, budget, costs: door.costs, contract, caller, mayDefer: readsParts(request), usage: door.usage, headers: request.headers,
        refuseKind: (kind) => {
          if (kind === OperationTypeNode.SUBSCRIPTION && !readsStream(request)) throw new HubError("SUBSCRIPTION_NEEDS_STREAM");
          if (request.method === "POST" || kind === OperationTypeNode.QUERY || (kind === OperationTypeNode.SUBSCRIPTION && request.method === "GET")) return;
          void reply.header("allow", "POST");
          throw new HubError("MUTATION_OVER_GET");
        },
      });
      if ("errors" in admitted) return refuse(request, reply, admitted.errors, admitted.code);
      const isStream = readsStream(request) && (readsNothingElse(request) || ("kind" in admitted && admitted.kind === OperationTypeNode.SUBSCRIPTION));
      if (isStream) return door.live.overSse(request, reply, { now, contract, engine, asked, admitted });
      // What is told of its cost is nobody else's answer, and no stored one.
      const isPlain = asksForCost(request.headers);
      const told = (answer: Answer): Answer => (isPlain ? { ...answer, body: withCost(answer.body, admitted.cost) } : answer);
      if ("failure" in admitted) return sendPlain(request, reply, told(toAnswer(admitted.failure, door.show)));
      const { kind, operation, runnable, variables } = admitted;
      const isQuery = kind === OperationTypeNode.QUERY;
      const cacheable = isQuery ? door.cache?.of({ revision: now.number, dependenciesOf: now.dependenciesOf, contract, operation, runnable, variables, caller }) ?? null : null;
      const keep = (tag: string): void => {
        if (cacheable && !engine.isThrown) door.repeats?.keep(request, reply, {
          revision: now, standing, contract, text: asked.text, cacheable, tag,
          // Who comes again word for word has no token.
          count: (headers) => door.usage?.record({ schema: engine.schema, prepared: operation.prepared, variables: asked.variables, client: clientNameOf(headers), caller: null, spend: budget.spend }),
        });
      };
      if (cacheable && !isPlain) {
        const tag = request.headers["if-none-match"] === undefined ? null : cacheable.tag();
        if (tag !== null && has(request, tag)) {
          keep(tag);
          return sendUnchanged(request, reply, tag);
        }
        const stored = cacheable.find();
        if (stored) {
          keep(stored.tag);
          return sendStored(request, reply, stored);
        }
      }
      const execute = async (lifetime: EndableLifetime): Promise<Answer> => {
        await restBetween(asked)();
        return toAnswer(await engine.run(runnable, variables, askFor(now, { caller, client, lifetime, limits: door.answerLimits })), door.show);
      };
      const run = async (lifetime: EndableLifetime): Promise<Answer> => {
        const shared = await cacheable?.fetch();
        if (shared) return { body: shared.body, isWhole: true, retryAfter: null, stored: shared, later: null };
        return cacheable ? cacheable.make(() => execute(lifetime)) : execute(lifetime);
      };
      // What is under way is joined only by who knows of no later release.
      const latest = door.cache ? door.cache.latest() : 0;
      const key = door.shareInFlight && runnable.parts.length === 0 && latest !== null ? keyOf(asked, contract, caller, latest, runnable.overrides) : null;
      const made = await (isQuery ? join(inFlight(now), { key, milliseconds: door.operationTimeoutMs, run, onLeave: (leave) => onClosed(reply.raw, () => leave(reply.raw.writableFinished)) }) : toItsEnd(now, run));
      if (made.stored && !isPlain) {
        keep(made.stored.tag);
        return sendStored(request, reply, made.stored);
      }
      const answer = told(made);
      return answer.later ? reply.type(MULTIPART).send(Readable.from(writeMultipart(answer.body, answer.later, (errors) => tell(errors, door.show)))) : sendPlain(request, reply, answer);
    },
  });
}

function keyOf({ text, operationName, variables }: GraphQLRequest, contract: string | null, caller: Caller | null, latest: number, overrides: readonly string[]): string {
  return JSON.stringify([contract, text, operationName, variables, caller, latest, overrides]);
}

/** The request itself is wrong: there are no data. */
function refuse(request: FastifyRequest, reply: FastifyReply, errors: readonly GraphQLError[], code: RequestFault): FastifyReply {
  return reply.status(refusedStatus(request)).type(typed(mediaTypeOf(request))).send(JSON.stringify({ errors: toRefusal(errors, code) }));
}
