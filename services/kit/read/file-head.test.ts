import { describe, expect, test } from "@jest/globals";
import { nearestName } from "./near-name.js";
import { readAll, refusalOf } from "./reading.test-data.js";

const refusalOfHeader = (header: string, row = "甲,1,2020-06-03"): ReturnType<typeof refusalOf> =>
  refusalOf(readAll(`${header}\n${row}\n`));

describe("a header that does not fit is refused", () => {
  test("with all its problems at once", async () => {
    const { code, details } = await refusalOfHeader("企业名,罚款金额(元),备注,罚没金额,处罚类别");
    expect(code).toBe("FEED_COLUMNS");
    expect(details["problems"]).toBe(
      "“罚款金额（万元）”重复（第2、4列）；缺少“行政相对人名称”；缺少“处罚决定日期”",
    );
    expect(details["problemsEn"]).toContain("'处罚决定日期' is missing");
  });

  test("with the name that was probably meant", async () => {
    const { message } = await refusalOfHeader("行政相对人名,罚款金额,处罚决定日,备注");
    expect(message).toContain("缺少“行政相对人名称”（文件中的“行政相对人名”是否即为此列？）");
    expect(message).toContain("缺少“处罚决定日期”（文件中的“处罚决定日”是否即为此列？）");
  });

  test("without a word of the rows, when there is none", async () => {
    const { code, message } = await refusalOf(
      readAll("张三丰,110228199001010010\n李四,110228199001010010\n"),
    );
    expect(code).toBe("FEED_COLUMNS");
    expect(message).toContain("应有的列：行政相对人名称、处罚决定日期");
    expect(message).not.toMatch(/张三丰|1102/);
  });

  test.each([["案号,CF_CFMC,CF_XZJG,当事人,处罚决定日期"], ["CF_CFMC,当事人,备注"]])(
    "as the old form: %s",
    async (header) => {
      expect((await refusalOfHeader(header)).code).toBe("FEED_OLD_FORM");
    },
  );

  test("but one column of the old form does no harm in a complete file", async () => {
    const { head } = await readAll("当事人,CF_XZJG,处罚决定日期\n甲,乙,2020-06-03\n");
    expect(head.findings.map(({ code, header }) => [code, header])).toEqual([["COLUMN_UNKNOWN", "CF_XZJG"]]);
  });
});

describe("columns that nobody knows", () => {
  test("are ignored with a finding that names them and no content", async () => {
    const { head } = await readAll("当事人,秘密列,,备柱,处罚决定日期\n甲,机密,,x,2020-06-03\n");
    expect(head.fields).toEqual(["partyName", null, null, null, "decidedOn"]);
    expect(head.findings.map(({ code, severity, header }) => [code, severity, header])).toEqual([
      ["COLUMN_UNKNOWN", "INFO", "秘密列"],
      ["COLUMN_UNNAMED", "INFO", ""],
      ["COLUMN_SIMILAR", "WARNING", "备柱"],
    ]);
    expect(head.findings[2]?.message).toBe(
      "“备柱”：此列不在标准中，已忽略。是否应为“备注”？若是，请改正表头后重新报送。",
    );
    expect(JSON.stringify(head)).not.toContain("机密");
  });

  test("do not make a missing optional column a problem", async () => {
    expect((await readAll("当事人,处罚决定日期\n甲,2020-06-03\n")).head.findings).toEqual([]);
  });
});

describe("the nearest name", () => {
  test.each([
    ["处罚日期", ["处罚决定日期", "备注"], null],
    ["处罚决定日", ["处罚决定日期", "备注"], "处罚决定日期"],
    ["备住", ["备注"], "备注"],
    ["日期", ["处罚决定日期"], "处罚决定日期"],
    ["电话", ["备注"], null],
    ["a", ["ab"], null],
    ["", ["备注"], null],
  ])("to %s among %j is %s", (name, candidates, near) => {
    expect(nearestName(name, candidates)).toBe(near);
  });
});
