/** Documents that cost a validator or a planner far more than their length. */
import { getIntrospectionQuery } from "graphql";
import { asks, many, type Attack } from "../attack.js";

const fragments = (levels: number, on: string, field: (level: number) => string, last: string): string =>
  `${many(levels, (level) => `fragment F${level} on ${on} { ${field(level)} }`)} fragment F${levels} on ${on} { ${last} }`;
const overlapping = (times: number, number: number): string =>
  `{ ${`... { department(code: "scjgj${number}") { ${"... { id } ".repeat(times)} } } `.repeat(times)} }`;
const ofTypes = (inner: string, levels: number): string =>
  levels === 0 ? inner : `fields { type { ${ofTypes(inner, levels - 1)} } }`;
const PENALTY = (inner: string): string => `{ penalties(first: 1) { nodes { ${inner} } } }`;
const VALUES =
  "query ($in: [String!]) { penalties(first: 1, where: { decisionNumber: { in: $in } }) { nodes { id } } }";

export const DOCUMENTS: readonly Attack[] = [
  asks(
    "fragments used again and again, ten levels",
    "T-01: 27 s of a planner for 475 bytes",
    ["QUERY_TOO_LARGE"],
    (number) =>
      `{ department(code: "${number}") { ...F0 } } ${fragments(10, "Department", (level) => `x${level}: parent { ...F${level + 1} } y${level}: parent { ...F${level + 1} }`, "id")}`,
  ),
  asks(
    "the same, 30 levels",
    "T-07: CVE-2025-32030 to 32034, 32380",
    ["QUERY_TOO_LARGE"],
    (number) =>
      `{ department(code: "${number}") { ...F0 } } ${fragments(30, "Department", (level) => `...F${level + 1} ...F${level + 1}`, "id")}`,
  ),
  asks(
    "one question under ever other names",
    "T-03",
    ["answered", "PLANNING_BUDGET_SPENT", "RATE_EXCEEDED"],
    (number) => PENALTY(many(200, (at) => `a${number}_${at}: decisionNumber`)),
  ),
  asks(
    "60 by 60 inline fragments",
    "T-05: CVE-2023-26144, GHSA-fc86-6rv6-2jpm",
    ["QUERY_TOO_LARGE"],
    (number) => overlapping(60, number),
  ),
  asks(
    "40 by 40, which the bound lets in",
    "T-05",
    ["GRAPHQL_VALIDATION_FAILED", "PLANNING_BUDGET_SPENT"],
    (number) => overlapping(40, number),
  ),
  asks(
    "a fragment shallow first, then deep",
    "T-20: graphql-armor GHSA-mh3m-8c74-74xh",
    ["QUERY_TOO_DEEP"],
    (number) =>
      `{ x${number}: department(code: "scjgj") { ...F30 } department(code: "scjgj") { ...F0 } } ${fragments(40, "Department", (level) => `parent { ...F${level + 1} }`, "id")}`,
  ),
  asks(
    "a fragment that is called __schema",
    "T-20: GHSA-224p-v68g-5g8f, GHSA-733v-p3h5-qpq7",
    ["QUERY_TOO_COSTLY"],
    (number) =>
      `query __schema($n: Int = ${50 + (number % 50)}) { __schema { __typename } areas(first: $n) { nodes { ...__schema } } } fragment __schema on Area { children(first: 100) { nodes { children(first: 100) { nodes { children(first: 100) { nodes { name } } } } } } }`,
  ),
  asks(
    "a fragment that spreads itself beside a field",
    "Hive Router 0.0.79",
    ["GRAPHQL_VALIDATION_FAILED"],
    (number) =>
      `query ($c: Boolean = true) { __typename ...A } fragment A on Query { x${number}: __typename ...A @include(if: $c) }`,
  ),
  asks(
    "5,000 fragments in a chain",
    "Hive Router 0.0.75",
    ["QUERY_TOO_LARGE", "QUERY_TOO_DEEP"],
    (number) =>
      `{ __typename ...F0 } ${fragments(5_000, "Query", (level) => `...F${level + 1}`, `x${number}: __typename`)}`,
  ),
  asks(
    "101 aliases",
    "graphql-cop: Alias Overloading",
    ["answered"],
    (number) => `{ ${many(101, (at) => `alias${number}_${at}: __typename`)} }`,
  ),
  asks(
    "15,000 aliases",
    null,
    ["QUERY_TOO_LARGE"],
    (number) => `{ ${many(15_000, (at) => `a${number}_${at}: __typename`)} }`,
  ),
  asks(
    "500 fields of one name",
    "graphql-cop: Field Duplication",
    ["answered"],
    (number) => `{ x${number}: __typename ${"__typename ".repeat(500)} }`,
  ),
  asks(
    "500 directives on one field",
    "graphql-cop: Directive Overloading",
    ["GRAPHQL_VALIDATION_FAILED"],
    (number) => `{ x${number}: __typename ${"@aa".repeat(500)} }`,
  ),
  asks(
    "introspection in circles",
    "graphql-cop: Introspection-based Circular Query",
    ["QUERY_TOO_DEEP", "GRAPHQL_VALIDATION_FAILED"],
    (number) => `{ __schema { types { x${number}: name ${ofTypes("name", 12)} } } }`,
  ),
  asks(
    "all of the schema",
    "graphql-cop: Introspection, open on purpose",
    ["answered", "RATE_EXCEEDED"],
    (number) => `${getIntrospectionQuery()}#${number}`,
  ),
  asks(
    "all of the schema fifty times",
    "Cosmo #1256",
    ["QUERY_TOO_COSTLY"],
    (number) =>
      `{ ${many(50, (at) => `a${at}_${number}: __schema { types { name description fields { name description } } }`)} }`,
  ),
  asks(
    "a megabyte of brackets",
    null,
    ["REQUEST_INVALID", "GRAPHQL_PARSE_FAILED", "QUERY_TOO_DEEP"],
    (number) => "[".repeat(900_000 + number),
  ),
  asks(
    "lists in lists of a value, 50,000 deep",
    null,
    ["GRAPHQL_PARSE_FAILED", "QUERY_TOO_DEEP", "QUERY_TOO_LARGE"],
    (number) =>
      `{ penalties(first: ${1 + number}, where: { or: ${"[".repeat(50_000)}${"]".repeat(50_000)} }) { totalCount } }`,
  ),
  asks("20,000 values of a variable", null, ["FILTER_INVALID", "REQUEST_INVALID"], (number) => ({
    query: VALUES,
    variables: { in: Array.from({ length: 19_900 }, (_, at) => `${number}-${at}`) },
  })),
  asks(
    "a page of 99,999,999",
    "OWASP",
    ["BAD_USER_INPUT", "PAGE_ARGUMENTS", "QUERY_TOO_COSTLY"],
    (number) => `{ penalties(first: ${99_999_999 - number}) { nodes { id } } }`,
  ),
  asks("more values than a request may have", null, ["REQUEST_INVALID"], (number) => ({
    query: VALUES,
    variables: { in: Array.from({ length: 30_000 }, (_, at) => `${number}${at}`) },
  })),
  asks(
    "a comment of 300 KB",
    null,
    ["answered"],
    (number) => `# ${"x".repeat(300_000)}${number}\n{ __typename }`,
  ),
  asks("as many selections as there may be", null, ["answered"], (number) =>
    PENALTY(many(1_900, (at) => `a${number}_${at}: decisionNumber`)),
  ),
  asks(
    "hundreds of fragments in one place",
    null,
    ["QUERY_TOO_LARGE"],
    (number) =>
      `${PENALTY(many(450, (at) => `...F${at}`))} ${many(450, (at) => `fragment F${at} on Penalty { x${number}_${at}: decisionNumber }`)}`,
  ),
  asks("fields of one name, again and again", "T-05", ["GRAPHQL_VALIDATION_FAILED"], (number) =>
    PENALTY(`n${number}: decisionNumber ${"decisionNumber ".repeat(1_900)}`),
  ),
];
