import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import exceljs from "exceljs";
import { noteOf } from "../kit/report/report.test-data.js";
import { startHub, valueAt, type TestHub } from "../../test/start-hub.js";

const SAMPLES = new URL("../../../services/social-assistance/samples/", import.meta.url);

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub({ holds: "samples" });
});
afterAll(() => hub.close());

const HEADER = "统计月份,乡镇街道,类别,户数,人数,新增人数,退出人数,资金支出(元),累计支出(元)";
async function findings(
  feed: string,
  ...lines: readonly string[]
): Promise<readonly (readonly [number | null, string | null, string])[]> {
  const { body } = await hub.submit(
    `social-assistance.${feed}`,
    lines.join("\n"),
    await hub.token("clerk", "mzj"),
  );
  return (body.findings ?? [])
    .filter(({ code }) => code !== "SA-06")
    .map(({ row, field, code }) => [row, field, code]);
}

describe("the figures", () => {
  test("are a series by town and in total, whose parts are the total, with the change on the month and on the year", async () => {
    const { data, errors } = await hub.query(`{ minimumLivingFigures(where: { kind: { eq: RURAL } }) {
      total: series(measure: SPENDING_YUAN, from: "2025-10", to: "2026-10") { points { period value isComplete change changeOnYear changeOnYearPercent } }
      towns: series(measure: SPENDING_YUAN, from: "2026-10", to: "2026-10", by: AREA_CODE) { key { area { name } } points { value } } } }`);
    expect(errors).toBeUndefined();
    const points = Object.values(valueAt(data, "minimumLivingFigures", "total", 0, "points") ?? []);
    const towns = Object.values(valueAt(data, "minimumLivingFigures", "towns") ?? []);
    expect(points).toHaveLength(13);
    expect(towns).toHaveLength(20);
    const [first, last] = [Number(valueAt(points[0], "value")), Number(valueAt(points[12], "value"))];
    expect(towns.reduce<number>((sum, town) => sum + Number(valueAt(town, "points", 0, "value")), 0)).toBe(
      last,
    );
    expect(valueAt(points[12], "changeOnYear")).toBe(String(last - first));
    expect(valueAt(towns[0], "key", "area", "name")).toMatch(/街道|镇|地区/);
  });

  test("join their town, and a town has its own", async () => {
    const { data } = await hub.query(
      '{ area(code: "110118100") { name minimumLivingFigures(where: { period: { eq: "2026-10" } }) { nodes { kind persons personsShown area { name } } } temporaryAssistanceFigures(first: 1) { nodes { period personTimes } } elderlyCareInstitutions { totalCount } } }',
    );
    expect(Object.values(valueAt(data, "area", "minimumLivingFigures", "nodes") ?? [])).toHaveLength(2);
    expect(valueAt(data, "area", "minimumLivingFigures", "nodes", 0, "area", "name")).toBe(
      valueAt(data, "area", "name"),
    );
  });

  test("of one or two persons are shown as <3, and no total has them", async () => {
    await hub.publish(
      "social-assistance.freshmen",
      "学年,家庭类别,救助人次数,资金支出(元)\n2010-2011学年,低保,2,9000\n2010-2011学年,特困,5,22500\n",
      "mzj",
    );
    const { data } = await hub.query(
      '{ freshmanAssistanceFigures(where: { period: { eq: "2010-2011" } }, orderBy: FAMILY_KIND_DESC) { nodes { persons personsShown spendingYuan } series(measure: PERSONS, from: "2010-2011", to: "2010-2011") { points { value isComplete } } } }',
    );
    expect(data).toEqual({
      freshmanAssistanceFigures: {
        nodes: [
          { persons: null, personsShown: "<3", spendingYuan: null },
          { persons: 5, personsShown: "5", spendingYuan: "22500" },
        ],
        series: [{ points: [{ value: "5", isComplete: false }] }],
      },
    });
  });
});

