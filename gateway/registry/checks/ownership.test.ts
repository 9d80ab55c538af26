import { expect, test } from "@jest/globals";
import type { Finding } from "../../graph/composition/finding.js";
import type { Consent } from "./check.js";
import { checkOwnership } from "./ownership.js";
import { applyEdits, composeGraph, inputOf, LINK, named } from "./test-input.js";

const HUB = named(
  "directory",
  null,
  `${LINK}
  "区划 / Area" type Area @key(fields: "code") { code: String! name: String! @shareable kind: Kind page(where: Filter): PageInfo }
  "分页" type PageInfo @shareable { hasNextPage: Boolean! endCursor: String }
  "类别" enum Kind { TOWN STREET }
  "筛选" input Filter { eq: Kind in: [Kind!] }
  "日期" scalar Date
  "有名" interface Named { title: String }
  "结果" union Result = Area
  type Query { areas: [Area!] day: Date @shareable result: Result named: Named }`,
);
const HOUSING = named(
  "housing",
  "zjw",
  `${LINK}
  "小区" type Estate @key(fields: "id") { id: ID! name: String @shareable }
  "户型" enum Layout { ONE TWO }
  "地址" type Address @shareable { street: String }
  type Query { estates: [Estate!] layout: Layout address: Address }`,
);

const check = async (sdl: string, consents: readonly Consent[] = []): Promise<readonly Finding[]> =>
  checkOwnership(inputOf(LINK + sdl, [HUB, HOUSING], consents));
const told = async (sdl: string, ...consents: readonly string[]): Promise<readonly string[]> =>
  (
    await check(
      sdl,
      consents.map((coordinate) => ({ coordinate, subgraph: "transport" })),
    )
  ).map(({ code, coordinate }) => `${code} ${coordinate}`);

test("new fields on another's entity are a department's right, with external fields of the owner and the key as it is", async () => {
  expect(
    await told(
      'type Area @key(fields: "code") { code: String! name: String! @external stops: Int stopNames: String @requires(fields: "name") } type Query { stops: Int }',
    ),
  ).toEqual([]);
});

test("another's field is not defined again, shared or not; consent to the field or its type allows it, to another subgraph does not", async () => {
  const sdl = 'type Area @key(fields: "code") { code: String! name: String! @shareable }';
  const [finding] = await check(sdl, [{ coordinate: "Area.name", subgraph: "water" }]);
  expect(finding).toMatchObject({
    code: "OWNERSHIP_FIELD",
    severity: "ERROR",
    coordinate: "Area.name",
    subgraphs: ["transport", "directory"],
    place: { line: 2, column: 48 },
  });
  expect(await told(sdl, "Area.name")).toEqual([]);
  expect(await told(sdl, "Area")).toEqual([]);
  expect(await told(sdl, "Area.na")).toHaveLength(1);
});

test("a key of one's own making does not excuse another's field, nor does @provides", async () => {
  expect(
    await told('type Area @key(fields: "code") @key(fields: "name") { code: String! name: String! }'),
  ).toEqual(["OWNERSHIP_FIELD Area.name"]);
  expect(
    await told(
      'type Area @key(fields: "code") { code: String! name: String! @external } type Query { here: Area @provides(fields: "name") }',
    ),
  ).toEqual(["OWNERSHIP_FIELD Area.name"]);
});

test("a key has its owner's type, and the edit gives it that", async () => {
  const sdl = `${LINK}type Area @key(fields: "code") { code: String stops: Int } type Query { x: Int }`;
  const findings = await checkOwnership(inputOf(sdl, [HUB]));
  expect(findings.map(({ coordinate }) => coordinate)).toEqual(["Area.code"]);
  expect(
    await checkOwnership(
      inputOf(
        applyEdits(
          sdl,
          findings.flatMap(({ edits }) => edits),
        ),
        [HUB],
      ),
    ),
  ).toEqual([]);
});

test("root fields of others are theirs, also where the root has another name", async () => {
  expect(await told("type Query { day: Date @shareable } scalar Date")).toEqual([
    "OWNERSHIP_FIELD Query.day",
  ]);
  expect(await told("schema { query: Root } type Root { day: Date @shareable } scalar Date")).toEqual([
    "OWNERSHIP_FIELD Query.day",
  ]);
});

test("@override of another's field needs consent; of one's own it does not; under another name it is the same", async () => {
  const sdl =
    'type Area @key(fields: "code") { code: String! kind: Kind @override(from: "directory") } enum Kind { TOWN STREET }';
  expect(await told(sdl)).toEqual(["OWNERSHIP_OVERRIDE Area.kind"]);
  expect(await told(sdl, "Area.kind")).toEqual([]);
  const renamed =
    'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", { name: "@override", as: "@mine" }])\n type Area @key(fields: "code") { code: String! kind: Int @mine(from: "directory") }';
  expect((await checkOwnership(inputOf(renamed, [HUB]))).map(({ code }) => code)).toEqual([
    "OWNERSHIP_OVERRIDE",
  ]);
  const own = named(
    "old-transport",
    "jtj",
    `${LINK}type Area @key(fields: "code") { code: String! stops: Int }`,
  );
  expect(
    await checkOwnership(
      inputOf(
        `${LINK}type Area @key(fields: "code") { code: String! stops: Int @override(from: "old-transport") }`,
        [HUB, own],
      ),
    ),
  ).toEqual([]);
});

