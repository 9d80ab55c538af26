/** Pages that need nothing from outside and are nobody's frame. */

/** `policy`: a Content-Security-Policy's directives beside those of every page, or in place of them. */
export function headersOfPage(policy: readonly string[]): Readonly<Record<string, string>> {
  const nameOf = (directive: string): string | undefined => directive.split(" ")[0];
  const own = new Set(policy.map(nameOf));
  const everywhere = EVERYWHERE.filter((directive) => !own.has(nameOf(directive)));
  return {
    "content-security-policy": [...everywhere, ...policy].join("; "),
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
  };
}

const EVERYWHERE = ["default-src 'none'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"];

/** Text as it may stand in HTML, in an attribute too. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);
}
