import { describe, expect, test } from "@jest/globals";
import { checkBreaking } from "./breaking.js";
import { inputOf, inputOfChange, LINK } from "./test-input.js";

const PORTAL = { client: "portal", requests: 120, lastDay: "2026-11-20", operations: ["StopPage"] };
const APP = { client: "", requests: 9, lastDay: "2026-11-27", operations: ["Near", "Nearer"] };

const text = (types: string): string =>
  `${LINK}type Query { stop(id: ID, line: Line = RED, where: Where): Stop any: Any line: Line } ${types}`;
const STOP =
  'type Stop { id: ID! name: String! old: Int @deprecated(reason: "x") } enum Line { RED BLUE } input Where { a: Int b: Int } union Any = Stop | Other type Other { a: Int }';
const check = async (change: (sdl: string) => string, uses: Parameters<typeof inputOfChange>[2]) =>
  checkBreaking(inputOfChange(text(STOP), change(text(STOP)), uses));

test("a field that clients use is not taken away: the finding names them, how often they asked, and where it stood", async () => {
  const [finding, ...rest] = await check((sdl) => sdl.replace('old: Int @deprecated(reason: "x")', ""), {
    "Stop.old": [APP, PORTAL],
  });
  expect(rest).toEqual([]);
  expect(finding).toMatchObject({
    code: "CHANGE_BREAKING",
    severity: "BREAKING",
    coordinate: "Stop.old",
    uses: [PORTAL, APP],
    place: { subgraph: "transport", line: 2 },
  });
  expect(finding?.message).toEqual({
    zh: "删除了字段 Stop.old；使用者：portal（120次，最近2026-11-20）、未署名的客户端（9次，最近2026-11-27）",
    en: "The field Stop.old is removed; used by portal (120 requests, last on 2026-11-20), clients without a name (9 requests, last on 2026-11-27)",
  });
});

test("a field that nobody uses in a way that counts may go, and that is said", async () => {
  expect(
    await check((sdl) => sdl.replace('old: Int @deprecated(reason: "x")', ""), { "Stop.name": [PORTAL] }),
  ).toMatchObject([
    {
      severity: "INFO",
      coordinate: "Stop.old",
      uses: [],
      message: { en: "The field Stop.old is removed; no use of it counts" },
    },
  ]);
});

test.each([
  ["T! to T of a field", "name: String!", "name: String", "Stop.name", "BREAKING"],
  ["T to a list", "name: String!", "name: [String!]!", "Stop.name", "BREAKING"],
  [
    "an argument's T to T!, though it is sent",
    "stop(id: ID,",
    "stop(id: ID!,",
    "Query.stop(id:)",
    "BREAKING",
  ],
  ["an argument gone", "id: ID, ", "", "Query.stop(id:)", "BREAKING"],
  ["an input field gone", "a: Int b", "b", "Where.a", "BREAKING"],
  ["an enum value gone", "BLUE", "", "Line.BLUE", "BREAKING"],
])("%s breaks who uses it", async (_, from, to, used, severity) => {
  expect(await check((sdl) => sdl.replace(from, to), { [used]: [PORTAL] })).toMatchObject([
    { severity, coordinate: used, uses: [PORTAL] },
  ]);
  expect(
    (await check((sdl) => sdl.replace(from, to), { "Query.line": [PORTAL] })).map(
      (finding) => finding.severity,
    ),
  ).toEqual(["INFO"]);
});

test("what becomes required breaks those who leave it out, too", async () => {
  expect(
    await check((sdl) => sdl.replace("stop(id: ID,", "stop(id: ID, near: Int!,"), { "Query.stop": [PORTAL] }),
  ).toMatchObject([{ severity: "BREAKING", coordinate: "Query.stop(near:)" }]);
  expect(await check((sdl) => sdl.replace("a: Int b", "a: Int! b"), { "Where.b": [PORTAL] })).toMatchObject([
    { severity: "BREAKING", coordinate: "Where.a" },
  ]);
  expect(
    await check((sdl) => sdl.replace("a: Int b", "a: Int b: Int! c"), { "Query.stop(where:)": [PORTAL] }),
  ).toMatchObject([{ severity: "BREAKING", coordinate: "Where.b" }]);
});

test("new enum values, union members and defaults are dangerous to those who meet them", async () => {
  expect(
    await check((sdl) => sdl.replace("BLUE", "BLUE GREEN"), {
      "Query.line": [PORTAL],
      "Query.stop(line:)": [APP],
    }),
  ).toMatchObject([
    { code: "CHANGE_DANGEROUS", severity: "DANGEROUS", coordinate: "Line.GREEN", uses: [PORTAL] },
  ]);
  expect(
    await check((sdl) => `${sdl.replace("Stop | Other", "Stop | Other | Third")} type Third { a: Int }`, {
      "Query.any": [PORTAL],
    }),
  ).toMatchObject([{ severity: "DANGEROUS", coordinate: "Any" }]);
  expect(await check((sdl) => sdl.replace("= RED", "= BLUE"), { "Query.stop": [APP] })).toMatchObject([
    { severity: "DANGEROUS", coordinate: "Query.stop(line:)", uses: [APP] },
  ]);
  expect(await check((sdl) => sdl.replace("BLUE", "BLUE GREEN"), {})).toMatchObject([{ severity: "INFO" }]);
});

