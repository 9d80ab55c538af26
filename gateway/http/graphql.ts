/** `/graphql`: who asks, how large the question is, the operation, the answer as text. Equal reads that are under way at the same time are one. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { OperationTypeNode, type GraphQLError, type GraphQLFormattedError } from "graphql";
import type { Caller } from "#schema/caller.js";
import { HubError } from "#schema/errors.js";
import type { SubgraphError } from "#schema/subgraph.js";
import type { Engine, Outcome } from "../execute/engine.js";
import type { SubgraphClient } from "../execute/subgraph-client.js";
import type { GuardDocument } from "../limits/document.js";
import { groupErrors } from "./group-errors.js";
import { readRequest, refuseMediaType, type GraphQLRequest } from "./read-request.js";

/** All that belongs to one state of the graph. */
export interface Revision {
  readonly engine: Engine;
  readonly clients: ReadonlyMap<string, SubgraphClient>;
  /** Answers under way, by what is asked and by whom. */
  readonly underWay: Map<string, Promise<Outcome>>;
}

export interface GraphQLDoor {
  readonly revision: () => Revision;
  readonly callerOf: (request: FastifyRequest) => Promise<Caller | null>;
  readonly guard: GuardDocument;
  /** Whether equal reads under way share one execution. */
  readonly shareInFlight: boolean;
  /** What of a subgraph's error may be shown. */
  readonly show: (error: SubgraphError) => GraphQLFormattedError;
}

export function registerGraphQL(app: FastifyInstance, { revision, callerOf, guard, shareInFlight, show }: GraphQLDoor): void {
  app.route({
    url: "/graphql", method: ["GET", "POST"],
    preParsing: (request, _reply, payload, done) => {
      try {
        refuseMediaType(request);
        done(null, payload);
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)));
      }
    },
    handler: async (request, reply) => {
      // A request is answered by the graph that there is when it comes, whatever follows.
      const now = revision();
      const caller = await callerOf(request);
      const asked = readRequest(request);
      guard(asked.text);
      const read = now.engine.read(asked.text, asked.operationName);
      if (!read.ok) return refuse(request, reply, read.errors, read.code);
      const { operation } = read;
      const isQuery = operation.prepared.operation.operation === OperationTypeNode.QUERY;
      if (request.method === "GET" && !isQuery) {
        void reply.header("allow", "POST");
        throw new HubError("MUTATION_OVER_GET");
      }
      const variables = now.engine.coerce(operation, asked.variables);
      if ("errors" in variables) return refuse(request, reply, variables.errors, "BAD_USER_INPUT");
      const run = (): Promise<Outcome> => now.engine.run(operation, variables.coerced, askFor(now, caller));
      const outcome = await (shareInFlight && isQuery ? shared(now, asked, caller, run) : run());
      return reply.type(mediaType(request)).send(toText(outcome, show));
    },
  });
}

function askFor({ clients }: Revision, caller: Caller | null): Parameters<Engine["run"]>[2] {
  return (operation, variables, representations) => {
    const client = clients.get(operation.subgraph);
    if (!client) throw new Error(`The supergraph names a subgraph ${operation.subgraph} that nobody serves`);
    return client.ask(operation, variables, representations, caller);
  };
}

function shared({ underWay }: Revision, { text, operationName, variables }: GraphQLRequest, caller: Caller | null, run: () => Promise<Outcome>): Promise<Outcome> {
  const key = JSON.stringify([text, operationName, variables, caller]);
  const known = underWay.get(key);
  if (known) return known;
  const outcome = run().finally(() => underWay.delete(key));
  underWay.set(key, outcome);
  return outcome;
}

function toText({ data, errors }: Outcome, show: GraphQLDoor["show"]): string {
  if (errors.length === 0) return `{"data":${data}}`;
  const told = groupErrors(errors).map(({ error, alike }) => {
    const shown = show(error);
    return alike === 0 ? shown : { ...shown, extensions: { ...shown.extensions, alike } };
  });
  return `{"errors":${JSON.stringify(told)},"data":${data}}`;
}

/** The request itself is wrong: there are no data. */
function refuse(request: FastifyRequest, reply: FastifyReply, errors: readonly GraphQLError[], code: string): FastifyReply {
  const shown = errors.map(({ message, locations }) => ({ message, ...(locations ? { locations } : {}), extensions: { code } }));
  return reply.status(400).type(mediaType(request)).send(JSON.stringify({ errors: shown }));
}

function mediaType(request: FastifyRequest): string {
  return /application\/graphql-response\+json/.test(request.headers.accept ?? "") ? "application/graphql-response+json; charset=utf-8" : "application/json; charset=utf-8";
}
