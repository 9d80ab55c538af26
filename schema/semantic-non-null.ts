/**
 * `@semanticNonNull`: marks a field that is null only if there is an error for it. Clients that handle errors
 * themselves (Relay, Apollo, generated types) treat it as non-null. It is composed into the supergraph, and
 * is in the schema that clients download. Source: https://specs.apollo.dev/nullability/v0.4/
 */
export const SEMANTIC_NON_NULL = {
  name: "semanticNonNull",
  url: "https://specs.apollo.dev/nullability/v0.4",
  definition: "directive @semanticNonNull(levels: [Int!]! = [0]) on FIELD_DEFINITION",
} as const;
