/** Requests that are wrong as HTTP, or that make a browser or a proxy ask for somebody else. */
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { inForms, type Attack } from "../attack.js";
import type { Asked } from "../target.js";

const JSON_BODY = { "content-type": "application/json" };
const QUERY = JSON.stringify({ query: "{ __typename }" });
const BOMB = gzipSync(Buffer.alloc(50 * 1_048_576, " "));
const encoded = (query: string): string => `/graphql?query=${encodeURIComponent(query)}`;

export const TRANSPORTS: readonly Attack[] = [
  sends("an array of queries", "graphql-cop: Array-based Query Batching", ["REQUEST_INVALID"], () => ({
    path: "/graphql",
    headers: JSON_BODY,
    body: `[${Array.from({ length: 20 }, () => QUERY).join()}]`,
  })),
  sends(
    "a query over GET",
    "graphql-cop: GET Method Query Support, open on purpose",
    ["answered", "REQUEST_INVALID"],
    (number) => ({ method: "GET", path: encoded(`{ x${number}: __typename }`) }),
  ),
  sends(
    "a mutation over GET",
    "T-13; graphql-cop: Mutation is allowed over GET",
    ["MUTATION_OVER_GET"],
    () => ({
      method: "GET",
      path: encoded('mutation { removeStandingQuery(id: "1", token: "x") }'),
      headers: { "apollo-require-preflight": "1" },
    }),
  ),
  sends(
    "a GET with a content type of a form",
    "T-13: GHSA-hff2-gcpx-8f4p, GHSA-9q82-xgwf-vj6h",
    ["CONTENT_TYPE"],
    () => ({
      method: "GET",
      path: encoded("{ __typename }"),
      headers: { "content-type": "message/http" },
    }),
  ),
  sends(
    "a form",
    "T-13: CVE-2025-64166; graphql-cop: POST based url-encoded query",
    ["CONTENT_TYPE"],
    () => ({
      path: "/graphql",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: "query=%7B__typename%7D",
    }),
  ),
  sends("plain text that is JSON", "T-13", ["CONTENT_TYPE"], () => ({
    path: "/graphql",
    headers: { "content-type": "text/plain" },
    body: QUERY,
  })),
  inForms(
    3,
    sends("another character set", "T-14: CVE-2026-23897", ["CONTENT_TYPE"], (number) => ({
      path: "/graphql",
      headers: {
        "content-type": `application/json; charset=${["utf-7", "utf-16le", "base64"][number % 3] ?? ""}`,
      },
      body: QUERY,
    })),
  ),
  inForms(
    4,
    sends("50 MB that are 50 KB when compressed", "T-15: CVE-2024-28101", ["CONTENT_ENCODING"], (number) => ({
      path: "/graphql",
      headers: {
        ...JSON_BODY,
        "content-encoding": ["gzip", "br", "deflate", "gzip, gzip"][number % 4] ?? "",
      },
      body: [BOMB, brotliCompressSync(BOMB), deflateSync(BOMB), gzipSync(BOMB)][number % 4] ?? BOMB,
    })),
  ),
  sends("over a megabyte", null, ["REQUEST_TOO_LARGE", "closed"], (number) => ({
    path: "/graphql",
    headers: JSON_BODY,
    body: `{"query":"#${"x".repeat(2_000_000 + number)}"}`,
  })),
  sends("headers of 100 KB", null, ["HEADERS_TOO_LARGE"], (number) => ({
    path: "/graphql",
    headers: { ...JSON_BODY, "x-much": "x".repeat(100_000 + number) },
    body: QUERY,
  })),
  sends("an origin of 10 KB", "Cosmo #2085", ["ORIGIN_REFUSED", "answered"], (number) => ({
    path: "/graphql",
    headers: { ...JSON_BODY, origin: `https://${"x".repeat(10_000)}${number}.example` },
    body: QUERY,
  })),
  inForms(
    6,
    sends(
      "a path out of the directory",
      "T-21: CVE-2025-27098",
      ["PATH_UNKNOWN", "REQUEST_INVALID", "SUBMISSION_UNKNOWN"],
      (number) => ({
        method: "GET",
        path:
          [
            "/graphql/..%2f..%2fetc%2fpasswd",
            "/../../etc/passwd",
            "/intake/..%2f..%2fetc%2fpasswd/template.csv",
            "/%2e%2e/%2e%2e/etc/passwd",
            "/graphql/%00",
            "/intake/submissions/%2e%2e%2f1/original",
          ][number % 6] ?? "/",
      }),
    ),
  ),
  sends(
    "a persisted query whose hash is a path",
    "Cosmo #2078",
    ["DOCUMENT_ID_INVALID", "PERSISTED_QUERY_NOT_SUPPORTED", "REQUEST_INVALID"],
    (number) => ({
      path: "/graphql",
      headers: JSON_BODY,
      body: JSON.stringify({
        extensions: { persistedQuery: { version: 1, sha256Hash: `../../${number}` } },
      }),
    }),
  ),
  sends(
    "a persisted query with another's hash",
    "Cosmo #2824",
    ["DOCUMENT_HASH_MISMATCH", "PERSISTED_QUERY_NOT_SUPPORTED"],
    (number) => ({
      path: "/graphql",
      headers: JSON_BODY,
      body: JSON.stringify({
        query: `{ x${number}: __typename }`,
        extensions: { persistedQuery: { version: 1, sha256Hash: "0".repeat(64) } },
      }),
    }),
  ),
  sends(
    "a name of an operation of 100 KB",
    "Cosmo #2090",
    ["REQUEST_INVALID", "OPERATION_RESOLUTION_FAILURE"],
    (number) => ({
      path: "/graphql",
      headers: JSON_BODY,
      body: JSON.stringify({ query: "{ __typename }", operationName: "x".repeat(100_000 + number) }),
    }),
  ),
  inForms(
    4,
    sends("a method that is none of ours", null, ["METHOD_NOT_ALLOWED", "PATH_UNKNOWN"], (number) => ({
      method: ["PUT", "DELETE", "PATCH", "PROPFIND"][number % 4] ?? "PUT",
      path: "/graphql",
      headers: JSON_BODY,
      body: QUERY,
    })),
  ),
  {
    name: "two lengths of one body",
    source: "request smuggling",
    ends: ["HTTP_INVALID", "closed"],
    send: (target) =>
      target.sendRaw(
        `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\nGET /metrics HTTP/1.1\r\nhost: x\r\n\r\n`,
      ),
  },
  {
    name: "bytes that are no HTTP",
    source: null,
    ends: ["HTTP_INVALID", "closed"],
    send: (target, number) => target.sendRaw(Buffer.from(`\u0016\u0003\u0001${number}\r\n\r\n`, "latin1")),
  },
];

function sends(
  name: string,
  source: string | null,
  ends: readonly string[],
  asked: (number: number) => Asked,
): Attack {
  return { name, source, ends, send: (target, number) => target.send(asked(number)) };
}
