/**
 * An operation with @skip, @include and the condition of @defer decided: what is left out is gone, and so are
 * the directives. Each choice is planned by itself, which is exact: planners that carry conditions through a
 * plan have been seen to lose one, and to leave out an object of which all is skipped.
 */
import { Kind, visit, type DirectiveNode, type DocumentNode, type SelectionSetNode } from "graphql";
import { isDeferred, isIncluded, type Truths } from "./collect-fields.js";

/** `mayDefer`: whether the client reads an answer in parts. */
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
    // Also an object of which nothing is left is an object.
    SelectionSet: { leave: (node) => (node.selections.length === 0 ? TYPENAME_ONLY : undefined) },
  });
}

export const TYPENAME_ONLY: SelectionSetNode = {
  kind: Kind.SELECTION_SET,
  selections: [{ kind: Kind.FIELD, name: { kind: Kind.NAME, value: "__typename" } }],
};
