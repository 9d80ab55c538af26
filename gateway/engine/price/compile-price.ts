/**
 * Estimates the cost of an operation in points before it is planned. The price is compiled once to a function
 * of the variables. Each call of a field costs its weight and that of its arguments; each object that it
 * returns costs the weight of its type (default 1; scalars are free), plus its selection. If an object may
 * have several types, the most expensive one counts.
 */
import {
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isListType,
  valueFromASTUntyped,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type SelectionSetNode,
} from "graphql";
import type { Amount, Variables } from "./amount.js";
import { compileArguments } from "./argument-price.js";
import { introspectedField, introspectedPrice, introspectedSize } from "./introspection.js";
import { ASSUMED_SIZE, SIZED_FIELDS, SLICING_ARGUMENTS } from "./list-size.js";
import { objectsOf, scopeOf, type Opening, type ScopedField } from "./scope.js";
import type { FieldWeights, Weights } from "./weights.js";

export interface Estimate {
  readonly points: number;
  /** The path with the largest share of the cost. */
  readonly dearest: () => Dearest;
  /** A field that violates `requireOneSlicingArgument`; null if there is none. */
  readonly unsliced: { readonly path: string; readonly slicingArguments: readonly string[] } | null;
}

export interface Dearest {
  readonly path: readonly string[];
  readonly points: number;
}

export type Price = (variables: Variables) => Estimate;

/** A selected field. */
interface Line {
  readonly field: ScopedField;
  /** Points for each call of the field. */
  readonly call: Amount;
  readonly size: Amount;
  /** The price of one object, without its selection. */
  readonly each: number;
  readonly below: readonly Line[];
}

interface Slicing {
  readonly path: string;
  readonly slicingArguments: readonly string[];
  readonly isMet: (variables: Variables) => boolean;
}

export function compilePrice(
  root: GraphQLObjectType,
  set: SelectionSetNode,
  opening: Opening,
  weights: Weights,
): Price {
  const slicings: Slicing[] = [];
  const lines = compileLines(root, [set], { opening, weights, slicings, sized: new Map(), path: [] });
  return (variables) => {
    const points = Math.min(Number.MAX_SAFE_INTEGER, Math.ceil(sumOf(lines, variables)));
    return {
      points,
      dearest: () => dearestOf(lines, variables, 1),
      unsliced: slicings.find(({ isMet }) => !isMet(variables)) ?? null,
    };
  };
}

function totalOf({ call, size, each, below }: Line, variables: Variables): number {
  return call(variables) + size(variables) * (each + sumOf(below, variables));
}

/** Selections on different concrete types are alternatives: the most expensive one counts. */
function sumOf(lines: readonly Line[], variables: Variables): number {
  let common = 0;
  let byType: Map<GraphQLObjectType, number> | null = null;
  for (const line of lines) {
    const total = totalOf(line, variables);
    if (line.field.of === null) {
      common += total;
      continue;
    }
    byType ??= new Map();
    for (const type of line.field.of) byType.set(type, (byType.get(type) ?? 0) + total);
  }
  return byType ? common + Math.max(...byType.values()) : common;
}

function dearestOf(lines: readonly Line[], variables: Variables, times: number): Dearest {
  let [most, line]: [number, Line | null] = [0, null];
  for (const each of lines) {
    const total = totalOf(each, variables);
    if (total > most) [most, line] = [total, each];
  }
  if (!line) return { path: [], points: 0 };
  const size = line.size(variables);
  // Stops at the field itself if it costs more than its selection.
  if (size * sumOf(line.below, variables) <= most / 2)
    return { path: [line.field.key], points: Math.ceil(times * most) };
  const { path, points } = dearestOf(line.below, variables, times * size);
  return { path: [line.field.key, ...path], points };
}

interface Compiling {
  readonly opening: Opening;
  readonly weights: Weights;
  readonly slicings: Slicing[];
  /** Sizes of lists that a parent field determines (`sizedFields`). */
  readonly sized: ReadonlyMap<string, Amount>;
  readonly path: readonly string[];
}

function compileLines(
  type: GraphQLCompositeType,
  sets: readonly SelectionSetNode[],
  compiling: Compiling,
): readonly Line[] {
  return scopeOf(type, sets, compiling.opening).flatMap((field) => compileLine(field, type, compiling) ?? []);
}

