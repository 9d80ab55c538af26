/** Test subgraphs in this process: composed, and asked by the engine or by the reference gateway alike. */
import { ApolloGateway, LocalGraphQLDataSource } from "@apollo/gateway";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { execute, GraphQLSchema, parse, type ExecutionResult } from "graphql";
import { unmetered, type Meter } from "#schema/runtime/meter.js";
import { HubError } from "#schema/errors.js";
import type { SubgraphError } from "#schema/subgraph.js";
import { toValues } from "../../../gateway/engine/run/run.js";
import { NOBODY, type Rights } from "../../../gateway/rights/rights.js";
import { createEngine } from "../../../gateway/engine/create-engine.js";
import { UNLIMITED } from "../../../gateway/engine/planning-budget.js";
import type { Engine, Outcome } from "../../../gateway/engine/engine.js";
import type { Planner } from "../../../gateway/engine/plan/planner.js";
import { composeSupergraph } from "../../../gateway/graph/composition/compose-known.js";
import type { TestSubgraph } from "./shop.js";

export interface Plain {
  readonly data: unknown;
  readonly errors: readonly string[];
}

export interface TestGraph {
  readonly supergraph: string;
  /** `meter` is made for each question. */
  readonly engine: (makePlanner: (supergraph: string) => Planner, meter?: () => Meter) => AskedEngine;
  readonly schemaOf: (subgraph: string) => GraphQLSchema;
  /** The executor of @apollo/gateway. */
  readonly reference: () => Promise<
    (query: string, variables?: Readonly<Record<string, unknown>>) => Promise<Plain>
  >;
}

export interface AskedEngine {
  readonly engine: Engine;
  /** `labels`: those of @override that it names. */
  readonly ask: (
    query: string,
    variables?: Readonly<Record<string, unknown>>,
    labels?: ReadonlySet<string>,
  ) => Promise<Plain>;
  /** As a client that reads an answer in parts, and puts them together. */
  readonly askInParts: (
    query: string,
    variables?: Readonly<Record<string, unknown>>,
    labels?: ReadonlySet<string>,
  ) => Promise<Plain & { readonly parts: number }>;
  /** As somebody who has these rights; `mayDefer`: who reads an answer in parts, and is told the first. */
  readonly askAs: (
    rights: Rights,
    query: string,
    variables?: Readonly<Record<string, unknown>>,
    mayDefer?: boolean,
  ) => Promise<Answered>;
  /** Names of the subgraphs that the last question asked, in order. */
  readonly asked: readonly string[];
}

export interface Answered {
  readonly data: unknown;
  readonly errors: readonly SubgraphError[];
  /** Requests that subgraphs received. */
  readonly fetched: readonly AskedText[];
}

export interface AskedText {
  readonly subgraph: string;
  readonly text: string;
}

