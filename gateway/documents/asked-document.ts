/**
 * How a request names its document, over any transport: by the text, by the id of a registered document
 * (GraphQL over HTTP, appendix A), or by the hash of a text that it sends along when the hash is not known
 * (automatic persisted queries, as in Apollo's clients).
 */
import { HubError } from "#schema/errors.js";

export type AskedDocument =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "id"; readonly id: string }
  | { readonly kind: "hash"; readonly hash: string; readonly text: string | null };

/**
 * `given` is a request's JSON, with `extensions` decoded. Throws REQUEST_INVALID or
 * PERSISTED_QUERY_NOT_SUPPORTED.
 */
export function readAskedDocument({
  query = null,
  documentId = null,
  extensions = null,
}: {
  readonly query?: unknown;
  readonly documentId?: unknown;
  readonly extensions?: unknown;
}): AskedDocument {
  if (query !== null && typeof query !== "string") throw invalid("query 应为字符串", "query is no string");
  if (documentId !== null && typeof documentId !== "string")
    throw invalid("documentId 应为字符串", "documentId is no string");
  if (extensions !== null && (typeof extensions !== "object" || Array.isArray(extensions)))
    throw invalid("extensions 应为对象", "extensions is no object");
  const hash = extensions === null ? null : readHash(extensions);
  // Libraries that require a text send an empty one with an id.
  const text = query === "" && (documentId ?? hash) !== null ? null : query;
  if (documentId !== null) {
    if (text !== null) throw invalid("query 与 documentId 只能给出一个", "it has both query and documentId");
    return { kind: "id", id: documentId };
  }
  if (hash !== null) return { kind: "hash", hash, text };
  if (text === null) throw invalid("缺少 query 或 documentId", "query or documentId is missing");
  return { kind: "text", text };
}

function readHash({ persistedQuery = null }: { readonly persistedQuery?: unknown }): string | null {
  if (persistedQuery === null) return null;
  if (typeof persistedQuery !== "object")
    throw invalid("persistedQuery 应为对象", "persistedQuery is no object");
  const { version, sha256Hash }: { readonly version?: unknown; readonly sha256Hash?: unknown } =
    persistedQuery;
  if (version !== 1) throw new HubError("PERSISTED_QUERY_NOT_SUPPORTED");
  if (typeof sha256Hash !== "string") throw invalid("sha256Hash 应为字符串", "sha256Hash is no string");
  return sha256Hash;
}

function invalid(reason: string, reasonEn: string): HubError {
  return new HubError("REQUEST_INVALID", { reason, reasonEn });
}