test("what is added, and what becomes surer, breaks nothing", async () => {
  expect(
    await check(
      (sdl) =>
        sdl
          .replace('old: Int @deprecated(reason: "x")', "old: Int! new: String")
          .replace("a: Int b", "a: Int new: Int b")
          .replace("id: ID,", "id: ID, more: Int = 3,"),
      { "Stop.old": [PORTAL], "Where.a": [PORTAL], "Query.stop": [PORTAL] },
    ),
  ).toEqual([]);
});

test("a field taken from an interface breaks those who select it there", async () => {
  const before = `${LINK}interface Named { name: String title: String } type Stop implements Named { name: String title: String } type Query { named: Named }`;
  expect(
    await checkBreaking(
      inputOfChange(before, before.replace(" title: String", ""), { "Named.title": [PORTAL] }),
    ),
  ).toMatchObject([{ severity: "BREAKING", coordinate: "Named.title" }]);
  expect(
    await checkBreaking(
      inputOfChange(before, before.replace(" implements Named", ""), { "Named.name": [PORTAL] }),
    ),
  ).toMatchObject([{ severity: "BREAKING", coordinate: "Stop" }]);
});

describe("who may see it", () => {
  const link = LINK.replace('"@key"', '"@key", "@authenticated", "@requiresScopes"');
  const guarded = (marks: string): string =>
    `${link}interface Named { name: String } type Stop implements Named { name: String ${marks} old: Int } type Query { stop: Stop named: Named }`;
  const scopes = (...alternatives: readonly string[]): string =>
    `@requiresScopes(scopes: [${alternatives.map((all) => `[${all}]`).join(", ")}])`;
  const narrow = (before: string, after: string) =>
    checkBreaking(
      inputOfChange(guarded(before), guarded(after), { "Stop.name": [PORTAL], "Named.name": [APP] }),
    );

  test.each([
    ["a field that was everybody's", "", "@authenticated"],
    ["one more name", scopes('"a"'), scopes('"a", "b"')],
    ["one way less", scopes('"a"', '"b"'), scopes('"a"')],
  ])("%s breaks who uses it, there and on the interface", async (_, before, after) => {
    expect(await narrow(before, after)).toMatchObject([
      { code: "CHANGE_BREAKING", severity: "BREAKING", coordinate: "Named.name", uses: [APP] },
      { code: "CHANGE_BREAKING", severity: "BREAKING", coordinate: "Stop.name", uses: [PORTAL] },
    ]);
  });

  test.each([
    ["nothing demanded any more", "@authenticated", ""],
    ["one name less", scopes('"a", "b"'), scopes('"a"')],
    ["one way more", scopes('"a"'), scopes('"a"', '"b"')],
    ["the same in another order", scopes('"a"', '"b"'), scopes('"b"', '"a"')],
  ])("%s breaks nothing", async (_, before, after) => {
    expect(await narrow(before, after)).toEqual([]);
  });

  test("a demand on a type is one on all its fields", async () => {
    const before = guarded("");
    const findings = await checkBreaking(
      inputOfChange(
        before,
        before.replace("type Stop implements Named {", "type Stop implements Named @authenticated {"),
        {
          "Query.stop": [PORTAL],
        },
      ),
    );
    expect(findings.filter(({ severity }) => severity === "BREAKING")).toMatchObject([
      { coordinate: "Query.stop", message: { zh: expect.stringContaining("查看 Query.stop 现须登录") } },
    ]);
  });
});

test("a client's uses of several members of a type that goes are one use, its operations together", async () => {
  const uses = {
    "Other.a": [{ client: "portal", requests: 5, lastDay: "2026-11-27", operations: ["A"] }],
    Other: [{ client: "portal", requests: 7, lastDay: "2026-11-20", operations: ["A", "B"] }],
  };
  const findings = await check((sdl) => sdl.replace("Stop | Other type Other { a: Int }", "Stop"), uses);
  expect(findings.find(({ coordinate }) => coordinate === "Other")?.uses).toEqual([
    { client: "portal", requests: 7, lastDay: "2026-11-27", operations: ["A", "B"] },
  ]);
});

test("whose developers publish is told to who knows the uses", async () => {
  const asked: (string | null)[] = [];
  const input = inputOfChange(text(STOP), text(STOP).replace("name: String!", ""), {});
  await checkBreaking({
    ...input,
    usesOf: (coordinates, publisher) => {
      asked.push(publisher);
      return input.usesOf(coordinates, publisher);
    },
  });
  expect(asked).toEqual(["jtj"]);
});

test("a first publication, and one that does not compose, change nothing for clients", async () => {
  expect(await checkBreaking(inputOf(text(STOP)))).toEqual([]);
});
