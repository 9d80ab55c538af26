/**
 * Who a client is: by its API key, else what it says of itself. Nobody vouches for that: it is shown to
 * people, and decides nothing but that what it asks as an explorer does not hold up a change.
 */
import type { IncomingHttpHeaders } from "node:http";
import type { KeyHolder } from "../api-keys/key-source.js";

/**
 * `name` or `name@version`; empty for one that does not say. The second spelling is what Apollo Client sends
 * by itself. With a key the name is the key's, and has the key's id behind it, as no name has that is only
 * said.
 */
export function clientNameOf(headers: IncomingHttpHeaders, key: KeyHolder | null): string {
  const said = printable(headers["graphql-client-name"] ?? headers["apollographql-client-name"]);
  const name = key ? `${key.name} (${key.id})` : said.replaceAll("(tck_", "(");
  const version = printable(headers["graphql-client-version"] ?? headers["apollographql-client-version"]);
  return name === "" || version === "" ? name : `${name}@${version}`;
}

/** The name of a page for trying out queries: no program depends on these queries. */
export const EXPLORER = "explorer";

const MOST_CHARACTERS = 100;
const PLAIN = /^[!-~](?:[ -~]{0,98}[!-~])?$/;

/**
 * Removes control and direction characters and line breaks. Decodes UTF-8 bytes, which a header may contain.
 */
function printable(value: string | string[] | undefined): string {
  if (typeof value !== "string" || PLAIN.test(value)) return typeof value === "string" ? value : "";
  const decoded = Buffer.from(value, "latin1").toString();
  const text = decoded.includes("\uFFFD") ? value : decoded;
  return [...text.replaceAll(/[\p{C}\p{Z}]+/gu, " ").trim()].slice(0, MOST_CHARACTERS).join("").trim();
}
