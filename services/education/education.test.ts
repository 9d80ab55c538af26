import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { startHub, valueAt, type TestHub } from "../../test/start-hub.js";
import { holdsNumber, overlaps, parsePlace } from "./catchment/address.js";

const SAMPLES = new URL("../../../services/education/samples/", import.meta.url);

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub({ holds: "samples" });
});
afterAll(() => hub.close());

async function findings(
  feed: string,
  ...lines: readonly string[]
): Promise<readonly (readonly [number | null, string | null, string])[]> {
  const { body } = await hub.submit(`education.${feed}`, lines.join("\n"), await hub.token("clerk", "jw"));
  return (body.findings ?? []).map(({ row, field, code }) => [row, field, code]);
}

describe("which school serves an address", () => {
  const ask = async (place: string, stage = "PRIMARY_ENTRY"): Promise<readonly unknown[]> => {
    const { data, errors } = await hub.query(
      "query ($place: String!, $stage: AdmissionStage!) { schoolsFor(place: $place, stage: $stage) { school { code name area { name } } catchment { year placeName range } } }",
      { place, stage },
    );
    expect(errors).toBeUndefined();
    return Object.values(valueAt(data, "schoolsFor") ?? []);
  };

  test("is told by community, village and house number, however the address is written", async () => {
    for (const place of [
      "示例第1社区",
      "北京市密云区示例第1社区",
      "示例1路7号",
      "密云区示例1路７号院3单元",
      "北京密云区 示例1路 99号",
    ]) {
      expect([place, (await ask(place)).map((match) => valueAt(match, "school", "code"))]).toEqual([
        place,
        ["2111018000"],
      ]);
    }
    expect(await ask("示例1路7号")).toMatchObject([
      {
        catchment: { year: "2026", placeName: "示例1路", range: "1至100号（单号）" },
        school: { area: { name: "鼓楼街道" } },
      },
    ]);
  });

  test("is another on the other side of the road or further on, and nobody's where none is drawn", async () => {
    expect(
      (await ask("示例1路8号", "JUNIOR_ENTRY")).map((match) => valueAt(match, "school", "code")),
    ).toEqual(["2111018001"]);
    expect(await ask("示例1路7号", "JUNIOR_ENTRY")).toEqual([]);
    expect(await ask("示例1路9999号")).toEqual([]);
    expect(await ask("不存在的地方")).toEqual([]);
  });

  test("without a house number gives all parts of the road", async () => {
    expect((await ask("示例1路")).length).toBeGreaterThan(2);
  });
});

describe("house numbers", () => {
  const range = fc
    .record({
      from: fc.integer({ min: 1, max: 60 }),
      length: fc.integer({ min: 0, max: 20 }),
      parity: fc.constantFrom("ODD", "EVEN", "BOTH", null),
    })
    .map(({ from, length, parity }) => ({ from, to: from + length, parity }));

  test("overlap exactly where a number is in both", () => {
    fc.assert(
      fc.property(range, range, (one, other) => {
        const numbers = Array.from({ length: 120 }, (_, at) => at);
        expect(overlaps(one, other)).toBe(
          numbers.some((number) => holdsNumber(one, number) && holdsNumber(other, number)),
        );
      }),
    );
  });

  test("are found in what parents write", () => {
    expect(
      [
        "示例路12号",
        "北京市密云区示例路12号院3号楼",
        "密云县示例路１２弄",
        "示例路12",
        "示例第2社区",
        "示例小区",
      ].map(parsePlace),
    ).toEqual([
      { name: "示例路", number: 12 },
      { name: "示例路", number: 12 },
      { name: "示例路", number: 12 },
      { name: "示例路", number: 12 },
      { name: "示例第2社区", number: null },
      { name: "示例小区", number: null },
    ]);
  });
});

test("a school has its plans, catchments and results, and a town its schools", async () => {
  const { data, errors } = await hub.query(
    '{ school(code: "2111018000") { name admissionPlans { nodes { year seats entryMode } } catchments { totalCount } admissionResults(first: 1) { nodes { admitted school { code } } } } area(code: "110118001") { schools(orderBy: NAME_ASC) { totalCount groups(by: [STAGE]) { key { stage } count values { pupils { sum } } } } } }',
  );
  expect(errors).toBeUndefined();
  expect(Object.values(valueAt(data, "school", "admissionPlans", "nodes") ?? []).length).toBeGreaterThan(1);
  expect(valueAt(data, "school", "admissionResults", "nodes", 0, "school", "code")).toBe("2111018000");
  expect(valueAt(data, "area", "schools", "totalCount")).toBe(3);
});

