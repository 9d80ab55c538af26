/**
 * An operation with @skip and @include decided: what is left out is gone, and so are the directives. Each choice is planned by itself, which
 * is exact: planners that carry conditions through a plan have been seen to lose one, and to leave out an object of which all is skipped.
 */
import { Kind, visit, type DocumentNode, type SelectionSetNode } from "graphql";
import { isIncluded, type Truths } from "./collect-fields.js";

export function decideConditions(document: DocumentNode, truths: Truths): DocumentNode {
  const decide = { enter: (node: { readonly directives?: readonly Parameters<typeof isIncluded>[0][number][] }) => (isIncluded(node.directives ?? [], truths) ? undefined : null) };
  return visit(document, {
    Field: decide, InlineFragment: decide, FragmentSpread: decide,
    Directive: ({ name }) => (name.value === "skip" || name.value === "include" ? null : undefined),
    // Also an object of which nothing is left is an object.
    SelectionSet: { leave: (node) => (node.selections.length === 0 ? TYPENAME_ONLY : undefined) },
  });
}

export const TYPENAME_ONLY: SelectionSetNode = { kind: Kind.SELECTION_SET, selections: [{ kind: Kind.FIELD, name: { kind: Kind.NAME, value: "__typename" } }] };
