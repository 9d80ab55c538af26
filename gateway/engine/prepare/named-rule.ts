/**
 * A rule of validation whose errors tell its name, so that they can be explained without reading their
 * English.
 */
import { GraphQLError, type ValidationRule } from "graphql";

/** The name stands in `extensions.rule`, without the library's ending: `FieldsOnCorrectType`. */
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
