import { HINTS } from "@apollo/composition/dist/hints.js";
import { ERRORS } from "@apollo/federation-internals";
import { expect, test } from "@jest/globals";
import { composeGraph, type SubgraphSource } from "../../gateway/graph/composition/compose-graph.js";
import { applyEdits } from "../../gateway/graph/composition/edits.js";
import { HINT_CODES } from "../../gateway/graph/composition/composer-hints.js";
import { RULES } from "../../gateway/graph/composition/composer-rules.js";
import { SENTENCES, type Sentence } from "../../gateway/graph/composition/composer-sentences.js";
import type { Finding } from "../../gateway/graph/composition/finding.js";
import { formatFinding } from "../../scripts/cli/subgraph/format-finding.js";
import { readCorpus } from "./corpus.js";

const CHINESE = /\p{Script=Han}/u;
const corpus = readCorpus();

/** Codes that the composer defines and that no Federation 2 SDL can raise by itself. */
const NOT_RAISED: Readonly<Record<string, string>> = {
  UNSUPPORTED_LINKED_FEATURE: "raised when a router loads a supergraph",
  INVALID_FEDERATION_SUPERGRAPH: "raised when a router loads a supergraph",
  TYPE_WITH_ONLY_UNUSED_EXTERNAL: "raised for Federation 1 schemas alone",
  UNSUPPORTED_FEATURE: "never raised by this version",
  DOWNSTREAM_SERVICE_ERROR: "raised while a query runs",
  MAX_VALIDATION_SUBGRAPH_PATHS_EXCEEDED: "raised at a million paths; tested below with a lower limit",
};
/** All that the composer says of the corpus. */
const SAID = corpus.flatMap(({ subgraphs }) => {
  const composition = composeGraph(subgraphs);
  return composition.ok ? [] : composition.findings;
});
/** No change of a text mends these. */
const NOT_MENDED = ["INVALID_SUBGRAPH_NAME"];

test("every code of the composer is in the corpus, or cannot be raised", () => {
  const covered = new Set([...corpus.map(({ code }) => code), ...Object.keys(NOT_RAISED)]);
  expect(
    Object.values(ERRORS)
      .map(({ code }) => code)
      .filter((code) => !covered.has(code)),
  ).toEqual([]);
});

test("every code that is in the corpus has its rule in both languages", () => {
  const unexplained = corpus.filter(
    ({ code }) =>
      code !== "GRAPHQL_SYNTAX" &&
      !(CHINESE.test(RULES[code]?.rule.zh ?? "") && /^[^\p{Script=Han}]+$/u.test(RULES[code]?.rule.en ?? "")),
  );
  expect(unexplained.map(({ code }) => code)).toEqual([]);
});

test.each(Object.entries<Sentence>(SENTENCES))(
  "the sentence %s is one that the composer says with each of its codes",
  (_, { codes, says }) => {
    const known = new Set(Object.values(ERRORS).map(({ code }) => code));
    expect(codes.filter((code) => !known.has(code))).toEqual([]);
    const saying = codes.filter((code) =>
      SAID.some((finding) => finding.code === code && says.test(finding.message.en)),
    );
    expect(saying).toEqual(codes);
  },
);

test("every hint of the composer has its sentence", () => {
  expect(
    Object.values(HINTS)
      .map(({ code }) => code)
      .filter((code) => !HINT_CODES.includes(code)),
  ).toEqual([]);
});

test.each(corpus)(
  "$name is found, placed and explained",
  ({ subgraphs, code, concerned, coordinate, place }) => {
    const finding = firstFault(subgraphs);
    expect(finding).toMatchObject({ code, severity: "ERROR", subgraphs: concerned, coordinate, place });
    for (const { zh, en } of [finding.rule, finding.message, finding.advice]) {
      expect(zh).toMatch(CHINESE);
      expect(en).toMatch(/[A-Za-z]{2}/);
    }
  },
);

test.each(corpus.filter(({ code }) => !NOT_MENDED.includes(code)))(
  "$name composes with what is proposed",
  ({ subgraphs }) => {
    const { edits } = firstFault(subgraphs);
    const mended = composeGraph(
      subgraphs.map((subgraph) => ({ ...subgraph, sdl: applyEdits(subgraph.name, subgraph.sdl, edits) })),
    );
    expect(mended.ok ? [] : mended.findings.map(({ message }) => message.en)).toEqual([]);
  },
);

test("the one that publishes is to give way", () => {
  const { subgraphs } = corpus.find(({ name }) => name === "FIELD_TYPE_MISMATCH") ?? { subgraphs: [] };
  expect(firstFault(subgraphs, "areas")).toMatchObject({
    place: { subgraph: "areas" },
    edits: [{ subgraph: "areas", text: "Int!" }],
  });
  expect(firstFault(subgraphs, "schools")).toMatchObject({
    place: { subgraph: "schools" },
    edits: [{ subgraph: "schools", text: "String!" }],
  });
});

