/**
 * Replaces the client's response names by private ones before planning; the writer restores them. So no alias
 * can collide with a key, a required field, `__typename` or a name that a planner generates, and requests
 * that differ only in aliases share one plan.
 *
 * A field without arguments on any type keeps its own name at its first use: no other field can have that
 * name, and a key field that the client also selects is fetched once. All others are numbered in order, per
 * field, so that equal parts of different requests stay equal.
 */
import {
  Kind,
  print,
  visit,
  type ArgumentNode,
  type DefinitionNode,
  type DocumentNode,
  type FieldNode,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";
import { fieldsOf } from "../fields-of.js";
import { isIntrospection } from "./split-root.js";

export interface Naming {
  /** The prefix of private names; no field's name begins with it. */
  readonly prefix: string;
  /** True when no field of this name has arguments, on any type. */
  readonly isPlain: (field: string) => boolean;
}

export interface Renamed {
  readonly document: DocumentNode;
  /** The client's name for each private one. */
  readonly names: ReadonlyMap<string, string>;
}

/** Reads all fields of a supergraph, including those that clients do not see. */
export function createNaming(supergraph: DocumentNode): Naming {
  const [names, withArguments] = [new Set<string>(), new Set(["__type"])];
  for (const { name, arguments: given = [] } of fieldsOf(supergraph)) {
    names.add(name.value);
    if (given.length > 0) withArguments.add(name.value);
  }
  let prefix = "_";
  while ([...names].some((name) => name.startsWith(prefix) && /^\d+_/.test(name.slice(prefix.length))))
    prefix += "_";
  return { prefix, isPlain: (field) => !withArguments.has(field) };
}

/** Renames a valid document. Below introspection fields the client's names stay. */
export function rename(document: DocumentNode, { prefix, isPlain }: Naming): Renamed {
  const names = new Map<string, string>();
  const byUse = new Map<string, string>();
  const counts = new Map<string, number>();
  /** One private name for each combination of response name, field and arguments. */
  const nameOf = ({ alias, name: { value: field }, arguments: given = [] }: FieldNode): string => {
    const key = alias?.value ?? field;
    const use = JSON.stringify([key, field, textOf(given)]);
    const known = byUse.get(use);
    if (known !== undefined) return known;
    const count = counts.get(field) ?? 0;
    counts.set(field, count + 1);
    const made = count === 0 && isPlain(field) ? field : `${prefix}${count}_${field}`;
    byUse.set(use, made);
    names.set(made, key);
    return made;
  };
  const renameField = (field: FieldNode): FieldNode => {
    const name = nameOf(field);
    const { alias: _, selectionSet: below, ...rest } = field;
    return {
      ...rest,
      ...(name === field.name.value ? {} : { alias: { kind: Kind.NAME, value: name } }),
      ...(below ? { selectionSet: isIntrospection(field.name.value) ? below : renameSet(below) } : {}),
    };
  };
  const renameSelection = (selection: SelectionNode): SelectionNode => {
    switch (selection.kind) {
      case Kind.FIELD:
        return renameField(selection);
      case Kind.INLINE_FRAGMENT:
        return { ...selection, selectionSet: renameSet(selection.selectionSet) };
      case Kind.FRAGMENT_SPREAD:
        return selection;
    }
  };
  const renameSet = (set: SelectionSetNode): SelectionSetNode => ({
    ...set,
    selections: set.selections.map(renameSelection),
  });
  const renameDefinition = (definition: DefinitionNode): DefinitionNode => {
    const isOurs =
      definition.kind === Kind.OPERATION_DEFINITION ||
      (definition.kind === Kind.FRAGMENT_DEFINITION && !definition.typeCondition.name.value.startsWith("__"));
    return isOurs ? { ...definition, selectionSet: renameSet(definition.selectionSet) } : definition;
  };
  return { document: { ...document, definitions: document.definitions.map(renameDefinition) }, names };
}

/**
 * A normalised text of arguments, equal if validation treats them as equal: the order of arguments, and of an
 * object's fields, does not matter.
 */
function textOf(given: readonly ArgumentNode[]): string {
  const inOrder = given.map((argument) =>
    print(
      visit(argument, {
        ObjectValue: {
          leave: (node) => ({
            ...node,
            fields: node.fields.toSorted((one, other) => (one.name.value < other.name.value ? -1 : 1)),
          }),
        },
      }),
    ),
  );
  return inOrder.toSorted().join(", ");
}
