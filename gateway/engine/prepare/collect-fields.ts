/**
 * Collects a selection's fields for one type, with @skip and @include applied, merged by response key as in
 * the specification.
 */
import {
  isAbstractType,
  isUnionType,
  Kind,
  type DirectiveNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLAbstractType,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  type SelectionSetNode,
} from "graphql";

export interface CollectedField {
  /** The private response name under which it is fetched; `shown` is the client's. */
  readonly key: string;
  readonly shown: string;
  readonly name: string;
  /** Undefined for __typename, __schema and __type. */
  readonly field: GraphQLField<unknown, unknown> | undefined;
  /** The selection below, merged from all places that select this key. */
  readonly selections: readonly SelectionSetNode[];
  /** True when the caller may not see it, in all places that select it. */
  readonly isDenied: boolean;
}

/** Values of the Boolean variables in @skip and @include. */
export type Truths = Readonly<Record<string, boolean>>;

export interface Selecting {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly truths: Truths;
  /** The client's name for each private one. */
  readonly names: ReadonlyMap<string, string>;
  /** The abstract types that have possible objects outside of the client's schema. */
  readonly partlyVisible: ReadonlySet<GraphQLAbstractType>;
  /** The fields that the caller may not see. */
  readonly denied: ReadonlySet<FieldNode>;
  /** `all`: deferred fields are collected, too; `without`: only fields that are not deferred. */
  readonly deferred: "all" | "without";
}

export function collectFields(
  type: GraphQLCompositeType,
  sets: readonly SelectionSetNode[],
  selecting: Selecting,
): readonly CollectedField[] {
  const nodes = new Map<string, FieldNode[]>();
  const spread = new Set<string>();
  const collect = (set: SelectionSetNode): void => {
    for (const selection of set.selections) {
      if (!isIncluded(selection.directives ?? [], selecting.truths)) continue;
      if (selecting.deferred === "without" && isDeferred(selection.directives ?? [], selecting.truths))
        continue;
      if (selection.kind === Kind.FIELD) {
        const key = (selection.alias ?? selection.name).value;
        const known = nodes.get(key);
        if (known) known.push(selection);
        else nodes.set(key, [selection]);
        continue;
      }
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        if (spread.has(selection.name.value)) continue;
        spread.add(selection.name.value);
      }
      const fragment =
        selection.kind === Kind.FRAGMENT_SPREAD ? selecting.fragments.get(selection.name.value) : selection;
      if (fragment && applies(fragment.typeCondition?.name.value, type, selecting.schema))
        collect(fragment.selectionSet);
    }
  };
  sets.forEach(collect);
  const fields = isUnionType(type) ? {} : type.getFields();
  return [...nodes].map(([key, found]) => {
    const name = found[0]?.name.value ?? "";
    return {
      key,
      shown: selecting.names.get(key) ?? key,
      name,
      field: Object.hasOwn(fields, name) ? fields[name] : undefined,
      selections: found.flatMap(({ selectionSet }) => (selectionSet ? [selectionSet] : [])),
      isDenied: selecting.denied.size > 0 && found.every((node) => selecting.denied.has(node)),
    };
  });
}

/**
 * True when a selection depends on the concrete type of an object: it selects `__typename`, or fields of only
 * some types.
 */
export function asksForType(
  type: GraphQLAbstractType,
  sets: readonly SelectionSetNode[],
  { schema, fragments, truths }: Selecting,
): boolean {
  const seen = new Set<string>();
  const asks = ({ selections }: SelectionSetNode): boolean =>
    selections.some((selection) => {
      if (!isIncluded(selection.directives ?? [], truths)) return false;
      if (selection.kind === Kind.FIELD) return selection.name.value === "__typename";
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        if (seen.has(selection.name.value)) return false;
        seen.add(selection.name.value);
      }
      const fragment =
        selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      return (
        fragment !== undefined &&
        (!applies(fragment.typeCondition?.name.value, type, schema) || asks(fragment.selectionSet))
      );
    });
  return sets.some(asks);
}

/** The variables in conditions of @skip, @include and @defer. */
export function decidingVariables(directives: Iterable<DirectiveNode>): readonly string[] {
  const names = new Set<string>();
  for (const { name, arguments: given = [] } of directives) {
    if (!DECIDING.has(name.value)) continue;
    for (const { value } of given) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
  }
  return [...names];
}

const DECIDING = new Set(["skip", "include", "defer"]);

export function truthsOf(deciding: readonly string[], variables: Readonly<Record<string, unknown>>): Truths {
  // Only @defer accepts an omitted variable, and then its default, true, applies.
  return Object.fromEntries(
    deciding.map((name) => [name, variables[name] === true || variables[name] === undefined]),
  );
}

export function isIncluded(directives: readonly DirectiveNode[], truths: Truths): boolean {
  return directives.every((directive) => {
    const { value } = directive.name;
    return (value !== "skip" && value !== "include") || ifOf(directive, truths) === (value === "include");
  });
}

export function isDeferred(directives: readonly DirectiveNode[], truths: Truths): boolean {
  return directives.some((directive) => directive.name.value === "defer" && ifOf(directive, truths));
}

function ifOf({ arguments: given = [] }: DirectiveNode, truths: Truths): boolean {
  const value = given.find(({ name }) => name.value === "if")?.value;
  return (
    value === undefined ||
    (value.kind === Kind.BOOLEAN
      ? value.value
      : value.kind === Kind.VARIABLE && truths[value.name.value] === true)
  );
}

function applies(condition: string | undefined, type: GraphQLCompositeType, schema: GraphQLSchema): boolean {
  if (condition === undefined || condition === type.name) return true;
  const conditional = schema.getType(condition);
  return isAbstractType(conditional) && !isUnionType(type) && schema.isSubType(conditional, type);
}
