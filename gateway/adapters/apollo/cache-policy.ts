/**
 * Reads how long subgraphs allow their answers to be cached, for Apollo Server's own header
 * (https://www.rfc-editor.org/rfc/rfc9111#section-5.2.2).
 */

/**
 * `policy`: the request's `overallCachePolicy`, of any type if the server has no cache control. An answer
 * without `cache-control` must not be cached.
 */
export function restrictPolicy(policy: unknown, cacheControl: string | null): void {
  if (!hasRestrict(policy)) return;
  const parts = (cacheControl ?? "")
    .toLowerCase()
    .split(",")
    .map((part) => part.trim());
  const age = parts.map((part) => /^max-age="?(\d+)"?$/.exec(part)?.[1]).find((found) => found !== undefined);
  const scope = parts.includes("private") ? "PRIVATE" : parts.includes("public") ? "PUBLIC" : null;
  policy.restrict({ maxAge: Number(age ?? 0), ...(scope !== null && { scope }) });
}

interface Restrictable {
  readonly restrict: (hint: { readonly maxAge: number; readonly scope?: string }) => void;
}

function hasRestrict(policy: unknown): policy is Restrictable {
  return (
    typeof policy === "object" &&
    policy !== null &&
    "restrict" in policy &&
    typeof policy.restrict === "function"
  );
}
