/**
 * Adds a validation rule's name to its errors, so that they can be explained without parsing their English
 * messages.
 */
import { GraphQLError, type ValidationRule } from "graphql";

/** The name is in `extensions.rule`, without the library's suffix `Rule`: `FieldsOnCorrectType`. */
export function namedRule(rule: ValidationRule): ValidationRule {
  const name = rule.name.replace(/Rule$/, "");
  return (context) =>
    rule(
      Object.create(context, {
        reportError: {
          value: ({ message, nodes }: GraphQLError) =>
            context.reportError(
              new GraphQLError(message, { nodes: nodes ?? null, extensions: { rule: name } }),
            ),
        },
      }),
    );
}