/** Null for a free field. */
function compileLine(scoped: ScopedField, type: GraphQLCompositeType, compiling: Compiling): Line | null {
  const {
    opening: { schema },
    weights,
  } = compiling;
  const {
    parent,
    nodes: [node],
  } = scoped;
  const name = node.name.value;
  const field = fieldOf(parent, name) ?? introspectedField(name);
  if (!field) return null;
  const of = scoped.of ?? new Set(objectsOf(type, schema));
  const said = [...new Set([parent, ...of])].flatMap((each) => weights.ofField(each.name, name) ?? []);
  const named = getNamedType(field.type);
  const each =
    introspectedSize(schema, parent, name) === null
      ? greatest(
          [named, ...(isAbstractType(named) ? schema.getPossibleTypes(named) : [])].map((one) =>
            weights.ofType(one.name),
          ),
          isCompositeType(named) ? 1 : 0,
        )
      : introspectedPrice(schema);
  const weight = greatest(
    said.map(({ call }) => call),
    0,
  );
  const sets = scoped.nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
  const argumentsCost = compileArguments(field.args, node, said, weights);
  if (weight === 0 && !argumentsCost && each === 0 && sets.length === 0) return null;
  const path = [...compiling.path, scoped.key];
  const slice = compileSlice(scoped, field, said, { ...compiling, path });
  const isList = isListType(getNullableType(field.type));
  const sized = new Map(
    isList || !slice ? [] : slice.sizedFields.map((sizedField) => [sizedField, slice.size]),
  );
  const assumed = introspectedSize(schema, parent, name) ?? ASSUMED_SIZE;
  const items = compiling.sized.get(name) ?? slice?.size ?? (() => assumed);
  const inner = ASSUMED_SIZE ** Math.max(0, depthOf(field.type) - 1);
  return {
    field: scoped,
    each,
    call: argumentsCost ? (variables) => weight + argumentsCost(variables) : () => weight,
    size: isList ? (variables) => inner * items(variables) : () => 1,
    below: isCompositeType(named) ? compileLines(named, sets, { ...compiling, sized, path }) : [],
  };
}

interface Slice {
  readonly size: Amount;
  readonly sizedFields: readonly string[];
}

/**
 * The number of items that a field declares, for itself or for lists in its result; null if it declares none.
 */
function compileSlice(
  { nodes: [node] }: ScopedField,
  { args }: GraphQLField<unknown, unknown>,
  said: readonly FieldWeights[],
  { slicings, path }: Compiling,
): Slice | null {
  const sizes = said.flatMap(({ listSize }) => listSize ?? []);
  const names =
    sizes.length === 0
      ? [...SLICING_ARGUMENTS]
      : [...new Set(sizes.flatMap(({ slicingArguments }) => slicingArguments))];
  const slicing = args
    .filter(({ name }) => names.includes(name))
    .map((argument) => ({
      argument,
      node: node.arguments?.find(({ name }) => name.value === argument.name),
    }));
  if (sizes.length === 0 && slicing.length === 0) return null;
  const given = (variables: Variables): readonly number[] =>
    slicing.flatMap((each) => sizeIn(each, variables) ?? []);
  if (sizes.some(({ requiresOne }) => requiresOne))
    slicings.push({
      path: path.join("."),
      slicingArguments: names,
      isMet: (variables) => given(variables).length === 1,
    });
  const assumed = greatest(
    sizes.map(({ assumedSize }) => assumedSize),
    ASSUMED_SIZE,
  );
  return {
    sizedFields: sizes.length === 0 ? SIZED_FIELDS : sizes.flatMap(({ sizedFields }) => sizedFields),
    size: (variables) => {
      const wanted = given(variables);
      return wanted.length === 0 ? assumed : Math.max(0, ...wanted);
    },
  };
}

function sizeIn(
  {
    argument,
    node,
  }: {
    readonly argument: GraphQLArgument;
    readonly node: { readonly value: Parameters<typeof valueFromASTUntyped>[0] } | undefined;
  },
  variables: Variables,
): number | null {
  const given = node && valueFromASTUntyped(node.value, variables);
  const value: unknown = given === undefined ? argument.defaultValue : given;
  return typeof value === "number" ? value : null;
}

function fieldOf(type: GraphQLCompositeType, name: string): GraphQLField<unknown, unknown> | null {
  const fields = "getFields" in type ? type.getFields() : {};
  return (Object.hasOwn(fields, name) ? fields[name] : null) ?? null;
}

/** The number of lists around the named type: 2 for a list of lists. */
function depthOf(type: GraphQLOutputType): number {
  const bare = getNullableType(type);
  return isListType(bare) ? 1 + depthOf(bare.ofType) : 0;
}

function greatest(values: readonly (number | null)[], otherwise: number): number {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? otherwise : Math.max(...known);
}
