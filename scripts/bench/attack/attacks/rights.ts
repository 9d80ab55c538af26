/** Attacks on rights: requests that neither strangers nor clerks are allowed. */
import { asks, inForms, type Attack } from "../attack.js";
import type { Asked } from "../target.js";

const JSON_BODY = { "content-type": "application/json" };
const question = (query: string): string => JSON.stringify({ query });
const token = (header: object, claims: object): string =>
  `${[header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".")}.`;
const SUPERVISOR = {
  sub: "x",
  name: "x",
  roles: ["supervisor"],
  iss: "tongcha",
  aud: "tongcha",
  exp: 4_102_444_800,
};

export const RIGHTS: readonly Attack[] = [
  asks(
    "the entities of the subgraphs",
    "OWASP: _entities is a door",
    ["GRAPHQL_VALIDATION_FAILED"],
    (number) =>
      `{ _entities(representations: [{ __typename: "Penalty", id: "${number}" }]) { __typename } _service { sdl } }`,
  ),
  asks(
    "the desk",
    "OWASP",
    ["SUBMISSION_UNKNOWN", "GRAPHQL_VALIDATION_FAILED"],
    (number) => `{ submission(id: "${number}") { id fileName } }`,
  ),
  asks(
    "a release",
    "OWASP",
    ["SUBMISSION_UNKNOWN", "GRAPHQL_VALIDATION_FAILED"],
    (number) => `mutation { publish(id: "${number}") { id } }`,
  ),
  tries("a token that nobody signed", null, ["TOKEN_INVALID"], () => ({
    path: "/graphql",
    headers: { ...JSON_BODY, authorization: `Bearer ${token({ alg: "none" }, SUPERVISOR)}` },
    body: question("{ submissions { nodes { id } } }"),
  })),
  tries("a token of 50 KB", "T-22", ["TOKEN_INVALID", "HEADERS_TOO_LARGE"], (number) => ({
    path: "/graphql",
    headers: { ...JSON_BODY, authorization: `Bearer ${"x".repeat(12_000 + number)}` },
    body: question("{ __typename }"),
  })),
  tries("a subgraph without its gateway", null, ["SUBGRAPH_UNSIGNED", "PATH_UNKNOWN"], () => ({
    path: "/enforcement/graphql",
    headers: JSON_BODY,
    body: question("{ _entities(representations: []) { __typename } }"),
  })),
  tries("a statement of who asks that is forged", null, ["SUBGRAPH_UNSIGNED", "PATH_UNKNOWN"], () => ({
    path: "/enforcement/graphql",
    headers: { ...JSON_BODY, "tongcha-caller": token({ alg: "none" }, SUPERVISOR) },
    body: question("{ __typename }"),
  })),
  tries("a file without a token", null, ["TOKEN_MISSING"], (number) => ({
    path: "/intake/enforcement.penalties",
    body: `行政相对人名称\n${number}\n`,
  })),
  tries("somebody else's original", "T-24", ["SUBMISSION_UNKNOWN", "TOKEN_MISSING"], (number) => ({
    method: "GET",
    path: `/intake/submissions/${1 + number}/original`,
  })),
  inForms(
    6,
    asks(
      "a webhook to an address within",
      "T-25: CVE-2024-43371",
      ["WEBHOOK_URL_REFUSED", "RATE_EXCEEDED", "STANDING_QUERIES_TOO_MANY"],
      (number) => ({
        query:
          "mutation ($input: StandingQueryInput!) { saveStandingQuery(input: $input) { standingQuery { id } } }",
        variables: {
          input: {
            feeds: ["enforcement.penalties"],
            webhook:
              [
                "http://169.254.169.254/latest/meta-data",
                "https://127.0.0.1/x",
                "https://[::ffff:10.0.0.1]/x",
                "file:///etc/passwd",
                "https://0x7f000001/x",
                "https://[::1]/x",
              ][number % 6] ?? "",
          },
        },
      }),
    ),
  ),
  asks(
    "50 standing queries in one request",
    null,
    ["RATE_EXCEEDED", "STANDING_QUERIES_TOO_MANY", "QUERY_TOO_COSTLY", "answered"],
    (number) =>
      `mutation { ${Array.from({ length: 50 }, (_, at) => `a${at}: saveStandingQuery(input: { feeds: ["enforcement.penalties"], title: "密云${number}" }) { standingQuery { id } }`).join(" ")} }`,
  ),
];

function tries(
  name: string,
  source: string | null,
  ends: readonly string[],
  asked: (number: number) => Asked,
): Attack {
  return { name, source, ends, send: (target, number) => target.send(asked(number)) };
}
