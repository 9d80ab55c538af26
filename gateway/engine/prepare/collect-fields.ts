/**
 * The fields that a selection has for one type, @skip and @include decided, merged by response key as the
 * specification says.
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
  /** The private name under which it is fetched, and the client's. */
  readonly key: string;
  readonly shown: string;
  readonly name: string;
  /** Undefined for __typename, __schema and __type. */
  readonly field: GraphQLField<unknown, unknown> | undefined;
  /** The selection below, merged from all places that select this key. */
  readonly selections: readonly SelectionSetNode[];
  /** True when the caller may not see it, wherever it was selected. */
  readonly isDenied: boolean;
}

/** Values of the Boolean variables that @skip and @include name. */
export type Truths = Readonly<Record<string, boolean>>;

export interface Selecting {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly truths: Truths;
  /** The client's name for each private one. */
  readonly names: ReadonlyMap<string, string>;
  /** Abstract types of which the client does not see all objects. */
  readonly partlyVisible: ReadonlySet<GraphQLAbstractType>;
  /** Fields that the caller may not see. */
  readonly denied: ReadonlySet<FieldNode>;
  /** Which fields under @defer are collected: all of them, or only those that are not put off. */
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
 * True when a selection depends on the concrete type of an object: it asks for the type's name, or for fields
 * of some types only.
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

/** Variables that decide about parts of the document. */
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
  // Only @defer takes a variable that is not given, and then has its own default.
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
