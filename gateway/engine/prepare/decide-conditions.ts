/**
 * Applies @skip, @include and the condition of @defer: removes excluded selections and these directives. Each
 * variant is planned separately, because planners that keep conditions in a plan have been seen to lose one,
 * and to omit an object whose fields are all skipped.
 */
import { Kind, visit, type DirectiveNode, type DocumentNode, type SelectionSetNode } from "graphql";
import { isDeferred, isIncluded, type Truths } from "./collect-fields.js";

/** `mayDefer`: true when the client accepts an incremental answer. */
export function decideConditions(document: DocumentNode, truths: Truths, mayDefer: boolean): DocumentNode {
  const decide = {
    enter: ({ directives = [] }: { readonly directives?: readonly DirectiveNode[] }) =>
      isIncluded(directives, truths) ? undefined : null,
  };
  return visit(document, {
    Field: decide,
    InlineFragment: decide,
    FragmentSpread: decide,
    Directive: (node) => {
      if (node.name.value === "skip" || node.name.value === "include") return null;
      if (node.name.value !== "defer") return undefined;
      return mayDefer && isDeferred([node], truths)
        ? { ...node, arguments: (node.arguments ?? []).filter(({ name }) => name.value !== "if") }
        : null;
    },
    // An emptied selection still tells an object from null.
    SelectionSet: { leave: (node) => (node.selections.length === 0 ? TYPENAME_ONLY : undefined) },
  });
}

export const TYPENAME_ONLY: SelectionSetNode = {
  kind: Kind.SELECTION_SET,
  selections: [{ kind: Kind.FIELD, name: { kind: Kind.NAME, value: "__typename" } }],
};
