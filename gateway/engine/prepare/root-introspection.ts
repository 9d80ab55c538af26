/**
 * A validation rule: introspection is allowed only at the root of a query. Below a field that leads back to
 * `Query` it would have to be executed again at each place.
 */
import { GraphQLError, Kind, type ASTVisitor, type SelectionSetNode, type ValidationContext } from "graphql";
import { isIntrospection } from "./split-root.js";

export function rootIntrospection(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition: ({ selectionSet: root }) => {
      const seen = { atRoot: new Set<string>(), below: new Set<string>() };
      const look = ({ selections }: SelectionSetNode, place: keyof typeof seen): void => {
        for (const selection of selections) {
          if (selection.kind === Kind.FIELD) {
            if (!isIntrospection(selection.name.value)) {
              if (selection.selectionSet) look(selection.selectionSet, "below");
            } else if (place === "below")
              context.reportError(
                new GraphQLError(`"${selection.name.value}" is answered at the root of a query only.`, {
                  nodes: selection,
                }),
              );
          } else if (selection.kind === Kind.INLINE_FRAGMENT) look(selection.selectionSet, place);
          else if (!seen[place].has(selection.name.value)) {
            seen[place].add(selection.name.value);
            const fragment = context.getFragment(selection.name.value);
            if (fragment) look(fragment.selectionSet, place);
          }
        }
      };
      look(root, "atRoot");
    },
  };
}