/** `change`: of what was composed, as another composer might have made it. */
export function serveTogether(
  subgraphs: readonly TestSubgraph[],
  change: (supergraph: string) => string = (supergraph) => supergraph,
): TestGraph {
  const schemas = new Map(
    subgraphs.map(({ name, sdl, resolvers }): [string, GraphQLSchema] => [
      name,
      buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers }]),
    ]),
  );
  const supergraph = change(
    composeSupergraph(subgraphs.map(({ name, sdl }) => ({ name, sdl, url: `local:${name}` }))).sdl,
  );
  const schemaOf = (subgraph: string): GraphQLSchema => schemas.get(subgraph) ?? new GraphQLSchema({});
  return {
    supergraph,
    schemaOf,
    engine: (makePlanner, meter = unmetered) => {
      const engine = createEngine(parse(supergraph), makePlanner(supergraph));
      const asked: string[] = [];
      const fetched: AskedText[] = [];
      const refused = (errors: readonly Error[]): Outcome => ({
        data: "null",
        errors: errors.map(({ message }) => ({ message })),
        later: null,
      });
      const run = async (
        query: string,
        variables: Readonly<Record<string, unknown>>,
        mayDefer: boolean,
        labels?: ReadonlySet<string>,
        rights: Rights = NOBODY,
      ): Promise<Outcome> => {
        asked.length = 0;
        fetched.length = 0;
        const read = engine.read(query, null);
        if (!read.ok) return refused(read.errors);
        const given = engine.coerce(read.operation, variables);
        if ("errors" in given) return refused(given.errors);
        try {
          return await engine.run(
            await engine.plan(read.operation, given.coerced, {
              mayDefer,
              budget: UNLIMITED,
              rights,
              ...(labels && { labels }),
            }),
            given.coerced,
            {
              meter: meter(),
              ask: async ({ subgraph, text }, values, representations) => {
                asked.push(subgraph);
                fetched.push({ subgraph, text });
                return overTheWire(
                  await execute({
                    schema: schemaOf(subgraph),
                    document: parse(text),
                    variableValues: toValues(values, representations),
                  }),
                );
              },
            },
          );
        } catch (error) {
          if (error instanceof HubError) return refused([error]);
          throw error;
        }
      };
      return {
        engine,
        asked,
        ask: async (query, variables = {}, labels) => {
          const outcome = await run(query, variables, false, labels);
          return {
            data: JSON.parse(outcome.data) as unknown,
            errors: outcome.errors.map(({ message }) => message),
          };
        },
        askAs: async (rights, query, variables = {}, mayDefer = false) => {
          const { data, errors } = await run(query, variables, mayDefer, undefined, rights);
          return { data: JSON.parse(data) as unknown, errors, fetched: [...fetched] };
        },
        askInParts: async (query, variables = {}, labels) => {
          const outcome = await run(query, variables, true, labels);
          const answer = {
            data: JSON.parse(outcome.data) as unknown,
            errors: outcome.errors.map(({ message }) => message),
            parts: 1,
          };
          for await (const { items } of outcome.later ?? []) {
            answer.parts += 1;
            for (const { path, data, errors } of items) {
              addAt(answer.data, path, JSON.parse(data));
              answer.errors.push(...errors.map(({ message }) => message));
            }
          }
          return answer;
        },
      };
    },
    reference: async () => {
      const gateway = new ApolloGateway({
        supergraphSdl: supergraph,
        buildService: ({ name }) => new LocalGraphQLDataSource(schemas.get(name) ?? new GraphQLSchema({})),
        logger: SILENT,
      });
      const { executor, schema } = await gateway.load();
      return async (query, variables = {}) => {
        const document = parse(query);
        // The executor reads only these of a request.
        const result = await executor({
          document,
          request: { query, variables },
          queryHash: query,
          schema,
          operationName: null,
          context: {},
          logger: SILENT,
          cache: undefined,
          metrics: {},
          overallCachePolicy: undefined,
          operation: document.definitions[0],
        } as object as Parameters<typeof executor>[0]);
        return {
          data: overTheWire(result).data ?? null,
          errors: (result.errors ?? []).map(({ message }) => message),
        };
      };
    },
  };
}

const SILENT = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

function overTheWire(result: object): ExecutionResult<Record<string, unknown>> {
  return JSON.parse(JSON.stringify(result)) as ExecutionResult<Record<string, unknown>>;
}

/** Merges a part as a client does: objects are completed, lists item by item; null changes nothing. */
function addAt(answer: unknown, path: readonly (string | number)[], data: unknown): void {
  let at = answer;
  for (const step of path) {
    if (typeof at !== "object" || at === null) throw new Error(`A part has no place: ${path.join(".")}`);
    at = (at as Record<string | number, unknown>)[step]; // parsed JSON
  }
  if (data !== null) complete(at, data);
}

function complete(known: unknown, more: unknown): unknown {
  if (typeof known !== "object" || known === null || typeof more !== "object" || more === null) return more;
  const to = known as Record<string, unknown>; // parsed JSON
  for (const [key, value] of Object.entries(more)) to[key] = complete(to[key], value);
  return to;
}
