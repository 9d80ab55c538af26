/**
 * `@semanticNonNull`: a field that is null only where an error says why. Clients that handle errors by
 * themselves (Relay, Apollo, generated types) take it for one that is never null. It is composed into the
 * supergraph, and stands in what clients download. Source: https://specs.apollo.dev/nullability/v0.4/
 */
export const SEMANTIC_NON_NULL = {
  name: "semanticNonNull",
  url: "https://specs.apollo.dev/nullability/v0.4",
  definition: "directive @semanticNonNull(levels: [Int!]! = [0]) on FIELD_DEFINITION",
} as const;
