/**
 * Executes introspection with the limits of other operations, and in slices. The library executes it
 * synchronously, however large the query is. So this module copies the library's introspection types, under
 * other names, into an ordinary schema.
 */
import {
  defaultFieldResolver,
  execute,
  GraphQLInterfaceType,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  GraphQLUnionType,
  introspectionTypes,
  isAbstractType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  Kind,
  visit,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLFieldConfig,
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  type NameNode,
} from "graphql";
import type { Meter } from "#schema/runtime/meter.js";
import { leaveSlices, sliceSize, waitForSlice } from "#schema/runtime/slices.js";
import type { Variables } from "./run.js";

/** The context of one execution. `refuse` is called when the answer is over its limit. */
interface Telling {
  readonly meter: Meter;
  readonly refuse: (reason: unknown) => void;
  bytes: number;
}

type Resolve = GraphQLFieldResolver<unknown, Telling>;

/** Renames the fields of an introspection document for `introspect`. The response keys stay. */
export function inOwnNames(document: DocumentNode): DocumentNode {
  return visit(document, {
    Field: (node) =>
      node.name.value.startsWith("__")
        ? { ...node, alias: node.alias ?? node.name, name: ownName(node.name) }
        : undefined,
    NamedType: (node) =>
      node.name.value.startsWith("__") ? { ...node, name: ownName(node.name) } : undefined,
  });
}

/** Rejects with ANSWER_TOO_LARGE. */
export function introspect(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Variables,
  meter: Meter,
): Promise<ExecutionResult> {
  return new Promise((resolve, reject) => {
    const contextValue: Telling = {
      meter,
      bytes: 0,
      refuse: (reason) => {
        // Drops the work that waits for its turn.
        leaveSlices(contextValue);
        reject(reason);
      },
    };
    Promise.resolve(
      execute({ schema: ownSchemaOf(schema), document, variableValues: variables, contextValue }),
    ).then(resolve, reject);
  });
}

const PREFIX = "own";

function ownName({ value }: Pick<NameNode, "value">): NameNode {
  return { kind: Kind.NAME, value: `${PREFIX}${value}` };
}

const known = new WeakMap<GraphQLSchema, GraphQLSchema>();

function ownSchemaOf(schema: GraphQLSchema): GraphQLSchema {
  const made = known.get(schema) ?? makeOwnSchema(schema);
  known.set(schema, made);
  return made;
}

function makeOwnSchema(schema: GraphQLSchema): GraphQLSchema {
  const types = new Map<string, GraphQLObjectType>(
    introspectionTypes.filter(isObjectType).map((type) => [
      type.name,
      new GraphQLObjectType({
        name: `${PREFIX}${type.name}`,
        fields: () => ({
          ...Object.fromEntries(
            Object.entries(type.toConfig().fields).map(([name, field]) => [name, own(name, field)]),
          ),
          [`${PREFIX}__typename`]: { type: REQUIRED_STRING, resolve: told(() => type.name) },
        }),
      }),
    ]),
  );
  const toOwn = (type: GraphQLOutputType): GraphQLOutputType => {
    if (isNonNullType(type)) return new GraphQLNonNull(toOwn(type.ofType));
    if (isListType(type)) return new GraphQLList(toOwn(type.ofType));
    return types.get(type.name) ?? type;
  };
  const own = (
    name: string,
    { type, args = {}, resolve = defaultFieldResolver }: GraphQLFieldConfig<unknown, unknown>,
  ): GraphQLFieldConfig<unknown, Telling> => ({
    type: toOwn(type),
    args,
    // `possibleTypes` is the only field whose resolver reads the executed schema.
    resolve: told(
      name === "possibleTypes"
        ? (of: unknown) => (isAbstractType(of) ? schema.getPossibleTypes(of) : null)
        : resolve,
    ),
  });
  const query = schema.getQueryType();
  const rootName = query?.name ?? "Query";
  const above = Object.values(schema.getTypeMap())
    .filter(isAbstractType)
    .filter((type) => query && schema.isSubType(type, query));
  const ofSchema = types.get("__Schema") ?? null;
  const ofType = types.get("__Type") ?? null;
  if (!ofSchema || !ofType) throw new Error("The library knows no introspection");
  const root: GraphQLObjectType = new GraphQLObjectType({
    name: rootName,
    interfaces: above.flatMap((type) =>
      isUnionType(type) ? [] : [new GraphQLInterfaceType({ name: type.name, fields: {} })],
    ),
    fields: {
      [`${PREFIX}__schema`]: { type: new GraphQLNonNull(ofSchema), resolve: () => schema },
      [`${PREFIX}__type`]: {
        type: ofType,
        args: { name: { type: REQUIRED_STRING } },
        resolve: (_source, { name }: { name: string }) => schema.getType(name),
      },
      [`${PREFIX}__typename`]: { type: REQUIRED_STRING, resolve: () => rootName },
    },
  });
  const unions = above.filter(isUnionType).map(({ name }) => new GraphQLUnionType({ name, types: [root] }));
  return new GraphQLSchema({ query: root, types: unions, assumeValid: true });
}

const REQUIRED_STRING = new GraphQLNonNull(GraphQLString);
/** The work for one introspection object, in fields. */
const FIELDS = 8;
/** Bytes around a name: quotes, colon, comma, and a value or brackets. */
const AROUND_A_NAME = 8;

/** Counts a field's value, and yields to other operations before the value's fields are resolved. */
function told(resolve: Resolve | GraphQLFieldResolver<unknown, unknown>): Resolve {
  return (source, args, telling, info) => {
    const value: unknown = resolve(source, args, telling, info);
    telling.bytes +=
      String(info.path.key).length + AROUND_A_NAME + (typeof value === "string" ? value.length : 0);
    try {
      telling.meter.allow(0, telling.bytes);
    } catch (error) {
      telling.refuse(error);
      return new Promise(() => undefined);
    }
    if (!Array.isArray(value)) return inTurn(value, FIELDS, telling);
    // Each wait takes memory: a list waits once as a whole, and item by item only if it is larger than a part
    // of a slice.
    const fields = FIELDS * value.length;
    return fields <= sliceSize() / 2
      ? inTurn(value, fields, telling)
      : waitForSlice(telling, value.length).then(() =>
          value.map((item: unknown) => inTurn(item, FIELDS, telling)),
        );
  };
}

function inTurn(value: unknown, fields: number, telling: Telling): unknown {
  return typeof value !== "object" || value === null || telling.meter.hasTime(fields)
    ? value
    : waitForSlice(telling, fields).then(() => value);
}
