import { describe, expect, test } from "@jest/globals";
import { createUnitReader, placesStated } from "./unit-statements.js";

const read = createUnitReader(["罚款金额", "金额", "收费标准"]);
const stated = (text: string): readonly string[] =>
  read(text).map(({ unit, of, except }) => [of ?? "", unit, ...except].join(" ").trim());

describe("a text states", () => {
  test.each([
    ["单位：万元、个", ["万元", "个"]],
    ["单位:人民币元；个", ["人民币元"]],
    ["（元）", ["元"]],
    ["金额单位：千元", ["千元"]],
    ["本表金额均为元", ["元"]],
    ["数据以万元为单位", ["万元"]],
    ["按元计", ["元"]],
    ["收费标准为元", ["收费标准 元"]],
    ["单位：万元（收费标准为元）", ["收费标准 元", "万元"]],
    ["单位：万元（收费标准除外）", ["万元 收费标准"]],
    ["单位：万美元", ["万美元"]],
    ["单位：CNY", ["元"]],
  ])("%s", (text, units) => {
    expect(stated(text)).toEqual(units);
  });

  test.each([
    "填报单位：元成公司",
    "责任单位：示例局",
    "补贴资金为500万元",
    "共3个，人均5元",
    "人",
    "元旦",
    "示例（万里路）",
  ])("no unit of a table: %s", (text) => {
    expect(stated(text)).toEqual([]);
  });
});

test.each([
  ["单位：元", "万元", -4],
  ["单位：公顷", "平方米", 4],
  ["单位：个", "万元", null],
  ["单位：美元", "万元", "CONFLICT"],
  ["单位：万", "元", "CONFLICT"],
  ["单位：万", "万元", 0],
] as const)("%s of a column of %s is %s", (text, unit, places) => {
  const [statement] = read(text);
  expect(statement && placesStated(statement, ["罚款金额"], unit)).toBe(places);
});
