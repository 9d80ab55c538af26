/**
 * `@feed(id:)`: the published feed that a type or field is filled from. It is composed into the supergraph, where the gateway reads which
 * releases make an answer stale. What has no `@feed` is not known to change with releases.
 */
export const FEED_DIRECTIVE = {
  name: "feed",
  /** Names the specification for composition; nothing is fetched from it. */
  url: "https://tongcha.example/tongcha/v1.0",
  definition: "directive @feed(id: String!) repeatable on OBJECT | FIELD_DEFINITION",
} as const;
