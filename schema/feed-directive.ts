/**
 * `@feed(id:)`: the published feed that a type's or field's values come from. It is composed into the
 * supergraph, where readers of the graph see which releases make an answer stale; the gateway reads it in
 * each subgraph's own SDL. An element without `@feed` is not known to change with releases.
 */
export const FEED_DIRECTIVE = {
  name: "feed",
  /** Names the specification for composition; nothing is fetched from it. */
  url: "https://tongcha.example/tongcha/v1.0",
  definition: "directive @feed(id: String!) repeatable on OBJECT | FIELD_DEFINITION",
} as const;

/** The id for a value that any feed's release may change. */
export const ALL_FEEDS = "*";
