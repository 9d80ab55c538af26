/**
 * The cost of a field's arguments: each value costs its own weight or its type's, and a list the sum of its
 * values. A value without a weight is free.
 */
import {
  getNamedType,
  getNullableType,
  isInputObjectType,
  isListType,
  valueFromASTUntyped,
  type FieldNode,
  type GraphQLArgument,
  type GraphQLInputType,
} from "graphql";
import type { Amount } from "./amount.js";
import type { FieldWeights, Weights } from "./weights.js";

/** Null: the arguments are free, for all values. */
export function compileArguments(
  args: readonly GraphQLArgument[],
  node: FieldNode,
  said: readonly FieldWeights[],
  weights: Weights,
): Amount | null {
  const weighed = args.flatMap(({ name, type, defaultValue }): readonly Amount[] => {
    const own = said.flatMap((each) => each.arguments.get(name) ?? []);
    const weight = own.length === 0 ? null : Math.max(...own);
    if (weight === null && !isWeighed(type, weights)) return [];
    const written = node.arguments?.find((argument) => argument.name.value === name);
    return [
      (variables) => {
        const given: unknown = written && valueFromASTUntyped(written.value, variables);
        return priceOf(given === undefined ? defaultValue : given, type, weight, weights);
      },
    ];
  });
  return weighed.length === 0
    ? null
    : (variables) => weighed.reduce((sum, price) => sum + price(variables), 0);
}

function priceOf(value: unknown, type: GraphQLInputType, weight: number | null, weights: Weights): number {
  if (value === undefined || value === null) return 0;
  const bare = getNullableType(type);
  if (isListType(bare))
    return (Array.isArray(value) ? value : [value]).reduce<number>(
      (sum, item) => sum + priceOf(item, bare.ofType, weight, weights),
      0,
    );
  const own = weight ?? weights.ofType(bare.name) ?? 0;
  if (!isInputObjectType(bare) || typeof value !== "object") return own;
  const fields = bare.getFields();
  return Object.entries(value).reduce((sum, [name, given]) => {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    return field ? sum + priceOf(given, field.type, weights.ofInputField(bare.name, name), weights) : sum;
  }, own);
}

/** True when the type, or anything in it, has a weight. */
function isWeighed(type: GraphQLInputType, weights: Weights, seen: Set<string> = new Set()): boolean {
  const named = getNamedType(type);
  if (seen.has(named.name)) return false;
  seen.add(named.name);
  if (weights.ofType(named.name) !== null) return true;
  return (
    isInputObjectType(named) &&
    Object.values(named.getFields()).some(
      (field) =>
        weights.ofInputField(named.name, field.name) !== null || isWeighed(field.type, weights, seen),
    )
  );
}