test("what the hub shares is used as it is, or not at all", async () => {
  expect(
    await told(
      "type PageInfo @shareable { hasNextPage: Boolean! endCursor: String } enum Kind { STREET TOWN } input Filter { in: [Kind!] eq: Kind } scalar Date interface Named { title: String } type Query { x: PageInfo }",
    ),
  ).toEqual([]);
  expect(await told("type PageInfo @shareable { hasNextPage: Boolean! }")).toEqual([
    "OWNERSHIP_TYPE PageInfo",
  ]);
  expect(await told("enum Kind { TOWN STREET VILLAGE }")).toEqual(["OWNERSHIP_TYPE Kind"]);
  expect(await told("enum Kind { TOWN }")).toEqual(["OWNERSHIP_TYPE Kind"]);
  expect(await told("input Filter { eq: Kind! in: [Kind!] }  enum Kind { TOWN STREET }")).toEqual([
    "OWNERSHIP_TYPE Filter",
  ]);
  expect(await told("interface Named { title: String other: Int }")).toEqual(["OWNERSHIP_TYPE Named"]);
  expect(
    await told(
      'union Result = Area | Stop type Area @key(fields: "code") { code: String! } "站" type Stop { a: Int }',
    ),
  ).toEqual(["OWNERSHIP_TYPE Result"]);
  expect((await check("enum Kind { TOWN VILLAGE }"))[0]?.message.en).toContain("+VILLAGE -STREET");
});

test("a department's types need its consent, even unchanged; what was borrowed with consent does not bind its owner", async () => {
  expect(await told("enum Layout { ONE TWO } type Address @shareable { street: String }")).toEqual([
    "OWNERSHIP_TYPE Layout",
    "OWNERSHIP_TYPE Address",
  ]);
  expect(
    await told("enum Layout { ONE TWO } type Address @shareable { street: String }", "Layout", "Address"),
  ).toEqual([]);
  const borrower = named("transport", "jtj", `${LINK}enum Layout { ONE TWO } type Query { l: Layout }`);
  const owner = named("housing", "zjw", `${LINK}"户型" enum Layout { ONE TWO THREE }`);
  const republish = (consents: readonly Consent[]) =>
    checkOwnership({ ...inputOf("type Query { a: Int }", [HUB, borrower], consents), subgraph: owner });
  expect(await republish([{ coordinate: "Layout", subgraph: "transport" }])).toEqual([]);
  expect(await republish([])).toHaveLength(1);
});

test("a directive that composition merges is not put on what is another's: @inaccessible would hide it from everybody", async () => {
  expect(
    await told(
      'type Area @key(fields: "code") @inaccessible { code: String! stops: Int @tag(name: "public") }',
    ),
  ).toEqual(["OWNERSHIP_DIRECTIVE Area"]);
  expect(await told('type Area @key(fields: "code") { code: String! @tag(name: "internal") }')).toEqual([
    "OWNERSHIP_DIRECTIVE Area.code",
  ]);
  expect(await told("enum Kind { TOWN @inaccessible STREET @deprecated } scalar Date @inaccessible")).toEqual(
    ["OWNERSHIP_DIRECTIVE Kind.TOWN", "OWNERSHIP_DIRECTIVE Kind.STREET", "OWNERSHIP_DIRECTIVE Date"],
  );
  expect(await told("input Filter { eq: Kind @inaccessible in: [Kind!] } enum Kind { TOWN STREET }")).toEqual(
    ["OWNERSHIP_DIRECTIVE Filter.eq"],
  );
});

test("an entity is its describer's: who extends it does not describe it, and one that was extended stays its owner's", async () => {
  const sdl = `${LINK}"""别人的"""\ntype Estate @key(fields: "id") { id: ID! stops: Int } type Query { x: Int }`;
  const findings = await checkOwnership(inputOf(sdl, [HUB, HOUSING]));
  expect(findings.map(({ code, place }) => [code, place?.line])).toEqual([["OWNERSHIP_DESCRIPTION", 2]]);
  const mended = applyEdits(
    sdl,
    findings.flatMap(({ edits }) => edits),
  );
  expect(await checkOwnership(inputOf(mended, [HUB, HOUSING]))).toEqual([]);
  composeGraph([HUB, HOUSING, named("transport", "jtj", mended)]);
  expect(
    await checkOwnership({
      ...inputOf("type Query { a: Int }", [HUB, named("transport", "jtj", mended)]),
      subgraph: named(
        "housing",
        "zjw",
        HOUSING.sdl.replace("name: String @shareable", 'name: String @shareable @deprecated(reason: "x")'),
      ),
    }),
  ).toEqual([]);
});
