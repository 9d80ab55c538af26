/**
 * Runs a subscription against a subgraph's schema: each event of its source is an operation of its own, with
 * a reader of its own.
 */
import {
  createSourceEventStream,
  execute,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
} from "graphql";
import { HubError } from "#schema/errors.js";
import { ENDLESS, startLifetime } from "#schema/runtime/lifetime.js";
import { createMeter, unmetered } from "#schema/runtime/meter.js";
import type { StreamRequest, SubgraphEvent, SubgraphResult, Subscribed } from "#schema/subgraph.js";
import { whileWanted } from "#schema/runtime/while-wanted.js";
import type { SubgraphContext } from "../resolve/context.js";
import type { EventSource } from "../resolve/event-source.js";
import type { Bounds, HubLimits } from "../resolve/hub-request.js";
import { presentRefusal } from "./present-error.js";

export interface Subscribing {
  /** Its name. */
  readonly subgraph: string;
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  /** For the source, and for each event. */
  readonly contextFor: (bounds: Bounds) => SubgraphContext;
  readonly limits: Pick<HubLimits, "answer" | "operationMs">;
  readonly present: (result: ExecutionResult) => SubgraphResult;
}

/** The schema is the one that it began with: a new one is the gateway's to subscribe to. */
export async function subscribeLocally(
  { operationName, variables }: StreamRequest,
  { subgraph, schema, document, contextFor, limits, present }: Subscribing,
): Promise<Subscribed> {
  const shared = { schema, document, operationName, variableValues: variables };
  const source = await createSourceEventStream({
    ...shared,
    contextValue: contextFor({ lifetime: ENDLESS, meter: unmetered() }),
  });
  if (!isEventSource(source))
    return { refused: present(Symbol.asyncIterator in source ? { errors: [] } : source) };
  async function* events(): AsyncGenerator<SubgraphEvent, void> {
    for await (const event of source as EventSource) {
      // it was checked above; narrowing does not reach into functions
      const lifetime = startLifetime(limits.operationMs);
      const meter = createMeter(limits.answer, "", lifetime);
      const answer = Promise.resolve(
        execute({ ...shared, contextValue: contextFor({ lifetime, meter }), rootValue: event }),
      ).then(present);
      const result = await whileWanted(answer, lifetime, meter, () =>
        refused(new HubError("SUBGRAPH_TIMEOUT", { name: subgraph })),
      ).catch(refused);
      yield { cursor: event.cursor, result };
    }
  }
  return { stream: { cursor: source.cursor, events: events() } };
}

function refused(error: unknown): SubgraphResult {
  if (!(error instanceof HubError)) throw error;
  return { data: null, errors: [presentRefusal(error)] };
}

/** True for a source of `event-source.ts`; every Subscription field of the hub's subgraphs has one. */
function isEventSource(source: AsyncIterable<unknown> | ExecutionResult): source is EventSource {
  return Symbol.asyncIterator in source && "cursor" in source;
}
