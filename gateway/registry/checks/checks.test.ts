import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import type { Finding } from "../../graph/composition/finding.js";
import type { CheckInput } from "./check.js";
import { CHECKS } from "./checks.js";
import { checkSize } from "./size.js";
import { composeGraph, inputOf, named } from "./test-input.js";

const DIRECTORY = new URL("../../../../schema/subgraphs/", import.meta.url);
const HUB = readdirSync(DIRECTORY).map((file) =>
  named(file.replace(".graphql", ""), null, readFileSync(new URL(file, DIRECTORY), "utf8")),
);

const TRANSPORT = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@listSize"])

"""公交站 / Bus stop"""
type BusStop @key(fields: "id") {
  """编号 / Identifier"""
  id: ID!
  """站名 / Name"""
  name: String!
  """所在区划 / Where it is"""
  area: Area
  """设立日期 / Since"""
  since: Date
}

"""公交站，分页 / Bus stops in pages"""
type BusStopPage {
  """本页的站 / Those of this page"""
  nodes: [BusStop!]! @listSize(assumedSize: 100)
  """分页信息 / What comes before and after"""
  pageInfo: PageInfo!
}

type PageInfo @shareable {
  endCursor: String
  hasNextPage: Boolean!
  hasPreviousPage: Boolean!
  startCursor: String
}

scalar Date

type Area @key(fields: "code") {
  code: String!
  """本辖区的公交站 / Bus stops here"""
  busStops(
    """条数 / How many"""
    first: Int! = 20
  ): [BusStop!]
}

type Department @key(fields: "code", resolvable: false) {
  code: String!
}

type Query {
  """全部公交站 / All bus stops"""
  busStops(
    """条数 / How many"""
    first: Int! = 20
  ): BusStopPage
  """由谁维护 / Who keeps them"""
  busStopKeeper: Department
}
`;

async function runAll(input: CheckInput): Promise<readonly Finding[]> {
  return (await Promise.all(CHECKS.map(async (check) => check(input)))).flat();
}

test("a sensible subgraph that extends Area passes beside the hub's own, with nothing to say", async () => {
  const input = inputOf(TRANSPORT, HUB);
  expect(checkSize(input.subgraph)).toEqual([]);
  expect(
    await runAll({ ...input, before: composeGraph(HUB), after: composeGraph([...HUB, input.subgraph]) }),
  ).toEqual([]);
});

test("the hub's own texts are within the size that anybody's is held to", () => {
  expect(HUB.flatMap(checkSize)).toEqual([]);
});

test("a department that takes over what the hub gives is told each fault at its line", async () => {
  const hostile = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@override", "@inaccessible", "@cacheTag"])
type Area @key(fields: "code") {
  code: String!
  name: String! @override(from: "directory")
}
type Penalty @key(fields: "id") @inaccessible {
  id: ID!
}
type Query {
  """处罚"""
  penaltyCount: Int! @cacheTag(format: "free")
}`;
  expect(
    (await runAll(inputOf(hostile, HUB))).map(({ code, coordinate, place }) => [
      code,
      coordinate,
      place?.line,
    ]),
  ).toEqual([
    ["LINK_REFUSED", null, 1],
    ["DIRECTIVE_REFUSED", "@cacheTag", 11],
    ["OWNERSHIP_OVERRIDE", "Area.name", 4],
    ["OWNERSHIP_DIRECTIVE", "Penalty", 6],
    ["NON_NULL_ACROSS_SUBGRAPHS", "Area.name", 4],
    ["NON_NULL_ACROSS_SUBGRAPHS", "Query.penaltyCount", 11],
  ]);
});

test("a rule broken at thousands of places is told a hundred times, and how often else", async () => {
  const sdl = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9")\ntype Query { ${Array.from({ length: 5_000 }, (_, index) => `"字段" f${index}: Int!`).join(" ")} }`;
  const findings = await runAll(inputOf(sdl, HUB));
  expect(findings).toHaveLength(100);
  expect(findings.at(-1)?.message.en).toContain("and 4900 more like this");
});
