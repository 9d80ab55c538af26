import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { CORE } from "../../test/prepared.js";
import { startHub, valueAt, type TestHub } from "../../test/start-hub.js";

let hub: TestHub;
let clerk: string;
beforeAll(async () => {
  hub = await startHub({ domains: CORE, holds: "directory" });
  clerk = await hub.token("clerk", "zwfwj");
});
afterAll(() => hub.close());

async function ask(query: string): Promise<unknown> {
  const { data, errors } = await hub.query(query);
  expect(errors).toBeUndefined();
  return data;
}

describe("a town", () => {
  test("leads to its government, by which it is reached, and the government back to it", async () => {
    expect(
      await ask(
        '{ area(code: "110118101") { government { name phone address email jurisdiction { name } } } department(code: "scjgj") { jurisdiction { name } } }',
      ),
    ).toEqual({
      area: {
        government: {
          name: "北京市密云区溪翁庄镇人民政府",
          phone: "010-00010005",
          address: "密云区溪翁庄镇示例路 1 号",
          email: "t101@example.com",
          jurisdiction: { name: "溪翁庄镇" },
        },
      },
      department: { jurisdiction: null },
    });
  });

  test("says what lies around it, and which areas are its neighbours, each of which has it as one", async () => {
    const data = await ask(
      '{ area(code: "110118101") { boundary neighbours { name neighbours { code } } } areas(first: 1) { nodes { neighbours { code } } } }',
    );
    expect(valueAt(data, "area", "boundary")).toMatch(/^东至.+，南至.+，西至.+，北至.+$/);
    expect(valueAt(data, "area", "neighbours")).toEqual(
      ["西田各庄镇", "穆家峪镇", "石城镇"].map((name) => ({ name, neighbours: [{ code: "110118101" }] })),
    );
    expect(valueAt(data, "areas", "nodes", 0, "neighbours")).toEqual([]);
  });
});

describe("the keepers of the directory", () => {
  const HEADER = "区划代码,名称,类别,上级区划代码,别名,四至范围,相邻区划代码";

  test.each([
    ["that the list lacks", "110118102"],
    ["that is the area itself", "110118101"],
  ])("are told of a neighbour %s", async (_, code) => {
    const { body } = await hub.submit(
      "directory.areas",
      `${HEADER}\n110118,密云区,区,,,,\n110118101,溪翁庄镇,镇,110118,,,${code}\n`,
      clerk,
    );
    expect(body.findings?.map((finding) => [finding.code, finding.row])).toEqual([["AREA_NEIGHBOUR", 3]]);
  });

  test("are told of an area with two governments, and of a code that is none", async () => {
    const header = "部门编码,统一社会信用代码,部门名称,简称,类别,是否执法主体,管辖区划代码";
    const rowOf = (code: string, uscc: string, area: string): string =>
      `${code},${uscc},北京市密云区示例镇${code}人民政府,示例镇${code},乡镇街道,否,${area}`;
    const [one, other] = ["11110118YL9100044P", "11110118YL9100052J"];
    const twice = await hub.submit(
      "directory.departments",
      [header, rowOf("a", one, "110118101"), rowOf("b", other, "110118101")].join("\n"),
      clerk,
    );
    expect(twice.body.findings?.map(({ code, row }) => [code, row])).toEqual([["ML-03", 3]]);
    const wrong = await hub.submit(
      "directory.departments",
      [header, rowOf("a", one, "溪翁庄镇")].join("\n"),
      clerk,
    );
    expect(wrong.body.findings?.map(({ code }) => code)).toEqual(["ML-02"]);
  });
});
