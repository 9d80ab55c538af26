/**
 * A subscription has one stream, whatever its variables are: its root field may stand under no @skip and no
 * @include, also not within a fragment. (That it has one root field, and none of introspection, is a rule of
 * the library.)
 */
import {
  GraphQLError,
  Kind,
  OperationTypeNode,
  type ASTVisitor,
  type SelectionSetNode,
  type ValidationContext,
} from "graphql";

const CONDITIONS = new Set(["skip", "include"]);

export function unconditionalRoot(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition: ({ operation, selectionSet }) => {
      if (operation !== OperationTypeNode.SUBSCRIPTION) return;
      const seen = new Set<string>();
      const look = ({ selections }: SelectionSetNode): void => {
        for (const selection of selections) {
          if (selection.directives?.some(({ name }) => CONDITIONS.has(name.value)))
            context.reportError(
              new GraphQLError("The root field of a subscription may have neither @skip nor @include.", {
                nodes: selection,
              }),
            );
          if (selection.kind === Kind.INLINE_FRAGMENT) look(selection.selectionSet);
          if (selection.kind !== Kind.FRAGMENT_SPREAD || seen.has(selection.name.value)) continue;
          seen.add(selection.name.value);
          const fragment = context.getFragment(selection.name.value);
          if (fragment) look(fragment.selectionSet);
        }
      };
      look(selectionSet);
    },
  };
}
