/**
 * RFC 9110, section 13.1.2: true if `If-None-Match` names the tag. Tags are compared weakly: `W/` is ignored.
 */
export function names(given: string, tag: string): boolean {
  const wanted = opaque(tag);
  return given.split(",").some((one) => {
    const text = one.trim();
    return text === "*" || opaque(text) === wanted;
  });
}

function opaque(tag: string): string {
  return tag.startsWith("W/") ? tag.slice(2) : tag;
}
