import { readFileSync } from "node:fs";
import { utils, write } from "@e965/xlsx";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { addDays, today } from "#kit";
import { expireRecords } from "#kit/hub";
import { startHub, valueAt, type TestHub } from "../../test/start-hub.js";
import { vacancies } from "./feeds/vacancies.js";

const SAMPLES = new URL("../../../services/employment/samples/", import.meta.url);

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub({ holds: "samples" });
});
afterAll(() => hub.close());

async function findings(
  feed: string,
  ...lines: readonly string[]
): Promise<readonly (readonly [number | null, string | null, string])[]> {
  const { body } = await hub.submit(`employment.${feed}`, lines.join("\n"), await hub.token("clerk", "rsj"));
  return (body.findings ?? [])
    .filter(({ severity }) => severity !== "INFO")
    .map(({ row, field, code }) => [row, field, code]);
}

const HEADER =
  "岗位编号,单位名称,统一社会信用代码,岗位名称,招聘人数,学历要求,月薪下限,月薪上限,乡镇街道,发布日期,截止日期,联系人,联系电话,任职要求";
const vacancy = (number: string, changes: Readonly<Record<string, string>> = {}): string => {
  const row: Readonly<Record<string, string>> = {
    岗位编号: number,
    单位名称: "示例公司",
    统一社会信用代码: "91110118MA00TEXT0P",
    岗位名称: `岗位${number}`,
    招聘人数: "2",
    学历要求: "不限",
    月薪下限: "3000",
    月薪上限: "5000",
    乡镇街道: "溪翁庄镇",
    发布日期: addDays(today(), -1),
    截止日期: "",
    联系人: "人事部",
    联系电话: "010-00000000",
    任职要求: "",
    ...changes,
  };
  return HEADER.split(",")
    .map((header) => row[header] ?? "")
    .join(",");
};

describe("vacancies", () => {
  test("join their town and are found by what they pay and ask for", async () => {
    const { data, errors } = await hub.query(
      '{ vacancies(where: { salaryFromYuan: { gte: "4000" }, audiences: { has: GRADUATES } }, first: 2) { totalCount nodes { title employer salaryFromYuan area { name } shownUntil } } area(code: "110118001") { vacancies { totalCount } jobFairs { totalCount } } }',
    );
    expect(errors).toBeUndefined();
    expect(Number(valueAt(data, "vacancies", "totalCount"))).toBeGreaterThan(0);
    expect(Number(valueAt(data, "area", "vacancies", "totalCount"))).toBeGreaterThan(0);
  });

  test("show offices and their lines, neither persons nor mobile telephones", async () => {
    await hub.publish(
      "employment.vacancies",
      [HEADER, vacancy("T-1", { 联系人: "张示例", 联系电话: "13800138000" }), vacancy("T-2")].join("\n"),
      "rsj",
    );
    const { data } = await hub.query(
      '{ vacancies(where: { number: { startsWith: "T-" } }, orderBy: NUMBER_ASC) { nodes { number contactName contactPhone } } }',
    );
    expect(valueAt(data, "vacancies", "nodes")).toEqual([
      { number: "T-1", contactName: null, contactPhone: null },
      { number: "T-2", contactName: "人事部", contactPhone: "010-00000000" },
    ]);
  });

  test("are shown until their deadline, and without one for 90 days", async () => {
    await hub.publish(
      "employment.vacancies",
      [HEADER, vacancy("E-1", { 截止日期: addDays(today(), 5) }), vacancy("E-2")].join("\n"),
      "rsj",
    );
    const left = async (): Promise<unknown> =>
      (
        await hub.query(
          '{ vacancies(where: { number: { startsWith: "E-" } }, orderBy: NUMBER_ASC) { nodes { number } } }',
        )
      ).data;
    await expireRecords(hub.parts.database, vacancies, addDays(today(), 6));
    expect(await left()).toEqual({ vacancies: { nodes: [{ number: "E-2" }] } });
    await expireRecords(hub.parts.database, vacancies, addDays(today(), 90));
    expect(await left()).toEqual({ vacancies: { nodes: [] } });
  });

  test.each<readonly [string, Readonly<Record<string, string>>, readonly (readonly [string, string])[]]>([
    ["the lowest salary is above the highest", { 月薪下限: "6000" }, [["salaryToYuan", "EM-01"]]],
    ["it pays less than the minimum wage", { 月薪下限: "1000" }, [["salaryFromYuan", "EM-02"]]],
    ["it pays too much to be true", { 月薪上限: "300000" }, [["salaryToYuan", "EM-03"]]],
    ["it ends before it begins", { 截止日期: "2020-01-01" }, [["closesOn", "EM-04"]]],
    ["nobody is looked for", { 招聘人数: "0" }, [["openings", "EM-05"]]],
    ["its wording discriminates", { 任职要求: "限男性35岁以下" }, [["conditions", "EM-06"]]],
    ["it is published tomorrow", { 发布日期: addDays(today(), 1) }, [["publishedOn", "EM-07"]]],
  ])("are found fault with when %s", async (_, changes, expected) => {
    expect(
      (await findings("vacancies", HEADER, vacancy("F-1", changes))).map(([, field, code]) => [field, code]),
    ).toEqual(expected);
  });

  test("that seem to be one are pointed out", async () => {
    expect(
      await findings(
        "vacancies",
        HEADER,
        vacancy("G-1", { 岗位名称: "同岗" }),
        vacancy("G-2", { 岗位名称: "同岗" }),
      ),
    ).toEqual([[3, "title", "EM-08"]]);
  });
});

