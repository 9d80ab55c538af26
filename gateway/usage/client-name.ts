/**
 * The client's name, as the client itself states it; it is not verified. It is shown to people, and has one
 * effect: requests of an explorer do not block a change to the schema.
 */
import type { IncomingHttpHeaders } from "node:http";

/**
 * Returns `name` or `name@version`; empty if the client sends no name. The `apollographql-` headers are those
 * that Apollo Client sends by default.
 */
export function clientNameOf(headers: IncomingHttpHeaders): string {
  const name = printable(headers["graphql-client-name"] ?? headers["apollographql-client-name"]);
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
