/**
 * Who a client says that it is. Nobody vouches for it: it is shown to people, and decides nothing but that
 * what it asks as an explorer does not hold up a change.
 */
import type { IncomingHttpHeaders } from "node:http";

/**
 * `name` or `name@version`; empty for one that does not say. The second spelling is what Apollo Client sends
 * by itself.
 */
export function clientNameOf(headers: IncomingHttpHeaders): string {
  const name = printable(headers["graphql-client-name"] ?? headers["apollographql-client-name"]);
  const version = printable(headers["graphql-client-version"] ?? headers["apollographql-client-version"]);
  return name === "" || version === "" ? name : `${name}@${version}`;
}

/** Name of a page in which people try out queries: what they try there breaks no program. */
export const EXPLORER = "explorer";

const MOST_CHARACTERS = 100;
const PLAIN = /^[!-~](?:[ -~]{0,98}[!-~])?$/;

/**
 * Without control and direction characters, in one line. Bytes of UTF-8, which a header may hold, are read as
 * such.
 */
function printable(value: string | string[] | undefined): string {
  if (typeof value !== "string" || PLAIN.test(value)) return typeof value === "string" ? value : "";
  const decoded = Buffer.from(value, "latin1").toString();
  const text = decoded.includes("\uFFFD") ? value : decoded;
  return [...text.replaceAll(/[\p{C}\p{Z}]+/gu, " ").trim()].slice(0, MOST_CHARACTERS).join("").trim();
}