describe("a file of figures", () => {
  test.each<readonly [string, string, string, readonly (readonly [number | null, string | null, string])[]]>([
    [
      "has as many persons as households",
      "minimum-living",
      "2030-01,溪翁庄镇,农村低保,9,8,,,100,",
      [[2, "persons", "SA-01"]],
    ],
    [
      "has nobody in no household",
      "minimum-living",
      "2030-01,溪翁庄镇,农村低保,0,8,,,100,",
      [[2, "households", "SA-02"]],
    ],
    [
      "adds no more than there are",
      "minimum-living",
      "2030-01,溪翁庄镇,农村低保,3,8,9,,100,",
      [[2, "added", "SA-03"]],
    ],
    [
      "has spent as much since January as in the month",
      "minimum-living",
      "2030-01,溪翁庄镇,农村低保,3,8,,,100,99",
      [[2, "cumulativeYuan", "SA-04"]],
    ],
    [
      "spends nothing on nobody",
      "minimum-living",
      "2030-01,溪翁庄镇,农村低保,0,0,,,100,",
      [[2, "spendingYuan", "SA-05"]],
    ],
    [
      "moves as its people do",
      "minimum-living",
      "2030-01,溪翁庄镇,农村低保,3,8,0,0,100,\n2030-02,溪翁庄镇,农村低保,3,9,0,0,100,",
      [[3, "persons", "SA-07"]],
    ],
    [
      "adds its spending up from January",
      "minimum-living",
      "2030-01,溪翁庄镇,农村低保,3,8,,,100,100\n2030-02,溪翁庄镇,农村低保,3,8,,,100,300",
      [[3, "cumulativeYuan", "SA-08"]],
    ],
    [
      "spends about as much a person as the month before",
      "minimum-living",
      "2030-01,溪翁庄镇,农村低保,3,8,,,100,\n2030-02,溪翁庄镇,农村低保,3,8,,,1000000,",
      [[3, "spendingYuan", "SA-09"]],
    ],
    [
      "is compared with what is published, too",
      "minimum-living",
      "2026-11,溪翁庄镇,农村低保,3,200,,,1,",
      [[2, "spendingYuan", "SA-09"]],
    ],
  ])("%s", async (_, feed, lines, expected) => {
    expect((await findings(feed, HEADER, lines)).toSorted()).toEqual([...expected].toSorted());
  });

  test("of the other feeds keeps their sums", async () => {
    expect(
      await findings(
        "extreme-poverty",
        "统计月份,乡镇街道,供养方式,人数,全护理,半护理,自理,基本生活,照料护理,资金支出",
        "2030-01,溪翁庄镇,分散供养,5,3,2,1,10.5,2,12.5",
        "2030-01,密云镇,分散供养,5,3,2,0,10.5,2,12.4",
        "2030-01,北庄镇,分散供养,0,,,,1,1,2",
      ),
    ).toEqual([
      [2, "persons", "SA-11"],
      [3, "spendingYuan", "SA-12"],
      [4, "spendingYuan", "SA-13"],
    ]);
    expect(
      await findings(
        "extreme-poverty",
        "统计月份,乡镇街道,供养方式,城乡类别,人数,基本生活,照料护理,资金支出",
        "2030-01,溪翁庄镇,分散供养,城市,5,10,0,10",
        "2030-01,溪翁庄镇,分散供养,农村,9,10,0,10",
        "2030-02,溪翁庄镇,分散供养,农村,9,10,0,10",
        "2030-02,溪翁庄镇,分散供养,,14,20,0,20",
        "2026-10,溪翁庄镇,分散供养,农村,9,10,0,10",
      ),
    ).toEqual([
      [4, "residence", "SA-14"],
      [5, "residence", "SA-14"],
      [6, "residence", "SA-14"],
    ]);
    expect(
      await findings(
        "temporary",
        "季度,乡镇街道,救助人次,户次,急难型,支出型,资金支出",
        "2030Q1,溪翁庄镇,5,6,,,10",
        "2030Q1,密云镇,5,4,3,3,10",
        "2030Q1,北庄镇,0,0,0,0,10",
      ),
    ).toEqual([
      [2, "personTimes", "SA-21"],
      [3, "personTimes", "SA-22"],
      [4, "spendingYuan", "SA-23"],
    ]);
    expect(await findings("freshmen", "学年,家庭类别,救助人次数,资金支出", "2030-2031,低保,0,10")).toEqual([
      [2, "spendingYuan", "SA-24"],
    ]);
    expect(
      await findings(
        "elderly-care",
        "机构名称,统一社会信用代码,乡镇街道,地址,性质,床位数,星级",
        "示例养老院,91110118MA00TEXT0P,溪翁庄镇,示例路,公办,10,6",
      ),
    ).toEqual([[2, "stars", "SA-31"]]);
    // One operator, two stations.
    expect(
      await findings(
        "elderly-care",
        "机构名称,统一社会信用代码,乡镇街道,地址,性质,床位数,机构类型",
        "示例第一驿站,91110118MA00TEXT0P,溪翁庄镇,示例路1号,民办,0,养老服务驿站",
        "示例第二驿站,91110118MA00TEXT0P,密云镇,示例路2号,民办,0,养老服务驿站",
      ),
    ).toEqual([]);
    expect(
      await findings(
        "charities",
        "名称,统一社会信用代码,认定日期,公开募捐资格,业务范围,状态",
        "示例基金会,91110118MA00TEXT0P,2099/1/1,是,助学,有效",
      ),
    ).toEqual([[2, "recognisedOn", "SA-41"]]);
  });

  test.each([
    ["minimum-living", "统计月份,乡镇街道,城市低保人数,农村低保人数,资金支出(元)", "“城市低保人数”"],
    [
      "extreme-poverty",
      "统计月份,乡镇街道,供养方式,城市特困人数,农村特困人数,资金支出(元)",
      "“城市特困人数”",
    ],
  ])("of %s with urban and rural side by side is told to have a row for each", async (feed, header, word) => {
    const { body } = await hub.submit(
      `social-assistance.${feed}`,
      `${header}\n2030-01,溪翁庄镇,5,6,7,8\n`,
      await hub.token("clerk", "mzj"),
    );
    expect(body).toMatchObject({ code: "FEED_COLUMNS", message: expect.stringContaining(word) });
    expect(body.message).toContain("城市、农村各一行");
  });

  test.each(["minimum-living", "totals"])(
    "that is as messy as %s.csv is found fault with as its golden file says",
    async (name) => {
      const golden: unknown = JSON.parse(
        readFileSync(new URL(`faulty/${name}.findings.json`, SAMPLES), "utf8"),
      );
      const { body } = await hub.submit(
        "social-assistance.minimum-living",
        readFileSync(new URL(`faulty/${name}.csv`, SAMPLES)),
        await hub.token("clerk", "mzj"),
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
    },
  );

  test("that was made and marked by a former version is read, and what that version wrote in it is replaced", async () => {
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.readFile(fileURLToPath(new URL("former/minimum-living.xlsx", SAMPLES)));
    expect(workbook.worksheets.map(({ name }) => name)).toContain("核对结果");
    const bad = workbook.getWorksheet("城乡低保")?.getCell("A3");
    expect(noteOf(bad)).toBe("【核对】\n第 3 行“统计月份”：没有这个月份。");
    if (bad) bad.value = "2025年12月";
    // What the samples have of the months before is another sum.
    for (const place of ["I2", "I3"]) if (bad) bad.worksheet.getCell(place).value = null;

    const clerk = await hub.token("clerk", "mzj");
    const corrected = Buffer.from(await workbook.xlsx.writeBuffer());
    const { body } = await hub.submit("social-assistance.minimum-living", corrected, clerk);
    expect(body.submission?.errors).toBe(0);
    expect(
      body.findings?.filter(({ code }) => code.startsWith("SHEET") || code.startsWith("COLUMN")),
    ).toEqual([]);

    const report = new exceljs.Workbook();
    await report.xlsx.load(await hub.report(body.submission?.id ?? "", clerk));
    expect(report.worksheets.map(({ name }) => name)).toEqual(["城乡低保", "填写说明", "代码", "校验结果"]);
    expect(noteOf(report.getWorksheet("城乡低保")?.getCell("A3"))).toMatch(/^【校验】/);
  });
});
