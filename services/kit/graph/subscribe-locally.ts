/** Runs a subscription against a subgraph's schema: each event of its source is an operation of its own, with a reader of its own. */
import { createSourceEventStream, execute, type DocumentNode, type ExecutionResult, type GraphQLSchema } from "graphql";
import type { StreamRequest, SubgraphEvent, SubgraphResult, Subscribed } from "#schema/subgraph.js";
import type { SubgraphContext } from "./context.js";
import type { EventSource } from "./event-source.js";

export interface Subscribing {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  /** For the source, and for each event. */
  readonly contextFor: () => SubgraphContext;
  readonly present: (result: ExecutionResult) => SubgraphResult;
}

/** The schema is the one that it began with: a new one is the gateway's to subscribe to. */
export async function subscribeLocally({ operationName, variables }: StreamRequest, { schema, document, contextFor, present }: Subscribing): Promise<Subscribed> {
  const shared = { schema, document, operationName, variableValues: variables };
  const source = await createSourceEventStream({ ...shared, contextValue: contextFor() });
  if (!isEventSource(source)) return { refused: present(Symbol.asyncIterator in source ? { errors: [] } : source) };
  async function* events(): AsyncGenerator<SubgraphEvent, void> {
    for await (const event of source as EventSource) { // it was checked above; narrowing does not reach into functions
      yield { cursor: event.cursor, result: present(await execute({ ...shared, contextValue: contextFor(), rootValue: event })) };
    }
  }
  return { stream: { cursor: source.cursor, events: events() } };
}

/** What `event-source.ts` makes: every Subscription field of the hub's subgraphs has one. */
function isEventSource(source: AsyncIterable<unknown> | ExecutionResult): source is EventSource {
  return Symbol.asyncIterator in source && "cursor" in source;
}
