/** Names of tags on schema elements, by which contracts exclude elements: `@tag(name: "internal")`. */
export const TAGS = {
  /** For the departments' staff only. */
  internal: "internal",
  /** Reads whole lists. */
  bulk: "bulk",
} as const;

export function tagged(tag: keyof typeof TAGS): string {
  return `@tag(name: "${TAGS[tag]}")`;
}
