/**
 * The page's address holds the operation: `#query=…&variables=…`, which no server and no log sees. A link of
 * other clients, `?query=…&variables=…`, is read as well. Headers are never part of it.
 */
export interface Linked {
  readonly query: string;
  /** JSON; empty for none. */
  readonly variables: string;
}

/** Null if the address holds none. */
export function readLink({ hash, search }: Pick<Location, "hash" | "search"> = location): Linked | null {
  for (const text of [hash.slice(1), search.slice(1)]) {
    const fields = new URLSearchParams(text);
    const query = fields.get("query");
    if (query !== null) return { query, variables: fields.get("variables") ?? "" };
  }
  return null;
}

/** In place of the address that is shown; the way back stays as it is. */
export function showLink(linked: Linked): void {
  const target = hashOf(linked);
  if (target !== location.hash) history.replaceState(null, "", target || location.pathname);
}

/** A step forward, from which the way back leads to what was shown. */
export function followLink(linked: Linked): void {
  history.pushState(null, "", hashOf(linked));
}

function hashOf({ query, variables }: Linked): string {
  if (query.trim() === "") return "";
  return `#${new URLSearchParams({ query, ...(variables.trim() === "" ? {} : { variables }) }).toString()}`;
}
