/**
 * Changes that the keepers of the directory make by reviewed files, without a new program: bodies, the law's
 * numbers, words of code lists, legal bases.
 */
import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import exceljs from "exceljs";
import iconv from "iconv-lite";
import { addDays, today } from "../../services/kit/values/dates.js";
import { makeUscc } from "../../services/kit/values/uscc.js";
import { MARKET, penaltyCsv, penaltyRow, type PenaltyRow } from "../penalty-file.js";
import { startHub, valueAt, type TestHub } from "../start-hub.js";

const DEPARTMENTS = new URL("../../../services/directory/samples/departments.zwfwj.csv", import.meta.url);
const KEEPER = "zwfwj";
const OFFICE = { name: "北京市密云区示例专卖局", uscc: makeUscc("11110118", "YL977001") };

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub({ holds: "directory" });
});
afterAll(() => hub.close());

describe("a body that the directory does not have", () => {
  test("decides with a warning that says how it is added; once its row is published there is none", async () => {
    const clerk = await hub.token("clerk", "jxj");
    const handIn = (name: string, number: number) =>
      hub.submit("enforcement.penalties", penaltyCsv([penaltyRow(number, {}, { ...OFFICE, name })]), clerk);

    const { body } = await handIn(OFFICE.name, 1);
    expect(body.submission).toMatchObject({ errors: 0 });
    expect(body.findings?.map(({ code }) => code)).toContain("DP-14A");
    expect(body.findings?.find(({ code }) => code === "DP-14A")?.message).toContain("报送“部门”名录补充");

    const known = iconv.decode(await readFile(DEPARTMENTS), "gbk").trimEnd();
    const header = known.split(/\r?\n/)[1]?.split(",") ?? [];
    const cells: Readonly<Record<string, string>> = {
      部门编码: "slzmj",
      统一社会信用代码: OFFICE.uscc,
      部门名称: OFFICE.name,
      简称: "区示例专卖局",
      曾用名称: "北京市密云县示例专卖局（至2015-11-17）",
      类别: "派出机构",
      是否执法主体: "是",
    };
    await hub.publish(
      "directory.departments",
      `${known}\n${header.map((name) => cells[name] ?? "").join(",")}\n`,
      KEEPER,
    );

    const codes = async (name: string, number: number): Promise<readonly (string | undefined)[]> =>
      ((await handIn(name, number)).body.findings ?? [])
        .map(({ code }) => code)
        .filter((code) => code.startsWith("DP-14"));
    expect(await codes(OFFICE.name, 2)).toEqual([]);
    expect(await codes("北京市密云县示例专卖局", 3)).toEqual(["DP-14C"]);
  });
});

