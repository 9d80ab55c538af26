/**
 * Builds a schema from its document without blocking requests. The library's `buildASTSchema` does the same
 * in one turn of the event loop: it makes the types, whose fields are thunks, and then resolves all of them
 * at once. Here they are resolved a few milliseconds at a time.
 */
import { setImmediate as nextTurn } from "node:timers/promises";
import {
  GraphQLSchema,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  specifiedDirectives,
  type DocumentNode,
  type GraphQLNamedType,
} from "graphql";
import { extendSchemaImpl } from "graphql/utilities/extendSchema.js";

const SLICE_MS = 5;

/**
 * The document must be valid SDL, with a schema definition if its root types do not have the default names.
 */
export async function buildInSlices(document: DocumentNode): Promise<GraphQLSchema> {
  const config = extendSchemaImpl(
    {
      description: undefined,
      types: [],
      directives: [],
      extensions: {},
      extensionASTNodes: [],
      assumeValid: false,
    },
    document,
    { assumeValidSDL: true },
  );
  let until = performance.now();
  for (const type of config.types) {
    if (performance.now() >= until) {
      await nextTurn();
      until = performance.now() + SLICE_MS;
    }
    resolveThunks(type);
  }
  await nextTurn();
  const root = (name: string) => config.types.filter(isObjectType).find((type) => type.name === name);
  const roots = config.astNode
    ? {}
    : { query: root("Query"), mutation: root("Mutation"), subscription: root("Subscription") };
  const named = new Set(config.directives.map(({ name }) => name));
  const directives = [...config.directives, ...specifiedDirectives.filter(({ name }) => !named.has(name))];
  return new GraphQLSchema({ ...config, ...roots, directives });
}

function resolveThunks(type: GraphQLNamedType): void {
  if (isUnionType(type)) type.getTypes();
  if (isObjectType(type) || isInterfaceType(type)) type.getInterfaces();
  if (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)) type.getFields();
}
