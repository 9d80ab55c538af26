/** Names, texts and values that mean something to a machine that they pass through. */
import { asks, inForms, type Attack } from "../attack.js";

const MACHINERY = ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty"];
const machinery = (number: number): string => MACHINERY[number % MACHINERY.length] ?? "__proto__";

export const WORDS: readonly Attack[] = [
  inForms(
    5,
    asks(
      "an alias __proto__ and its like",
      "T-06: CVE-2026-32621",
      ["answered"],
      (number) => `{ ${machinery(number)}: department(code: "scjgj") { ${machinery(number)}: name id } }`,
    ),
  ),
  inForms(
    5,
    asks(
      "a variable __proto__ and its like",
      "T-06: CVE-2026-32621",
      ["answered", "REQUEST_INVALID"],
      (number) => ({
        query: `query ($${machinery(number)}: Boolean = true) { department(code: "scjgj") { name @include(if: $${machinery(number)}) } }`,
        variables: JSON.parse(`{"${machinery(number)}":true}`) as object, // a JSON object
      }),
    ),
  ),
  {
    name: "a body with a key __proto__",
    source: "T-06",
    ends: ["REQUEST_INVALID"],
    send: (target) =>
      target.send({
        path: "/graphql",
        headers: { "content-type": "application/json" },
        body: '{"__proto__":{"polluted":true},"query":"{ __typename }"}',
      }),
  },
  asks(
    "quotes in a text, which would leave the subgraph's query",
    "Hive Router 0.0.55",
    ["answered"],
    (number) =>
      `{ penalties(first: 1, where: { partyName: { eq: "\\") { nodes { id } } } #${number}\\"" } }) { totalCount } }`,
  ),
  asks("a text that would leave its SQL statement", "T-24: CVE-2026-42031", ["answered"], (number) => ({
    query:
      "query ($t: String!) { penalties(first: 1, where: { partyName: { startsWith: $t } }) { totalCount } search(text: $t) { totalCount } }",
    variables: { t: `'; DROP TABLE enforcement.penalties; -- ${number}` },
  })),
  asks(
    "an order by a column that is none",
    "T-24: CVE-2026-42032",
    ["GRAPHQL_VALIDATION_FAILED"],
    (number) => `{ penalties(orderBy: [PERSON_ID_NUMBER_ASC], first: ${1 + (number % 9)}) { nodes { id } } }`,
  ),
  asks("half a surrogate, and a zero", null, ["answered", "BAD_USER_INPUT", "FILTER_INVALID"], (number) => ({
    query: "query ($t: String!) { search(text: $t) { totalCount } }",
    variables: { t: `\ud800\u0000${number}` },
  })),
  asks("numbers that no database has", null, ["BAD_USER_INPUT", "answered"], (number) => ({
    query: "query ($n: Decimal!) { penalties(first: 1, where: { fineAmount: { gte: $n } }) { totalCount } }",
    variables: { n: `1e${999_999 + number}` },
  })),
  asks(
    "a cursor that was not given out",
    null,
    ["CURSOR_INVALID"],
    (number) =>
      `{ penalties(first: 1, after: "${Buffer.from(`[${number},"__proto__"]`).toString("base64url")}") { nodes { id } } }`,
  ),
  asks(
    "a script for the log and for a page",
    "T-23: GHSA of Apollo Server's landing page",
    ["GRAPHQL_VALIDATION_FAILED"],
    (number) => `query X { areas(first: 1) { _script${number}_alert } }`,
  ),
  asks(
    "a made-up query",
    "graphql-cop: Unhandled Errors Detection",
    ["GRAPHQL_PARSE_FAILED"],
    () => "qwerty cop { abc }",
  ),
  asks(
    "a field that is almost right",
    "graphql-cop: Field Suggestions, open on purpose",
    ["GRAPHQL_VALIDATION_FAILED"],
    () => "{ penaltie { nodes { id } } }",
  ),
];
