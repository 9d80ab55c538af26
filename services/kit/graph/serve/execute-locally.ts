/**
 * Runs operations against a subgraph in this process: the gateway calls it directly, and `serve.ts` puts it
 * behind HTTP. A query text is parsed and validated once; the gateway sends the same few again and again.
 */
import {
  execute,
  getOperationAST,
  GraphQLError,
  parse,
  validate,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
} from "graphql";
import { LRUCache } from "lru-cache";
import { ENDLESS } from "#schema/runtime/lifetime.js";
import { unmetered } from "#schema/runtime/meter.js";
import type { LocalSubgraph, StreamRequest, SubgraphRequest, SubgraphResult } from "#schema/subgraph.js";
import type { FeedContract } from "../../feed/contract.js";
import { createPublishedReader, type PublishedReaderOptions } from "../../store/read/published-reader.js";
import { buildSchema } from "./build-schema.js";
import type { SubgraphContext } from "../resolve/context.js";
import { RequestContext, type Bounds, type HubParts, type StreamScope } from "../resolve/hub-request.js";
import type { Subgraph } from "./define-subgraph.js";
import { nestedTooDeeply, presentError, presentFault } from "./present-error.js";
import { subscribeLocally } from "./subscribe-locally.js";

/** Query texts kept, and their size in characters at most. */
const KEPT_DOCUMENTS = 1_000;
const KEPT_CHARACTERS = 8_000_000;
const MAX_TOKENS = 20_000;
const MAX_VALIDATION_ERRORS = 20;

/** A local subgraph whose schema can be made anew while it answers. */
export interface RebuildableSubgraph extends LocalSubgraph {
  readonly schema: GraphQLSchema;
  /** True if an operation parses and validates, so that its resolvers would run. */
  readonly isSound: (request: Pick<SubgraphRequest, "query" | "operationName">) => boolean;
  readonly rebuild: (feeds: readonly FeedContract[]) => void;
}

export function createLocalSubgraph(
  subgraph: Subgraph,
  parts: HubParts,
  options: PublishedReaderOptions = {},
  feeds: readonly FeedContract[] = subgraph.feeds,
): RebuildableSubgraph {
  const prepare = (
    of: readonly FeedContract[],
  ): { readonly sdl: string; readonly schema: GraphQLSchema; readonly read: (query: string) => Prepared } => {
    const { sdl, schema } = buildSchema(subgraph, of, parts.contracts());
    return { sdl, schema, read: createDocumentReader(schema) };
  };
  let current = prepare(feeds);
  const contextFor = (
    caller: SubgraphContext["caller"],
    stream: StreamScope | null,
    { lifetime, meter }: Bounds,
  ): SubgraphContext => {
    const statements = parts.database.statements({
      lifetime,
      client: meter.client,
      name: subgraph.name,
    });
    const reader = createPublishedReader(statements, options);
    return new RequestContext({ ...parts, caller, stream, meter, statements }, reader);
  };
  return {
    name: subgraph.name,
    get sdl() {
      return current.sdl;
    },
    get schema() {
      return current.schema;
    },
    isSound: ({ query, operationName }) => {
      const prepared = current.read(query);
      return "document" in prepared && getOperationAST(prepared.document, operationName) !== null;
    },
    rebuild: (of) => {
      current = prepare(of);
    },
    execute: async (request: SubgraphRequest): Promise<SubgraphResult> => {
      const { schema, read } = current;
      const { query, operationName, variables, caller, lifetime = ENDLESS, meter = unmetered() } = request;
      const prepared = read(query);
      if ("errors" in prepared) return prepared;
      const result = await execute({
        schema,
        document: prepared.document,
        contextValue: contextFor(caller, null, { lifetime, meter }),
        operationName,
        variableValues: variables,
      });
      return present(result, subgraph.name, parts);
    },
    subscribe: async (request: StreamRequest) => {
      const { schema, read } = current;
      const prepared = read(request.query);
      if ("errors" in prepared) return { refused: prepared };
      return subscribeLocally(request, {
        subgraph: subgraph.name,
        schema,
        document: prepared.document,
        limits: parts.limits,
        contextFor: (bounds) => contextFor(request.caller, request, bounds),
        present: (result) => present(result, subgraph.name, parts),
      });
    },
  };
}

type Prepared =
  | { readonly document: DocumentNode }
  | { readonly errors: NonNullable<SubgraphResult["errors"]> };

/** Parses and validates, remembering the documents that are sound. */
function createDocumentReader(schema: GraphQLSchema): (query: string) => Prepared {
  const documents = new LRUCache<string, DocumentNode>({
    max: KEPT_DOCUMENTS,
    maxSize: KEPT_CHARACTERS,
    sizeCalculation: (_, query) => query.length + 1,
  });
  return (query) => {
    const known = documents.get(query);
    if (known) return { document: known };
    const document = attempt(() => parse(query, { noLocation: true, maxTokens: MAX_TOKENS }));
    if (document instanceof GraphQLError) return { errors: [presentFault(document, "GRAPHQL_PARSE_FAILED")] };
    const faults = attempt(() => validate(schema, document, undefined, { maxErrors: MAX_VALIDATION_ERRORS }));
    if (faults instanceof GraphQLError)
      return { errors: [presentFault(faults, "GRAPHQL_VALIDATION_FAILED")] };
    if (faults.length > 0)
      return { errors: faults.map((fault) => presentFault(fault, "GRAPHQL_VALIDATION_FAILED")) };
    documents.set(query, document);
    return { document };
  };
}

/**
 * Parser and validator walk recursively: a text that is nested too deeply ends them with a RangeError, which
 * is the client's fault.
 */
function attempt<T>(work: () => T): T | GraphQLError {
  try {
    return work();
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    if (error instanceof RangeError) return nestedTooDeeply();
    throw error;
  }
}

function present({ data, errors }: ExecutionResult, subgraph: string, { log }: HubParts): SubgraphResult {
  return {
    ...(data !== undefined && { data }),
    ...(errors && { errors: errors.map((error) => presentError(error, subgraph, log)) }),
  };
}
