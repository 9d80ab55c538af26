/**
 * How long a list is taken to be, from what its schema says: `@listSize`, by the GraphQL Cost Directives
 * specification (https://ibm.github.io/graphql-specs/cost-spec.html), and by the names of its arguments and
 * fields where nothing is said.
 */
import { Kind, type ConstDirectiveNode, type ConstValueNode } from "graphql";

export interface ListSize {
  /** Null: it says none. */
  readonly assumedSize: number | null;
  /** Arguments that say how many items there are at most. */
  readonly slicingArguments: readonly string[];
  /** Fields of what is answered that are lists of that size; none: the field itself is. */
  readonly sizedFields: readonly string[];
  /** True when exactly one of the slicing arguments must be given. */
  readonly requiresOne: boolean;
}

/** Arguments that say how many there are, where no `@listSize` says which do. */
export const SLICING_ARGUMENTS: ReadonlySet<string> = new Set(["first", "last", "limit"]);
/** Lists that such arguments speak of, of a field that answers an object around them. */
export const SIZED_FIELDS: readonly string[] = ["nodes", "edges"];
/** Items of a list of which nothing is known. */
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
