/** `/graphql`, and `/graphql/<contract>` for a contract's view: who asks, how large the question is, the operation, the answer as text. Equal reads that are under way at the same time are one. */
import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { OperationTypeNode, type GraphQLError, type GraphQLFormattedError } from "graphql";
import type { Caller } from "#schema/caller.js";
import { HubError } from "#schema/errors.js";
import type { SubgraphError } from "#schema/subgraph.js";
import type { StoredAnswer } from "../cache/answer-store.js";
import type { AnswerCache } from "../cache/cache.js";
import type { Documents } from "../documents/documents.js";
import type { Engine, Outcome } from "../execute/engine.js";
import { startLifetime, type Lifetime } from "../execute/lifetime.js";
import type { GuardDocument } from "../limits/document.js";
import { clientOf, type PlanningBudget } from "../limits/planning-budget.js";
import type { Revision } from "../supergraph/revision.js";
import { clientNameOf } from "../usage/client-name.js";
import type { Recorder } from "../usage/recorder.js";
import type { Live } from "../live/live.js";
import { mediaTypeOf, readsNothingElse, readsStream, refusedStatus } from "./accept.js";
import { admit } from "./admit.js";
import { createCors } from "./cors.js";
import { names } from "./entity-tag.js";
import { groupErrors } from "./group-errors.js";
import { join } from "./in-flight.js";
import { MULTIPART, readsParts, writeMultipart } from "./multipart.js";
import { readRequest, refuseMediaType, type GraphQLRequest } from "./read-request.js";
import { sendPlain, sendStored, sendUnchanged, typed } from "./send-answer.js";

/** As it is sent, once for all that share it. */
export interface Answer extends Pick<Outcome, "later"> {
  readonly body: Buffer;
  /** Whether it has no errors. */
  readonly isWhole: boolean;
  /** Null for one that is not kept. */
  readonly stored: StoredAnswer | null;
}

export interface GraphQLDoor {
  readonly revision: () => Revision;
  readonly callerOf: (request: FastifyRequest) => Promise<Caller | null>;
  readonly documents: Pick<Documents, "resolveText">;
  readonly guard: GuardDocument;
  /** By the caller's subject or the address. */
  readonly budgetOf: (client: string) => PlanningBudget;
  /** Longest time for a query. */
  readonly operationTimeoutMs: number;
  /** Whether equal reads under way share one execution. */
  readonly shareInFlight: boolean;
  /** Null: what clients use is not recorded. */
  readonly usage: Pick<Recorder, "record"> | null;
  /** Null: no answer is kept. */
  readonly cache: AnswerCache | null;
  /** Pages that may ask: `*`, or origins joined by commas. */
  readonly corsOrigins: string;
  /** What of a subgraph's error may be shown. */
  readonly show: (error: SubgraphError) => GraphQLFormattedError;
  /** What is answered as a stream. */
  readonly live: Live;
}

