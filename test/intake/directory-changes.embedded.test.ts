/** What the keepers of the directory change by reviewed files, without a new program: bodies, and the law's numbers. */
import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import iconv from "iconv-lite";
import { makeUscc } from "../../services/kit/values/uscc.js";
import { penaltyCsv, penaltyRow } from "../penalty-file.js";
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
      '{ feed(id: "social-assistance.temporary") { rhythm provisions { id versions { from basis isConfirmed values { parameter value } } } } }',
    );
    return valueAt(data, "feed");
  };

  test("is changed by a file that both clerk and reviewer have seen, and shown with its document", async () => {
    expect(valueAt(await rhythm(), "rhythm")).toBe("季后第10个工作日前");
    await hub.publish(
      "directory.provisions",
      `${HEADER}\ntemporary-assistance-deadline,workingDay,2026-01-01,5,示例文件第一条\n`,
      KEEPER,
    );
    const changed = await rhythm();
    expect(valueAt(changed, "rhythm")).toBe("季后第5个工作日前");
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

  test("is refused where there is no such rule or parameter, or no such month", async () => {
    const { body } = await hub.submit(
      "directory.provisions",
      [
        HEADER,
        "no-such-deadline,workingDay,2026-01-01,5,示例文件",
        "freshmen-deadline,workingDay,2026-01-01,5,示例文件",
        "freshmen-deadline,month,2026-01-01,13,示例文件",
        "freshmen-deadline,day,2026-01-01,0,示例文件",
      ].join("\n"),
      await hub.token("clerk", KEEPER),
    );
    expect(body.findings?.map(({ row, code }) => [row, code])).toEqual([
      [2, "GZ-01"],
      [3, "GZ-02"],
      [4, "GZ-03"],
      [5, "GZ-03"],
    ]);
  });
});