describe("a file is found fault with", () => {
  test.each<
    readonly [string, string, readonly string[], readonly (readonly [number | null, string | null, string])[]]
  >([
    [
      "for a school that does not exist",
      "admission-results",
      ["年份,学校标识码,实际招生人数", "2026,9999999999,5"],
      [[2, "schoolCode", "ED-01"]],
    ],
    [
      "for a code without ten digits",
      "schools",
      ["学校标识码,学校名称,学段,办学性质,乡镇街道,地址", "123,示例小学,小学,公办,溪翁庄镇,示例路"],
      [[2, "code", "ED-02"]],
    ],
    [
      "for classes that are too full",
      "schools",
      [
        "学校标识码,学校名称,学段,办学性质,乡镇街道,地址,班级数,在校生数",
        "2111018999,示例小学,小学,公办,溪翁庄镇,示例路,2,121",
      ],
      [[2, "pupils", "ED-03"]],
    ],
    [
      "for a school that is graded as a kindergarten",
      "schools",
      [
        "学校标识码,学校名称,学段,办学性质,普惠性,乡镇街道,地址",
        "2111018999,示例小学,小学,公办,普惠,溪翁庄镇,示例路",
      ],
      [[2, "inclusive", "ED-04"]],
    ],
    [
      "for applications that end before they begin, or in another year, or too many seats",
      "admission-plans",
      [
        "年份,学校标识码,学段,计划招生班数,计划招生人数,报名时间起,报名时间止,入学方式",
        "2026,2111018000,小学,1,61,2025/5/9,2025/5/1,派位",
      ],
      [
        [2, "closesOn", "ED-11"],
        [2, "opensOn", "ED-12"],
        [2, "seats", "ED-13"],
      ],
    ],
    [
      "for parts that are more than the whole",
      "admission-results",
      ["年份,学校标识码,实际招生人数,其中本片区,随迁子女", "2026,2111018000,5,6,2"],
      [[2, "fromCatchment", "ED-21"]],
    ],
    [
      "for a project that ends before it begins",
      "preschool-plan",
      ["项目名称,建设性质,新增学位数,乡镇街道,开工日期,计划完成", "示例,新建,30,溪翁庄镇,2026/5/1,2026/4/1"],
      [[2, "plannedEnd", "ED-31"]],
    ],
    [
      "for house numbers of a village, or backwards",
      "catchments",
      [
        "年份,学校标识码,学段,类型,名称,门牌起,门牌止",
        "2026,2111018000,小学,村,示例村,1,9",
        "2026,2111018000,小学,道路,示例路,9,1",
      ],
      [
        [2, "numberFrom", "ED-41"],
        [3, "numberTo", "ED-42"],
      ],
    ],
  ])("%s", async (_, feed, lines, expected) => {
    expect((await findings(feed, ...lines)).toSorted()).toEqual([...expected].toSorted());
  });

  test("for a place with two schools, both of which are named, unless both say that it is shared", async () => {
    const header = "年份,学校标识码,学段,类型,名称,门牌起,门牌止,单双号,多校划片";
    const { body } = await hub.submit(
      "education.catchments",
      [
        header,
        "2031,2111018000,小学,道路,某路,1,50,全部,",
        "2031,2111018005,小学,道路,某路,50,99,双号,",
      ].join("\n"),
      await hub.token("clerk", "jw"),
    );
    expect(body.findings?.map(({ message }) => message)).toEqual([
      "第3行“名称”：与第2行（密云区示例小学（1））的服务片区重叠。同一地址只能对应一所学校；确为多校划片的，请两行都在“多校划片”填“是”。",
    ]);
    expect(
      await findings(
        "catchments",
        header,
        "2031,2111018000,小学,道路,某路,1,50,单号,",
        "2031,2111018005,小学,道路,某路,50,99,双号,",
        "2031,2111018000,小学,社区,某社区,,,,是",
        "2031,2111018005,小学,社区,某社区,,,,是",
      ),
    ).toEqual([]);
  });

  test("before it is read when it has a column of pupils' data", async () => {
    const { body } = await hub.submit(
      "education.admission-results",
      "年份,学校标识码,实际招生人数,学生姓名\n2026,2111018000,1,示例\n",
      await hub.token("clerk", "jw"),
    );
    expect([body.code, body.message]).toEqual([
      "FEED_COLUMNS",
      "表头不符合要求：不得报送“学生姓名”（个人信息），请删除此列。请按模板改正表头后重新报送。",
    ]);
  });

  test("as its golden file says", async () => {
    const golden: unknown = JSON.parse(
      readFileSync(new URL("faulty/schools.findings.json", SAMPLES), "utf8"),
    );
    const { body } = await hub.submit(
      "education.schools",
      readFileSync(new URL("faulty/schools.csv", SAMPLES)),
      await hub.token("clerk", "jw"),
    );
    expect(
      body.findings?.map(({ row, field, value, code, severity, message }) => ({
        row,
        field,
        value,
        code,
        severity,
        message,
      })),
    ).toEqual(golden);
  });
});
