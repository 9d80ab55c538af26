/**
 * Marks the denied fields of an operation, with all selections below them. If another type condition selects
 * the same response key and that field is permitted, only the selections below that field are.
 */
import {
  Kind,
  type FieldNode,
  type FragmentDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";
import type { AskedOperation } from "../asked-operation.js";
import { fragmentsOf } from "../fragments-of.js";

/** The name of the wholly denied copy of a fragment; a client cannot use such a name. */
const nameOfDenied = (name: string): string => `${name}!`;

export function denyFields(
  { document, operation, fragments }: AskedOperation,
  isDenied: (node: FieldNode) => boolean,
): AskedOperation & { readonly denied: ReadonlySet<FieldNode> } {
  const denied = new Set<FieldNode>();
  const wholly = new Set<FragmentDefinitionNode>();
  const mark = (selection: SelectionNode, isBelow: boolean): SelectionNode => {
    switch (selection.kind) {
      case Kind.FIELD: {
        const isOne = isBelow || isDenied(selection);
        const { selectionSet: below } = selection;
        const made = below ? { ...selection, selectionSet: markSet(below, isOne) } : { ...selection };
        if (isOne) denied.add(made);
        return made;
      }
      case Kind.INLINE_FRAGMENT:
        return { ...selection, selectionSet: markSet(selection.selectionSet, isBelow) };
      case Kind.FRAGMENT_SPREAD: {
        const fragment = fragments.get(selection.name.value);
        if (!isBelow || !fragment) return selection;
        wholly.add(fragment);
        return { ...selection, name: { ...selection.name, value: nameOfDenied(selection.name.value) } };
      }
    }
  };
  const markSet = (set: SelectionSetNode, isBelow: boolean): SelectionSetNode => ({
    ...set,
    selections: set.selections.map((selection) => mark(selection, isBelow)),
  });
  const definitions = document.definitions.map((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION || definition.kind === Kind.FRAGMENT_DEFINITION
      ? { ...definition, selectionSet: markSet(definition.selectionSet, false) }
      : definition,
  );
  // The set grows during the iteration: fragments that are denied below are visited as well.
  for (const fragment of wholly)
    definitions.push({
      ...fragment,
      name: { ...fragment.name, value: nameOfDenied(fragment.name.value) },
      selectionSet: markSet(fragment.selectionSet, true),
    });
  const made = { ...document, definitions };
  const at = document.definitions.indexOf(operation);
  const marked = definitions[at];
  if (marked?.kind !== Kind.OPERATION_DEFINITION) throw new Error("An operation is lost when it is marked");
  return { document: made, operation: marked, fragments: fragmentsOf(made), denied };
}