test("a subsidy names units and joins them, and shows of a person the surname", async () => {
  const { data } = await hub.query(
    "{ a: employmentSubsidies(where: { receiverKind: { eq: RECEIVING_PERSON } }, first: 1) { nodes { receiver partyId } } b: employmentSubsidies(where: { receiverKind: { eq: RECEIVING_UNIT } }) { groups(by: [KIND]) { key { kind } values { amountYuan { sum } } } series(measure: AMOUNT_YUAN) { points { period value } } } }",
  );
  expect(valueAt(data, "a", "nodes", 0)).toEqual({ receiver: "张某某", partyId: null });
  expect(Object.values(valueAt(data, "b", "groups") ?? []).length).toBeGreaterThan(2);
});

test("figures of several measures, or of the district and its towns, are not added up", async () => {
  const { data } = await hub.query(
    `{ employmentFigures { all: groups { values { value { sum average max } } }
       of: groups(by: [MEASURE]) { values { value { sum } } } series(measure: VALUE) { points { value isComplete } } }
     district: employmentFigures(first: 100, where: { measure: { eq: NEW_URBAN_EMPLOYMENT }, areaCode: { isNull: true } }) {
       nodes { value } groups { values { value { sum } } } series(measure: VALUE) { points { value } } } }`,
  );
  expect(valueAt(data, "employmentFigures", "all", 0)).toEqual({
    values: { value: { sum: null, average: null, max: null } },
  });
  const values = (of: unknown): unknown[] => Object.values(of ?? {}).map((each) => valueAt(each, "value"));
  expect(new Set(values(valueAt(data, "employmentFigures", "series", 0, "points")))).toEqual(new Set([null]));
  const shown = values(valueAt(data, "district", "nodes")).map(Number);
  expect(shown.length).toBeGreaterThan(1);
  expect(Number(valueAt(data, "district", "groups", 0, "values", "value", "sum"))).toBe(
    shown.reduce((sum, value) => sum + value, 0),
  );
  expect(values(valueAt(data, "district", "series", 0, "points"))).toContain(String(shown[0]));
});

test("an old workbook with merged towns and a column of per cent comes to the graph digit by digit", async () => {
  const sheet = utils.aoa_to_sheet([
    ["月份", "指标", "乡镇街道", "数值"],
    ["2026年8月", "登记失业率(%)", "溪翁庄镇", 0.0312],
    ["2026年8月", "城镇登记失业人数", null, 1609],
    ["2026年8月", "登记失业率(%)", "太师屯镇", 0.07],
    ["合计", null, null, 1609],
    ["填报人：示例员"],
  ]);
  for (const place of ["D2", "D4"]) sheet[place].z = "0.00%";
  sheet["!merges"] = [utils.decode_range("C2:C3")];
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, "数据");
  const file: unknown = write(book, { type: "buffer", bookType: "biff8" });
  if (!(file instanceof Uint8Array)) throw new Error("The workbook is not written");
  await hub.publish("employment.figures", file, "rsj");
  const { data } = await hub.query(
    '{ employmentFigures(where: { period: { eq: "2026-08" }, town: { in: ["溪翁庄镇", "太师屯镇"] } }, orderBy: VALUE_ASC) { nodes { measure town value } } }',
  );
  expect(valueAt(data, "employmentFigures", "nodes")).toEqual([
    { measure: "REGISTERED_UNEMPLOYMENT_RATE", town: "溪翁庄镇", value: "3.12" },
    { measure: "REGISTERED_UNEMPLOYMENT_RATE", town: "太师屯镇", value: "7" },
    { measure: "REGISTERED_UNEMPLOYED", town: "溪翁庄镇", value: "1609" },
  ]);
});

