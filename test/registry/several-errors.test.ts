import { expect, test } from "@jest/globals";
import { composeGraph } from "../../gateway/graph/composition/compose-graph.js";
import type { Finding } from "../../gateway/graph/composition/finding.js";
import { printReport } from "../../scripts/cli/subgraph/report.js";

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires", "@provides", "@shareable"])';
const AREAS = `${LINK}
type Query { area(code: String!): Area areas: [Area!] }
type Area @key(fields: "code") { code: String! name: String population: Int }
`;
const SCHOOLS = `${LINK}
type Query { schools: [School!] }
type Area @key(fields: "code") { code: String! schools: [School!] }
type School @key(fields: "id") { id: ID! name: String area: Area }
`;
/** The one that is edited; each line is told by its number. */
const BUSES = `${LINK}
type Query {
  lines: [Line!]
  stop(id: ID!): Stop
}
type Area @key(fields: "code") {
  code: String!
  lines: [Line!]
  busiest: Stop
  population: Int @external
  linesPerHead: Float @requires(fields: "population")
}
type Line @key(fields: "id") {
  id: ID!
  stops: [Stop!]
  first: Stop
  last: Stop
  area: Area
}
type Stop @key(fields: "id") {
  id: ID!
  area: Area
  line: Line
  next: Stop
}
`;

function findingsOf(edits: readonly (readonly [string, string])[]): readonly Finding[] {
  const buses = edits.reduce((sdl, [from, to]) => {
    if (!sdl.includes(from)) throw new Error(`There is no ${from}`);
    return sdl.replaceAll(from, to);
  }, BUSES);
  const composition = composeGraph(
    [
      { name: "areas", url: "", sdl: AREAS },
      { name: "schools", url: "", sdl: SCHOOLS },
      { name: "buses", url: "", sdl: buses },
    ],
    { publishing: "buses" },
  );
  return composition.ok ? [] : composition.findings;
}

const told = (findings: readonly Finding[]): readonly string[] =>
  findings.map(
    ({ code, coordinate, place }) =>
      `${code} ${coordinate ?? ""} ${place?.subgraph ?? ""}:${place?.line ?? 0}`,
  );
const AREA_KEY = 'type Area @key(fields: "code")';

/** By what was edited, what is told: one finding for each edit, at its line. */
const CASES: Readonly<
  Record<
    string,
    {
      readonly edits: readonly (readonly [string, string])[];
      readonly told: readonly string[];
      readonly follows: readonly number[];
    }
  >
> = {
  "the graph before": { edits: [], told: [], follows: [] },
  "a key that selects no field": {
    edits: [[AREA_KEY, 'type Area @key(fields: "cod")']],
    told: ["KEY_INVALID_FIELDS Area buses:6"],
    follows: [1],
  },
  "a key of another field": {
    edits: [[`${AREA_KEY} {\n  code: String!`, 'type Area @key(fields: "zip") {\n  zip: String!']],
    told: ["SATISFIABILITY_ERROR Area.zip buses:6"],
    follows: [12],
  },
  "a key left out": {
    edits: [[AREA_KEY, "type Area"]],
    told: ["INVALID_FIELD_SHARING Area buses:6"],
    follows: [0],
  },
  "a type renamed that six places use": {
    edits: [["type Stop @key", "type Stopp @key"]],
    told: ["INVALID_GRAPHQL Stopp buses:20"],
    follows: [5],
  },
  "a type taken away that others use": {
    edits: [
      ["type Stop @key", "type Halt @key"],
      ["next: Stop", "next: Halt"],
    ],
    told: ["INVALID_GRAPHQL Query.stop buses:4"],
    follows: [4],
  },
  "no @link": {
    edits: [
      [LINK, ""],
      ["lines: [Line!]\n  busiest", "lines: [Line!] @shareable\n  busiest"],
    ],
    told: ["INVALID_GRAPHQL schema buses:1"],
    follows: [0],
  },
  "a directive that is not imported": {
    edits: [['"@key", ', ""]],
    told: ["INVALID_GRAPHQL Area buses:6"],
    follows: [3],
  },
  "a wrong key and a missing type": {
    edits: [
      [AREA_KEY, 'type Area @key(fields: "cod")'],
      ["busiest: Stop", "busiest: Terminus"],
    ],
    told: ["INVALID_GRAPHQL Area.busiest buses:9", "KEY_INVALID_FIELDS Area buses:6"],
    follows: [0, 1],
  },
  "two types that are missing": {
    edits: [
      ["busiest: Stop", "busiest: Terminus"],
      ["last: Stop", "last: Wharf"],
    ],
    told: ["INVALID_GRAPHQL Area.busiest buses:9", "INVALID_GRAPHQL Line.last buses:17"],
    follows: [0, 0],
  },
  "a wrong @external and a wrong @provides": {
    edits: [
      ["population: Int @external", "population: String @external"],
      ["next: Stop", 'next: Area @provides(fields: "nam")'],
    ],
    told: ["PROVIDES_INVALID_FIELDS Stop.next buses:24", "EXTERNAL_TYPE_MISMATCH Area.population buses:10"],
    follows: [0, 0],
  },
  "a wrong @requires, whose field nothing else uses": {
    edits: [['@requires(fields: "population")', '@requires(fields: "populace")']],
    told: ["REQUIRES_INVALID_FIELDS Area.linesPerHead buses:11"],
    follows: [1],
  },
};

test.each(Object.entries(CASES))("%s", (_, { edits, told: expected, follows }) => {
  const findings = findingsOf(edits);
  expect(told(findings)).toEqual(expected);
  expect(findings.map((finding) => finding.follows.length)).toEqual(follows);
});

test("two types that cannot be reached are two findings, each with all that follows from it", () => {
  const findings = findingsOf([
    [`${AREA_KEY} {\n  code: String!`, 'type Area @key(fields: "zip") {\n  zip: String!'],
    ["type Stop @key", 'type School @key(fields: "number") { number: ID! stop: Stop }\ntype Stop @key'],
  ]);
  expect(told(findings).toSorted()).toEqual([
    expect.stringMatching(/^SATISFIABILITY_ERROR Area\.\w+ buses:6$/),
    expect.stringMatching(/^SATISFIABILITY_ERROR School\.\w+ buses:20$/),
  ]);
  for (const { follows } of findings) expect(follows.length).toBeGreaterThan(0);
});

test("a report has at most twenty lines, the cause first, and says how much it leaves out", () => {
  const [cause] = findingsOf([["type Stop @key", "type Stopp @key"]]);
  if (!cause) throw new Error("It composes");
  const warning = (line: number): Finding => ({
    ...cause,
    code: "LINT_NAME",
    severity: "WARNING",
    follows: [],
    place: { subgraph: "buses", line, column: 1 },
  });
  const report = {
    ok: false,
    revision: null,
    findings: [...Array.from({ length: 40 }, (_, line) => warning(line)), cause],
    changes: [],
  };
  const lines = printReport(report, (name) => `${name}.graphql`).split("\n");
  expect(lines.length).toBe(20);
  expect(lines[0]).toContain("INVALID_GRAPHQL Stopp  buses.graphql:20:6");
  expect(lines.join("\n")).toContain("由此引起的另有5处");
  const shown = lines.filter((line) => line.includes("LINT_NAME")).length;
  expect(lines.at(-2)).toContain(`${40 - shown} more: see --json.`);
  // One finding alone is told in full, with nothing about the rest.
  expect(printReport({ ...report, findings: [cause] }, (name) => name)).not.toContain("--json");
});