test("a bystander is never named", () => {
  const bystander = {
    name: "parks",
    url: "http://127.0.0.1:9/graphql",
    sdl: 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"]) type Playground @key(fields: "id") { id: ID! }',
  };
  const named = corpus
    .filter(({ code }) => code !== "NO_QUERIES")
    .filter(({ subgraphs }) => {
      const composition = composeGraph([...subgraphs, bystander]);
      return !composition.ok && composition.findings[0]?.subgraphs.includes("parks");
    });
  expect(named.map(({ name }) => name)).toEqual([]);
});

test("hints come with what composes", () => {
  const sdl = (type: string) =>
    `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@shareable"]) type Query { area: ${type} @shareable }`;
  const composition = composeGraph([
    { name: "a", url: "", sdl: sdl("Int!") },
    { name: "b", url: "", sdl: sdl("Int") },
  ]);
  expect(composition).toMatchObject({
    ok: true,
    findings: [
      {
        code: "INCONSISTENT_BUT_COMPATIBLE_FIELD_TYPE",
        severity: "INFO",
        subgraphs: ["a", "b"],
        coordinate: "Query.area",
        place: { subgraph: "a", line: 1 },
      },
    ],
  });
});

test("what clients see has @defer", () => {
  const composition = composeGraph([{ name: "a", url: "", sdl: "type Query { a: Int }" }]);
  expect(composition.ok && composition.api.getDirective("defer")?.name).toBe("defer");
});

test("checking gives up at a limit of paths", () => {
  const { subgraphs } = corpus.find(({ name }) => name === "SATISFIABILITY_ERROR") ?? { subgraphs: [] };
  const composition = composeGraph(subgraphs, { maxPaths: 0 });
  expect(composition).toMatchObject({
    ok: false,
    findings: [
      { code: "MAX_VALIDATION_SUBGRAPH_PATHS_EXCEEDED", rule: { zh: expect.stringMatching(CHINESE) } },
    ],
  });
});

test.each([
  ["types", `type Query { a: ${"[".repeat(100_000)}Int${"]".repeat(100_000)} }`],
  ["values", `type Query { a(b: Int = ${"[".repeat(100_000)}1${"]".repeat(100_000)}): Int }`],
  [
    "field sets",
    `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"]) type Query { a: Int } type A @key(fields: "${"a { ".repeat(50_000)}${"}".repeat(50_000)}") { a: A }`,
  ],
])("%s nested beyond measure are refused, and only their subgraph is named", (_, sdl) => {
  const composition = composeGraph([
    { name: "sound", url: "", sdl: "type Query { b: Int }" },
    { name: "deep", url: "", sdl },
  ]);
  expect(composition.ok).toBe(false);
  for (const finding of composition.findings) expect(finding.subgraphs).toEqual(["deep"]);
});

test("two subgraphs of one name are refused, not thrown", () => {
  const twin = { name: "twin", url: "", sdl: "type Query { a: Int }" };
  expect(composeGraph([twin, twin])).toMatchObject({
    ok: false,
    findings: [{ code: "COMPOSITION_INTERNAL", subgraphs: ["twin", "twin"] }],
  });
});

test.each(['"federation"', "2", '""'])("a @link to %s is placed", (url) => {
  const composition = composeGraph([
    {
      name: "a",
      url: "",
      sdl: `extend schema\n  @link(url: "https://specs.apollo.dev/federation/v2.9")\n  @link(url: ${url})\ntype Query { a: Int }`,
    },
  ]);
  expect(composition).toMatchObject({
    ok: false,
    findings: [{ subgraphs: ["a"], coordinate: "@link", place: { line: 3, column: 3 } }],
  });
});

test("a key that selects itself is not followed for ever", () => {
  const sdl =
    'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"]) type Query { a: Area } type Area @key(fields: "code") { code: Area! }';
  expect(composeGraph([{ name: "a", url: "", sdl }])).toMatchObject({
    ok: false,
    findings: [{ code: "KEY_INVALID_FIELDS" }],
  });
});

test("a finding reads as who, where, why and what to write", () => {
  const { subgraphs } = corpus.find(({ name }) => name === "EXTERNAL_UNUSED") ?? { subgraphs: [] };
  const text = formatFinding(firstFault(subgraphs), (name) => `${name}.graphql`);
  expect(text).toMatch(/^错误 ERROR EXTERNAL_UNUSED Area.name {2}schools.graphql:5:3\n/);
  expect(text).toContain("删除这个字段");
  expect(text).toContain("Remove the field");
});

test("what a stranger wrote cannot steer the terminal", () => {
  const { subgraphs } = corpus.find(({ name }) => name === "EXTERNAL_UNUSED") ?? { subgraphs: [] };
  const finding = firstFault(subgraphs);
  const text = formatFinding(
    { ...finding, message: { zh: "\u001b[2J清屏\r", en: "\u202Ereversed\nsecond line" } },
    (name) => `${name}\u0007`,
  );
  expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
  expect(text).toContain("reversed second line");
});

function firstFault(subgraphs: readonly SubgraphSource[], publishing?: string): Finding {
  const composition = composeGraph(subgraphs, publishing === undefined ? {} : { publishing });
  const [finding] = composition.findings;
  if (composition.ok || finding === undefined) throw new Error("it composes");
  return finding;
}
