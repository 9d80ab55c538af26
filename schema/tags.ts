/**
 * What an element of a schema is tagged with, so that contracts can leave it out: `@tag(name: "internal")`.
 */
export const TAGS = {
  /** Only the departments' people have use for it. */
  internal: "internal",
  /** It goes through whole lists. */
  bulk: "bulk",
} as const;

export function tagged(tag: keyof typeof TAGS): string {
  return `@tag(name: "${TAGS[tag]}")`;
}
