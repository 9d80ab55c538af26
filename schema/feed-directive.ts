/**
 * `@feed(id:)`: the published feed that a type or field is filled from. It is composed into the supergraph,
 * where whoever reads the graph sees which releases make an answer stale; the gateway reads it in each
 * subgraph's own SDL. What has no `@feed` is not known to change with releases.
 */
export const FEED_DIRECTIVE = {
  name: "feed",
  /** Names the specification for composition; nothing is fetched from it. */
  url: "https://tongcha.example/tongcha/v1.0",
  definition: "directive @feed(id: String!) repeatable on OBJECT | FIELD_DEFINITION",
} as const;

/** As the id of a feed: any release may change it. */
export const ALL_FEEDS = "*";
