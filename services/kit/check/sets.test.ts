import { describe, expect, test } from "@jest/globals";
import * as columns from "../feed/columns.js";
import { areaCode, areaRule } from "../feed/area.js";
import { lookups } from "../feed/lookups.js";
import { defineFeed } from "../feed/define-feed.js";
import type { RawCell, RawRow } from "../feed/stages.js";
import { createChecker, type Checker } from "./check-rows.js";

const figures = defineFeed({
  id: "checked.figures",
  edition: "1",
  title: { zh: "示例统计", en: "Sample figures" },
  description: { zh: "示例。", en: "Sample." },
  type: "CheckedFigure",
  plural: "checkedFigures",
  lead: "mzj",
  submitters: "lead",
  legalBases: [{ title: "示例" }],
  due: { kind: "on-change" },
  mode: "append",
  columns: {
    period: columns.period("month", { zh: "统计月份", en: "Month", required: true, indexed: true }),
    town: columns.text({ zh: "乡镇街道", en: "Town", required: true }),
    persons: columns.integer({
      zh: "人数",
      en: "Persons",
      required: true,
      dashIsZero: true,
      show: {
        when: ({ persons }) => persons === 1 || persons === 2,
        note: { zh: "少于3人不公开", en: "Fewer than 3 are not shown" },
      },
    }),
    spending: columns.decimal({
      zh: "资金支出（元）",
      en: "Spending",
      required: true,
      scale: 2,
      unit: "元",
      dashIsZero: true,
    }),
  },
  derived: { areaCode: areaCode("town") },
  key: ["period", "town"],
  order: { field: "period", descending: true },
  rules: [areaRule("town")],
  setRules: [
    {
      code: "F-01",
      severity: "WARNING",
      text: { zh: "缺少{towns}。", en: "{towns} is missing." },
      open: () => {
        const seen = new Set<string>();
        return {
          add: ({ town }) => {
            seen.add(town);
          },
          end: () =>
            seen.has("太师屯镇") ? [] : [{ line: null, field: null, details: { towns: "太师屯镇" } }],
        };
      },
    },
  ],
  totals: { field: "town", labels: ["合计", "全区"], by: ["period"], measures: ["persons", "spending"] },
});

const AREAS: Readonly<Record<string, string>> = { 溪翁庄镇: "110118103", 太师屯镇: "110118112" };

function check(...rows: readonly RawRow["cells"][]): Checker & { readonly stored: readonly unknown[] } {
  const fields = Object.keys(figures.columns);
  const checker = createChecker({
    contract: figures,
    findingLimit: 100,
    secrets: { pseudonym: (text) => text },
    head: {
      format: "csv",
      encoding: "utf-8",
      headerLine: 1,
      headers: fields,
      fields,
      units: fields.map(() => null),
      findings: [],
    },
    context: {
      today: "2026-11-20",
      department: { code: "mzj", uscc: null },
      ...lookups((_areas, name) => (AREAS[name] === undefined ? null : { code: AREAS[name] })),
    },
  });
  const stored = checker
    .check(rows.map((cells, at): RawRow => ({ line: at + 2, cells })))
    .map(({ values }) => values);
  checker.finish();
  return { ...checker, findings: checker.findings, stored };
}
const found = ({ findings }: Pick<Checker, "findings">): unknown =>
  findings.map(({ row, field, code }) => [row, field, code]);

const XI = ["2026年5月", "溪翁庄镇", "20", "1000.5"] as const;
const TAI = ["2026年5月", "太师屯镇", "2", "500"] as const;

describe("a month", () => {
  test("that a spreadsheet took for a number is refused where it may be January or October", () => {
    const month = (cell: RawCell): RawRow["cells"] => [cell, "溪翁庄镇", "20", "1000"];
    const number = (value: number): RawCell => ({ type: "number", value, format: "General" });
    const { findings } = check(
      month(number(2026.1)),
      month(number(2026.11)),
      month("2026.1"),
      month("2026.01"),
    );
    expect(findings.map(({ row, code, message }) => [row, code, message])).toEqual([
      [
        2,
        "PERIOD_NUMBER",
        "第2行“period”：单元格是数字“2026.1”，1月和10月无法区分。请将该列设为文本格式，写作“2026年10月”的形式后重新报送。",
      ],
      [4, "PERIOD_NUMBER", expect.stringContaining("1月和10月无法区分")],
    ]);
  });
});

describe("a total row", () => {
  test("is compared with the sum of its rows and not stored", () => {
    const { stored, counts, ...checker } = check(XI, TAI, ["2026年5月", "合 计", "22", "1,500.50"]);
    expect(found(checker)).toEqual([[4, "spending", "AMOUNT_SEPARATORS"]]);
    expect(stored).toHaveLength(2);
    expect(counts.rows).toBe(2);
  });

  test("that is not the sum is told which it should be", () => {
    const { findings } = check(XI, TAI, ["2026年5月", "合计", "23", "1500.5"]);
    expect(findings.map(({ row, code, message }) => [row, code, message])).toEqual([
      [4, "TOTAL_MISMATCH", "第4行“persons”：合计应等于各行之和22。请核对后重新报送。"],
    ]);
  });

  test("sums up its own group, and all where it names none", () => {
    const april = ["2026年4月", "溪翁庄镇", "10", "1"];
    expect(
      found(
        check(
          XI,
          TAI,
          april,
          ["2026年4月", "合计", "10", "1"],
          ["", "合计", "32", "1501.5"],
          ["2026年5月", "全区", "", "1500.5"],
        ),
      ),
    ).toEqual([]);
  });

  test("is left alone while a cell is wrong, since it would be found wrong for that", () => {
    expect(
      found(check(XI, ["2026年5月", "太师屯镇", "两", "500"], ["2026年5月", "合计", "22", "1500.5"])),
    ).toEqual([[3, "persons", "VALUE_INTEGER"]]);
  });
});

describe("a set of rows", () => {
  test("is checked as a whole, once every row is sound", () => {
    const { findings } = check(XI);
    expect(findings.map(({ row, code, message }) => [row, code, message])).toEqual([
      [null, "F-01", "全表：缺少太师屯镇。"],
    ]);
    expect(found(check(["5月", "溪翁庄镇", "1", "1"], ["上月", "溪翁庄镇", "1", "1"]))).toEqual([
      [2, "period", "PERIOD_YEAR"],
      [3, "period", "PERIOD_FORMAT"],
    ]);
  });
});

describe("a statistic", () => {
  test("of few people is hidden, and - is zero with a warning", () => {
    const { stored, ...checker } = check(
      ["2026年5月", "太师屯镇", "-", "0"],
      ["2026年6月", "太师屯镇", "2", "5"],
      ["2026年7月", "太师屯镇", "3", "5"],
    );
    expect(found(checker)).toEqual([[2, "persons", "VALUE_DASH"]]);
    expect(stored).toMatchObject([{ persons: 0, areaCode: "110118112" }, { persons: null }, { persons: 3 }]);
  });

  test("of a town that does not exist is refused", () => {
    expect(found(check(["2026年5月", "示例镇", "3", "5"]))).toEqual([[2, "town", "AREA_UNKNOWN"]]);
  });
});