test("毕业去向落实率 is its own measure, in per cent however it is written, beside 高校毕业生就业率", async () => {
  const names = ["毕业去向落实率", "高校毕业生毕业去向落实率", "毕业去向落实率(%)", "毕业去向落实率（%）"];
  const towns = ["檀营地区", "溪翁庄镇", "太师屯镇", "巨各庄镇"];
  await hub.publish(
    "employment.figures",
    [
      "月份,指标,乡镇街道,数值",
      ...names.map((name, at) => `2026年7月,${name},${towns[at]},${["96.35", "96.35%", "100", "0"][at]}`),
      "2026年7月,高校毕业生就业率,檀营地区,95.1",
    ].join("\n"),
    "rsj",
  );
  const { data } = await hub.query(
    '{ employmentFigures(where: { period: { eq: "2026-07" }, town: { isNull: false } }, orderBy: VALUE_ASC) { nodes { measure town value } } }',
  );
  expect(valueAt(data, "employmentFigures", "nodes")).toEqual([
    { measure: "GRADUATE_PLACEMENT_RATE", town: "巨各庄镇", value: "0" },
    { measure: "GRADUATE_EMPLOYMENT_RATE", town: "檀营地区", value: "95.1" },
    ...["檀营地区", "溪翁庄镇"].map((town) => ({ measure: "GRADUATE_PLACEMENT_RATE", town, value: "96.35" })),
    { measure: "GRADUATE_PLACEMENT_RATE", town: "太师屯镇", value: "100" },
  ]);
  expect(
    await findings(
      "figures",
      "月份,指标,数值",
      "2026-07,毕业去向落实率,100.01",
      "2026-07,毕业去向落实率,96.355",
    ),
  ).toEqual([
    [2, "value", "EM-31"],
    [3, "value", "AMOUNT_SCALE"],
  ]);
});

test("the other feeds keep their rules", async () => {
  expect(
    await findings(
      "job-fairs",
      "名称,主办单位,日期,开始时间,结束时间,形式,地点,乡镇街道,链接",
      "甲,示例,2026/12/1,11:00,09:00,网络,,,",
      "乙,示例,2026/12/1,9点,,现场,,,javascript:alert(1)",
      "丙,示例,2026/12/1,上午,,网络,,,",
    ),
  ).toEqual([
    [2, "endsAt", "EM-11"],
    [3, "town", "EM-12"],
    [3, "place", "EM-12"],
    [3, "link", "EM-13"],
    [4, "startsAt", "TIME_FORMAT"],
  ]);
  expect(
    await findings(
      "subsidies",
      "季度,补贴项目,单位名称,领取人类别,统一社会信用代码,人数,金额,批次序号",
      "2026Q3,岗位补贴,示例,单位,,0,5,1",
    ),
  ).toEqual([
    [2, "unifiedSocialCreditCode", "EM-21"],
    [2, "persons", "EM-22"],
  ]);
  expect(
    await findings("figures", "月份,指标,数值", "2026-09,登记失业率,101", "2026-09,城镇新增就业,1.5"),
  ).toEqual([
    [2, "value", "EM-31"],
    [3, "value", "EM-32"],
  ]);
  expect(
    await findings(
      "policies",
      "文号,标题,对象,有效期起,有效期止",
      "京密人社发〔2026〕99号,示例,农民工,2026/5/1,2026/4/1",
    ),
  ).toEqual([[2, "validTo", "EM-41"]]);
  expect(
    await findings(
      "training",
      "培训项目,机构名称,统一社会信用代码,工种,名额,报名截止",
      "示例,示例学校,91110118MA00TEXT0P,电工,0,2026/12/1",
    ),
  ).toEqual([[2, "places", "EM-51"]]);
});

test("a messy file is found fault with as its golden file says", async () => {
  const golden: unknown = JSON.parse(
    readFileSync(new URL("faulty/vacancies.findings.json", SAMPLES), "utf8"),
  );
  const { body } = await hub.submit(
    "employment.vacancies",
    readFileSync(new URL("faulty/vacancies.csv", SAMPLES)),
    await hub.token("clerk", "rsj"),
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