describe("a number of the law", () => {
  const HEADER = "规则编号,参数代码,起始日期,数值,依据";
  const rhythm = async (): Promise<unknown> => {
    const { data } = await hub.query(
      '{ feed(id: "social-assistance.temporary") { rhythmLabel provisions { id versions { from basis isConfirmed values { parameter value } } } } }',
    );
    return valueAt(data, "feed");
  };

  test("is changed by a file that both clerk and reviewer have seen, and shown with its document", async () => {
    expect(valueAt(await rhythm(), "rhythmLabel")).toBe("季后第10个工作日前");
    await hub.publish(
      "directory.provisions",
      `${HEADER}\ntemporary-assistance-deadline,workingDay,2026-01-01,5,示例文件第一条\n`,
      KEEPER,
    );
    const changed = await rhythm();
    expect(valueAt(changed, "rhythmLabel")).toBe("季后第5个工作日前");
    expect(valueAt(changed, "provisions", 0, "versions", 0)).toEqual({
      from: "2026-01-01",
      basis: "示例文件第一条",
      isConfirmed: true,
      values: [{ parameter: "workingDay", value: 5 }],
    });
    expect(valueAt(changed, "provisions", 0, "versions", 1, "isConfirmed")).toBe(false);
  });

  test("says how few persons are not shown, from the next file on", async () => {
    await hub.publish(
      "directory.provisions",
      `${HEADER}\nsmall-cells,fewestShown,2026-01-01,6,示例文件第二条\n`,
      KEEPER,
    );
    await hub.publish(
      "social-assistance.freshmen",
      "学年,家庭类别,救助人次数,资金支出(元)\n2024-2025学年,低保,5,22500\n2024-2025学年,特困,6,27000\n",
      "mzj",
    );
    const { data } = await hub.query(
      "{ freshmanAssistanceFigures(orderBy: FAMILY_KIND_DESC) { nodes { persons personsShown spendingYuan } } }",
    );
    expect(valueAt(data, "freshmanAssistanceFigures", "nodes")).toEqual([
      { persons: null, personsShown: "<6", spendingYuan: null },
      { persons: 6, personsShown: "6", spendingYuan: "27000" },
    ]);
  });

  test("is refused where it names nothing that there is, or holds what does not belong there", async () => {
    const { body } = await hub.submit(
      "directory.provisions",
      [
        `${HEADER},用语,截止日期`,
        "no-such-deadline,workingDay,2026-01-01,5,示例文件,,",
        "freshmen-deadline,workingDay,2026-01-01,5,示例文件,,",
        "freshmen-deadline,month,2026-01-01,13,示例文件,,",
        "freshmen-deadline,day,2026-01-01,0,示例文件,,",
        "freshmen-deadline,day,2026-01-01,,示例文件,,",
        "freshmen-deadline,day,2026-01-01,5,示例文件,,2027-01-01",
        "PenaltyCategory,FINE,2026-01-01,5,示例文件,,",
        "PenaltyCategory,EXILE,2026-01-01,,示例文件,流放,",
        "PenaltyCategory,FINE,2026-01-01,,示例文件,没收违法所得,",
        "PenaltyCategory,FINE,2026-01-01,,示例文件,罚金、罚钱,",
        "PenaltyCategory,FINE,2026-01-01,,示例文件,罚金,2025-12-31",
        "enforcement.penalties,FINE,2026-01-01,,示例文件,《示例法》,",
      ].join("\n"),
      await hub.token("clerk", KEEPER),
    );
    expect(body.findings?.map(({ row, code }) => [row, code])).toEqual([
      [2, "GZ-01"],
      [3, "GZ-02"],
      [4, "GZ-03"],
      [5, "GZ-03"],
      [6, "GZ-04"],
      [7, "GZ-04"],
      [8, "GZ-05"],
      [9, "GZ-02"],
      [10, "GZ-07"],
      [11, "GZ-08"],
      [12, "GZ-06"],
      [13, "GZ-02"],
    ]);
  });
});

