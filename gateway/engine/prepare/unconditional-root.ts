/**
 * A validation rule: a subscription's root field may not be under @skip or @include, fragments included,
 * because it must have one stream for all variables. (The library's own rule requires one root field, and no
 * introspection.)
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
