import { expect, test } from "@jest/globals";
import { publicityRulesOn, publicitySpan } from "./publicity-periods.js";

test("the rules are those in force on the day of calculation", () => {
  expect(publicityRulesOn("2019-06-30").minimumMonths).toBe(12);
  expect(publicityRulesOn("2026-03-31").source).toContain("58号");
  expect(publicityRulesOn("2026-04-01").source).toContain("信用修复管理办法");
});

test("three months from the 30th of November end with February", () => {
  expect(publicitySpan("2020-11-30", "2026-11-20").earliest).toBe("2021-02-28");
});

test("publicity ends after three years at the latest", () => {
  expect(publicitySpan("2024-02-29", "2026-11-20").latest).toBe("2027-02-28");
});
