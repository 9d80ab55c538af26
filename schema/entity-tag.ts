/**
 * RFC 9110, section 13.1.2: whether `If-None-Match` names a tag. Whether two are the same does not depend on
 * their strength.
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
