/**
 * Estimates the size of a list from the schema: by `@listSize` of the GraphQL Cost Directives specification
 * (https://ibm.github.io/graphql-specs/cost-spec.html), or, without the directive, by the names of arguments
 * and fields.
 */
import { Kind, type ConstDirectiveNode, type ConstValueNode } from "graphql";

export interface ListSize {
  /** Null: not declared. */
  readonly assumedSize: number | null;
  /** Arguments that limit the number of items. */
  readonly slicingArguments: readonly string[];
  /** Fields of the result that are lists of that size; empty: the field itself is the list. */
  readonly sizedFields: readonly string[];
  /** True when exactly one of the slicing arguments must be given. */
  readonly requiresOne: boolean;
}

/** Slicing arguments of fields without `@listSize`. */
export const SLICING_ARGUMENTS: ReadonlySet<string> = new Set(["first", "last", "limit"]);
/** Sized fields of a connection object, for fields without `@listSize`. */
export const SIZED_FIELDS: readonly string[] = ["nodes", "edges"];
/** Assumed size of a list without any declaration. */
export const ASSUMED_SIZE = 20;

/** Reads a `@listSize` directive, under whatever name it is linked. */
export function readListSize(directive: ConstDirectiveNode): ListSize {
  const given = new Map((directive.arguments ?? []).map(({ name, value }) => [name.value, value]));
  const required = given.get("requireOneSlicingArgument");
  const slicingArguments = textsOf(given.get("slicingArguments"));
  return {
    assumedSize: readNumber(given.get("assumedSize")),
    slicingArguments,
    sizedFields: textsOf(given.get("sizedFields")),
    requiresOne: slicingArguments.length > 0 && (required?.kind !== Kind.BOOLEAN || required.value),
  };
}

/** Reads a weight or a size: a whole number, which the specification's own weights write as text. */
export function readNumber(value: ConstValueNode | null | undefined): number | null {
  const number =
    value?.kind === Kind.INT || value?.kind === Kind.FLOAT || value?.kind === Kind.STRING
      ? Number(value.value)
      : NaN;
  return Number.isFinite(number) ? number : null;
}

function textsOf(value: ConstValueNode | undefined): readonly string[] {
  const values = value?.kind === Kind.LIST ? value.values : value ? [value] : [];
  return values.flatMap((each) => (each.kind === Kind.STRING ? [each.value] : []));
}
