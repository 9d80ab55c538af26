/** Test subgraphs in this process: composed, and asked by the engine or by the reference gateway alike. */
import { ApolloGateway, LocalGraphQLDataSource } from "@apollo/gateway";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { execute, GraphQLSchema, parse, type ExecutionResult } from "graphql";
import { HubError } from "#schema/errors.js";
import { toValues } from "../../../gateway/execute/run.js";
import { createEngine, UNLIMITED, type Engine } from "../../../gateway/execute/engine.js";
import type { Planner } from "../../../gateway/plan/planner.js";
import { composeSupergraph } from "../../../gateway/supergraph/compose.js";
import type { TestSubgraph } from "./shop.js";

export interface Plain { readonly data: unknown; readonly errors: readonly string[] }

export interface TestGraph {
  readonly supergraph: string;
  readonly engine: (makePlanner: (supergraph: string) => Planner) => AskedEngine;
  /** The executor of @apollo/gateway. */
  readonly reference: () => Promise<(query: string, variables?: Readonly<Record<string, unknown>>) => Promise<Plain>>;
}

export interface AskedEngine {
  readonly engine: Engine;
  readonly ask: (query: string, variables?: Readonly<Record<string, unknown>>) => Promise<Plain>;
  /** Names of the subgraphs that the last question asked, in order. */
  readonly asked: readonly string[];
}

export function serveTogether(subgraphs: readonly TestSubgraph[]): TestGraph {
  const schemas = new Map(subgraphs.map(({ name, sdl, resolvers }): [string, GraphQLSchema] => [name, buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers }])]));
  const supergraph = composeSupergraph(subgraphs.map(({ name, sdl }) => ({ name, sdl, url: `local:${name}` }))).sdl;
  return {
    supergraph,
    engine: (makePlanner) => {
      const engine = createEngine(supergraph, makePlanner(supergraph));
      const asked: string[] = [];
      return {
        engine, asked,
        ask: async (query, variables = {}) => {
          asked.length = 0;
          const read = engine.read(query, null, UNLIMITED);
          if (!read.ok) return { data: null, errors: read.errors.map(({ message }) => message) };
          const given = engine.coerce(read.operation, variables);
          if ("errors" in given) return { data: null, errors: given.errors.map(({ message }) => message) };
          try {
            const { data, errors } = await engine.run(await engine.plan(read.operation, given.coerced, false, UNLIMITED), given.coerced, async ({ subgraph, text }, values, representations) => {
              asked.push(subgraph);
              return overTheWire(await execute({ schema: schemas.get(subgraph) ?? new GraphQLSchema({}), document: parse(text), variableValues: toValues(values, representations) }));
            });
            return { data: JSON.parse(data) as unknown, errors: errors.map(({ message }) => message) };
          } catch (error) {
            if (error instanceof HubError) return { data: null, errors: [error.message] };
            throw error;
          }
        },
      };
    },
    reference: async () => {
      const gateway = new ApolloGateway({ supergraphSdl: supergraph, buildService: ({ name }) => new LocalGraphQLDataSource(schemas.get(name) ?? new GraphQLSchema({})), logger: SILENT });
      const { executor, schema } = await gateway.load();
      return async (query, variables = {}) => {
        const document = parse(query);
        // The executor reads only these of a request.
        const result = await executor({ document, request: { query, variables }, queryHash: query, schema, operationName: null, context: {}, logger: SILENT, cache: undefined, metrics: {}, overallCachePolicy: undefined, operation: document.definitions[0] } as object as Parameters<typeof executor>[0]);
        return { data: overTheWire(result).data ?? null, errors: (result.errors ?? []).map(({ message }) => message) };
      };
    },
  };
}

const SILENT = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

function overTheWire(result: object): ExecutionResult<Record<string, unknown>> {
  return JSON.parse(JSON.stringify(result)) as ExecutionResult<Record<string, unknown>>;
}