export function registerGraphQL(app: FastifyInstance, door: GraphQLDoor): void {
  const cors = createCors(door.corsOrigins);
  for (const url of ["/graphql", "/graphql/:contract"]) cors.register(app, url);
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
        done(null, payload);
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)));
      }
    },
    handler: async (request, reply) => {
      const contract = request.params.contract ?? null;
      if (await door.live.takesUpgrade(request, reply, contract)) return reply;
      // A request is answered by the graph that there is when it comes, whatever follows.
      const now = door.revision();
      reply.raw.once("close", now.hold());
      const caller = await door.callerOf(request);
      const engine = await engineOf(now, contract);
      const asked = await readRequest(request, (document) => door.documents.resolveText(document, { contract, headers: request.headers }));
      const budget = door.budgetOf(caller?.subject ?? clientOf(request.ip));
      const admitted = await admit(asked, {
        engine, guard: door.guard, budget, mayDefer: readsParts(request), usage: door.usage, clientName: clientNameOf(request.headers),
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
      if ("failure" in admitted) return sendPlain(request, reply, toAnswer(admitted.failure, door.show));
      const { kind, operation, runnable, variables } = admitted;
      const isQuery = kind === OperationTypeNode.QUERY;
      const cacheable = isQuery ? door.cache?.of({ revision: now.number, dependenciesOf: now.dependenciesOf, contract, operation, runnable, variables, caller }) ?? null : null;
      if (cacheable) {
        const held = request.headers["if-none-match"];
        const tag = held === undefined ? null : cacheable.tag();
        if (held !== undefined && tag !== null && names(held, tag)) return sendUnchanged(request, reply, tag);
        const stored = cacheable.find();
        if (stored) return sendStored(request, reply, stored);
      }
      const execute = async (lifetime: Lifetime): Promise<Answer> => toAnswer(await engine.run(runnable, variables, askFor(now, caller, lifetime)), door.show);
      const run = (lifetime: Lifetime): Promise<Answer> => (cacheable ? cacheable.make(() => execute(lifetime)) : execute(lifetime));
      // What is under way is joined only by who knows of no later release.
      const latest = door.cache ? door.cache.latest() : 0;
      const key = door.shareInFlight && runnable.parts.length === 0 && latest !== null ? keyOf(asked, contract, caller, latest) : null;
      const answer = await (isQuery ? join(now.inFlight, { key, milliseconds: door.operationTimeoutMs, run }, reply.raw) : toItsEnd(now, run));
      if (answer.stored) return sendStored(request, reply, answer.stored);
      return answer.later ? reply.type(MULTIPART).send(Readable.from(writeMultipart(answer.body, answer.later, (errors) => tell(errors, door.show)))) : sendPlain(request, reply, answer);
    },
  });
}

/** Of the whole graph, or of a contract's view. Rejects with CONTRACT_UNKNOWN or CONTRACT_UNUSABLE. */
export async function engineOf({ engine, views }: Revision, contract: string | null): Promise<Engine> {
  return contract === null ? engine : (await views.of(contract)).engine;
}

export function askFor({ clients }: Revision, caller: Caller | null, lifetime: Lifetime): Parameters<Engine["run"]>[2] {
  return (operation, variables, representations) => {
    const client = clients.get(operation.subgraph);
    if (!client) throw new Error(`The supergraph names a subgraph ${operation.subgraph} that nobody serves`);
    return client.ask(operation, variables, representations, { caller, lifetime });
  };
}

/** A mutation that has begun is not left half done, also when nobody waits for its answer. */
export function toItsEnd<T>(now: Revision, run: (lifetime: Lifetime) => Promise<T>): Promise<T> {
  return run(startLifetime(Infinity)).finally(now.hold());
}

function keyOf({ text, operationName, variables }: GraphQLRequest, contract: string | null, caller: Caller | null, latest: number): string {
  return JSON.stringify([contract, text, operationName, variables, caller, latest]);
}

export function toAnswer({ data, errors, later }: Outcome, show: GraphQLDoor["show"]): Answer {
  const isWhole = errors.length === 0;
  return { isWhole, stored: null, body: Buffer.from(isWhole ? `{"data":${data}}` : `{"errors":${JSON.stringify(tell(errors, show))},"data":${data}}`), later };
}

export function tell(errors: readonly SubgraphError[], show: GraphQLDoor["show"]): readonly GraphQLFormattedError[] {
  return groupErrors(errors).map(({ error, alike }) => {
    const shown = show(error);
    return alike === 0 ? shown : { ...shown, extensions: { ...shown.extensions, alike } };
  });
}

/** The request itself is wrong: there are no data. */
function refuse(request: FastifyRequest, reply: FastifyReply, errors: readonly GraphQLError[], code: string): FastifyReply {
  return reply.status(refusedStatus(request)).type(typed(mediaTypeOf(request))).send(JSON.stringify({ errors: toRefusal(errors, code) }));
}

export function toRefusal(errors: readonly GraphQLError[], code: string): readonly GraphQLFormattedError[] {
  return errors.map(({ message, locations }) => ({ message, ...(locations ? { locations } : {}), extensions: { code } }));
}
