import { expect, test } from "@jest/globals";
import { lookups, type Row } from "#kit";
import { publicitySpan, type Severity } from "./publicity-periods.js";

const published = (rows: readonly Row[]) =>
  lookups(
    () => null,
    () => rows,
  );

test.each<[day: string, severity: Severity | null, earliest: string, latest: string]>([
  ["2026-03-31", null, "2026-03-31", "2029-03-31"],
  ["2026-03-31", "ORDINARY", "2026-06-30", "2029-03-31"],
  ["2026-04-01", null, "2026-04-01", "2029-04-01"],
  ["2026-04-01", "MINOR", "2026-04-01", "2026-07-01"],
  ["2026-04-01", "ORDINARY", "2026-07-01", "2027-04-01"],
  ["2026-04-01", "SERIOUS", "2027-04-01", "2029-04-01"],
  ["2023-04-30", "ORDINARY", "2023-07-30", "2024-04-30"],
  ["2023-05-01", "ORDINARY", "2023-08-01", "2026-05-01"],
  ["2019-06-30", "ORDINARY", "2020-06-30", "2020-06-30"],
  ["2019-07-01", "SERIOUS", "2020-01-01", "2022-07-01"],
  ["2016-02-29", "SERIOUS", "2017-02-28", "2019-02-28"],
])("a penalty of %s (%s) is shown until a day from %s to %s", (day, severity, earliest, latest) => {
  expect(publicitySpan(day, severity, published([]))).toMatchObject({ earliest, latest });
});

test("a supervisor's change holds from its day on, until the next one, for its parameter alone", () => {
  const change = { provision: "penalty-publicity-months", parameter: "minorMaximum", basis: "示例文件" };
  const changed = published([
    { ...change, from: "2027-01-01", value: 6 },
    { ...change, from: "2028-01-01", value: 2 },
    { ...change, from: "2027-01-01", value: 9, provision: "another" },
  ]);
  const minor = (day: string): string => publicitySpan(day, "MINOR", changed).latest;
  expect([minor("2026-12-31"), minor("2027-01-01"), minor("2028-01-01")]).toEqual([
    "2027-03-31",
    "2027-07-01",
    "2028-03-01",
  ]);
  expect(publicitySpan("2027-01-01", "ORDINARY", changed)).toEqual({
    earliest: "2027-04-01",
    latest: "2028-01-01",
    basis: "示例文件",
  });
});
