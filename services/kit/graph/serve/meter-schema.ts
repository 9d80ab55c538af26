/**
 * Counts the objects that a subgraph's answer is made of, where they are made, and has the library leave the
 * event loop to others: what is not to be completed at once is given to it as a promise.
 */
import {
  defaultFieldResolver,
  getNamedType,
  isCompositeType,
  isObjectType,
  Kind,
  type FieldNode,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  type SelectionSetNode,
} from "graphql";
import type { Meter } from "#schema/runtime/meter.js";
import { sliceSize } from "#schema/runtime/slices.js";
import type { SubgraphContext } from "../resolve/context.js";
import { hubOf } from "../resolve/hub-request.js";

/** Changes the schema: each field of objects passes what it gives through the meter of its request. */
export function meterSchema(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith("__")) continue;
    for (const field of Object.values(type.getFields())) {
      if (isCompositeType(getNamedType(field.type)))
        field.resolve = metered(field.resolve ?? defaultFieldResolver);
    }
  }
  return schema;
}

type Resolve = GraphQLFieldResolver<unknown, SubgraphContext, Readonly<Record<string, unknown>>>;

function metered(resolve: Resolve): Resolve {
  return (source, args, context, info) => {
    const { meter } = hubOf(context);
    // Nobody waits for it any more.
    if (meter.refusal()) return new Promise(() => undefined);
    const value: unknown = resolve(source, args, context, info);
    return value === null || value === undefined ? value : pass(value, sizeOf(info), meter);
  };
}

/** Least size of an object, by its selection. */
interface Size {
  readonly fields: number;
  readonly bytes: number;
}

function pass(value: unknown, size: Size, meter: Meter): unknown {
  if (value === null || value === undefined) return value;
  if (isPromise(value)) return value.then((settled) => pass(settled, size, meter));
  if (Array.isArray(value)) return passList(value, size, meter);
  meter.count(1, size.bytes + textBytes(value));
  return inTurn(value, size.fields, meter);
}

function inTurn(value: unknown, fields: number, meter: Meter): unknown {
  return meter.hasTime(fields) ? value : meter.turnWhileWanted(fields).then(() => value);
}

/**
 * Each promise takes memory, so a list that fits into half a slice waits as one, and a longer one object by
 * object.
 */
function passList(list: readonly unknown[], size: Size, meter: Meter): unknown {
  const fields = size.fields * list.length;
  if (fields > sliceSize() / 2 || list.some((item) => isPromise(item) || Array.isArray(item)))
    return list.map((item) => pass(item, size, meter));
  for (const item of list)
    if (item !== null && item !== undefined) meter.count(1, size.bytes + textBytes(item));
  return inTurn(list, fields, meter);
}

function isPromise(value: unknown): value is Promise<unknown> {
  return typeof value === "object" && value !== null && "then" in value && typeof value.then === "function";
}

/** Characters of a record's own texts, which nearly all of it is. */
function textBytes(value: unknown): number {
  let bytes = 0;
  if (typeof value === "object")
    for (const key in value) {
      const text: unknown = value[key as keyof typeof value];
      if (typeof text === "string") bytes += text.length;
    }
  return bytes;
}

const sizes = new WeakMap<FieldNode, Size>();

function sizeOf({ fieldNodes, fragments }: GraphQLResolveInfo): Size {
  const [first] = fieldNodes;
  if (!first) return NONE;
  const known = sizes.get(first);
  if (known && fieldNodes.length === 1) return known;
  const size = fieldNodes.reduce(
    (sum, { selectionSet }) => plus(sum, selectionSet ? measure(selectionSet, fragments) : NONE),
    NONE,
  );
  if (fieldNodes.length === 1) sizes.set(first, size);
  return size;
}

const NONE: Size = { fields: 0, bytes: 0 };
/** Quotes, colon, comma, and a value of one character. */
const AROUND_A_NAME = 5;

/** A fragment counts once, however often it is spread: the fields of an object are merged. */
function measure(
  { selections }: SelectionSetNode,
  fragments: GraphQLResolveInfo["fragments"],
  spread = new Set<string>(),
): Size {
  return selections.reduce((sum, selection) => {
    if (selection.kind === Kind.FIELD)
      return plus(sum, {
        fields: 1,
        bytes: (selection.alias ?? selection.name).value.length + AROUND_A_NAME,
      });
    const name = selection.kind === Kind.FRAGMENT_SPREAD ? selection.name.value : null;
    if (name !== null && spread.has(name)) return sum;
    if (name !== null) spread.add(name);
    const set =
      selection.kind === Kind.INLINE_FRAGMENT
        ? selection.selectionSet
        : fragments[selection.name.value]?.selectionSet;
    // Which type an object has is not known: its fields count as work, and not as text.
    return set ? plus(sum, { fields: measure(set, fragments, spread).fields, bytes: 0 }) : sum;
  }, NONE);
}

function plus(one: Size, other: Size): Size {
  return { fields: one.fields + other.fields, bytes: one.bytes + other.bytes };
}
