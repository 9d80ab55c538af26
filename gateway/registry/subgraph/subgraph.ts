/** The registry as a subgraph of the graph that it manages, in the hub's process. */
import { buildSubgraphSchema } from "@apollo/subgraph";
import { execute, parse, type DocumentNode, type GraphQLError } from "graphql";
import { LRUCache } from "lru-cache";
import { HubError, toFault } from "#schema/errors.js";
import { toUnavailable } from "#schema/runtime/database-failure.js";
import { toInternal } from "#schema/runtime/internal-error.js";
import { ENDLESS } from "#schema/runtime/lifetime.js";
import { unmetered } from "#schema/runtime/meter.js";
import type { LocalSubgraph, SubgraphError } from "#schema/subgraph.js";
import type { RegistryDatabase } from "../../database.js";
import { createResolvers } from "./resolvers.js";
import { REGISTRY_NAME, REGISTRY_SDL } from "./sdl.js";

export function createRegistrySubgraph(
  parts: Parameters<typeof createResolvers>[0],
  database: Pick<RegistryDatabase, "statements">,
): LocalSubgraph {
  const schema = buildSubgraphSchema([{ typeDefs: parse(REGISTRY_SDL), resolvers: createResolvers(parts) }]);
  const documents = new LRUCache<string, DocumentNode>({
    max: 500,
    maxSize: 2_000_000,
    sizeCalculation: (_, text) => text.length + 1,
  });
  const read = (query: string): DocumentNode => {
    const known = documents.get(query) ?? parse(query, { noLocation: true });
    documents.set(query, known);
    return known;
  };
  return {
    name: REGISTRY_NAME,
    sdl: REGISTRY_SDL,
    execute: async ({ query, operationName, variables, caller, lifetime = ENDLESS, meter = unmetered() }) => {
      const { client } = meter;
      // The gateway's plans contain only operations that are valid in this subgraph.
      const { data, errors } = await execute({
        schema,
        document: read(query),
        contextValue: { caller, statements: database.statements({ lifetime, client, name: REGISTRY_NAME }) },
        operationName,
        variableValues: variables,
      });
      return { data, ...(errors ? { errors: errors.map(present) } : {}) };
    },
  };
}

function present({ originalError, message, path }: GraphQLError): SubgraphError {
  if (!originalError) return { path, ...toFault("BAD_USER_INPUT", message) };
  const known = originalError instanceof HubError ? originalError : toUnavailable(originalError);
  if (!known) return toInternal(originalError, REGISTRY_NAME, path);
  const { message: shown, code, english, details } = known;
  return { message: shown, path, extensions: { code, english, details } };
}