describe("words of the law", () => {
  const HEADER = "规则编号,参数代码,起始日期,用语,截止日期,依据";
  const codesOf = async (number: number, changes: PenaltyRow): Promise<readonly string[]> => {
    const clerk = await hub.token("clerk", MARKET.code);
    const { body } = await hub.submit(
      "enforcement.penalties",
      penaltyCsv([penaltyRow(number, changes)]),
      clerk,
    );
    return (body.findings ?? []).map(({ code }) => code);
  };

  test("a word of a code and a kind that only 其他 has are read from the day on which they are published", async () => {
    const row = { penaltyCategories: "罚金；限期治理" };
    expect(await codesOf(11, row)).toEqual(["VALUE_CODE"]);
    await hub.publish(
      "directory.provisions",
      [
        HEADER,
        "PenaltyCategory,FINE,2020-01-01,罚金,,示例文件",
        "PenaltyCategory,WARNING,2020-01-01,告诫,2025-12-31,示例文件",
        `PenaltyCategory,OTHER,${addDays(today(), -30)},限期治理,,《示例法》第九条`,
        `PenaltyCategory,DETENTION,1996-10-01,行政拘留,${addDays(today(), -31)},示例文件`,
      ].join("\n"),
      KEEPER,
    );
    expect(await codesOf(12, row)).toEqual([]);
    await hub.publish("enforcement.penalties", penaltyCsv([penaltyRow(13, row)]), MARKET.code);
    const { data } = await hub.query(
      `{ penalties(where: { decisionNumber: { eq: "${penaltyRow(13)["decisionNumber"]}" } }) { nodes { penaltyCategories penaltyCategoriesOther } } }`,
    );
    expect(valueAt(data, "penalties", "nodes", 0)).toEqual({
      penaltyCategories: ["FINE", "OTHER"],
      penaltyCategoriesOther: "限期治理",
    });
    // A word whose last day is over is none; a refusal names what may be written instead.
    const { body } = await hub.submit(
      "enforcement.penalties",
      penaltyCsv([penaltyRow(14, { penaltyCategories: "告诫" })]),
      await hub.token("clerk", MARKET.code),
    );
    expect(body.findings?.[0]?.message).toContain("其他、限期治理");
  });

  test("a kind of penalty is the law's on its days alone, by the day of the decision", async () => {
    const old = { decisionDate: addDays(today(), -31) };
    const young = { decisionDate: addDays(today(), -30) };
    const isOutside = async (number: number, row: PenaltyRow): Promise<boolean> =>
      (await codesOf(number, { fineAmount: "", ...row })).includes("DP-17");
    expect(await isOutside(21, { ...old, penaltyCategories: "限期治理" })).toBe(true);
    expect(await isOutside(22, { ...young, penaltyCategories: "其他-限期治理" })).toBe(false);
    expect(await isOutside(23, { ...old, penaltyCategories: "行政拘留" })).toBe(false);
    expect(await isOutside(24, { ...young, penaltyCategories: "行政拘留" })).toBe(true);
  });

  test("a law begins and ends, and form, catalogue and graph say so", async () => {
    await hub.publish(
      "directory.provisions",
      [
        HEADER,
        "employment.subsidies,legalBasis,2026-01-01,《示例区就业补助资金实施细则》,,密示例发〔2026〕1号",
        "employment.subsidies,legalBasis,2024-01-01,《就业补助资金管理办法》（财社〔2023〕181号）,2026-06-30,示例文件",
      ].join("\n"),
      KEEPER,
    );
    const { data } = await hub.query(
      '{ feed(id: "employment.subsidies") { legalBasis legalBases { title until } } penalties: feed(id: "enforcement.penalties") { words { list code word from until basis } } dataset(id: "employment.subsidies") { legalBasis } }',
    );
    const inForce = valueAt(data, "feed", "legalBasis");
    expect(inForce).toContain("《示例区就业补助资金实施细则》");
    expect(inForce).not.toContain("财社〔2023〕181号");
    expect(valueAt(data, "dataset", "legalBasis")).toBe(inForce);
    expect(valueAt(data, "feed", "legalBases")).toContainEqual({
      title: "《就业补助资金管理办法》（财社〔2023〕181号）",
      until: "2026-06-30",
    });
    const words = valueAt(data, "penalties", "words");
    const list = "PenaltyCategory";
    expect(words).toContainEqual({
      list,
      code: "CLOSURE",
      word: "责令关闭",
      from: "2021-07-15",
      until: null,
      basis: null,
    });
    expect(words).toContainEqual({
      list,
      code: "OTHER",
      word: "限期治理",
      from: addDays(today(), -30),
      until: null,
      basis: "《示例法》第九条",
    });
    const form = new exceljs.Workbook();
    const response = await fetch(`${hub.url}/intake/enforcement.penalties/template.xlsx`);
    await form.xlsx.load(await response.arrayBuffer());
    const offered: string[] = [];
    form.getWorksheet("代码")?.eachRow((row) => row.eachCell((cell) => offered.push(cell.text)));
    expect(offered).toEqual(expect.arrayContaining(["行政拘留", "其他", "限期治理"]));
  });
});
