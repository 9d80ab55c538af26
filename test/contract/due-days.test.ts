/** Each feed's next due day over ten years, beside a slow count that walks day by day. */
import { expect, test } from "@jest/globals";
import chineseDays from "chinese-days";
import { lookups, nextDueDay, type DueRule, type ProvisionVersion, type Row } from "#kit";
import { discoverContracts } from "../../services/kit/graph/serve/discover.js";

const DAY_MS = 86_400_000;
const contracts = await discoverContracts();
const dayAfter = (day: string, count = 1): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10);

/** The first working day from a day on. */
function workingDayFrom(day: string): string {
  let at = day;
  while (!chineseDays.isWorkday(at)) at = dayAfter(at);
  return at;
}

const published = (rows: readonly Row[] = []) =>
  lookups(
    () => null,
    () => rows,
  );

/** The numbers of the program's own version on a day. */
function on<Name extends string>(
  versions: readonly ProvisionVersion<Name>[],
  day: string,
): Readonly<Record<Name, number>> {
  const oldestFirst = versions.toSorted((one, other) => (one.from < other.from ? -1 : 1));
  let found = oldestFirst[0];
  for (const version of oldestFirst) if (version.from <= day) found = version;
  if (!found) throw new Error("No version");
  return found.values;
}

/** All due days of 2017 to 2030 with the first day of the period after which each is asked for. */
function allDue(due: DueRule): readonly { readonly period: string; readonly day: string }[] {
  const found: { period: string; day: string }[] = [];
  for (let year = 2017; year <= 2030; year += 1) {
    if (due.kind === "monthly" || due.kind === "quarterly")
      for (let month = 1; month <= 12; month += due.kind === "monthly" ? 1 : 3) {
        const period = `${year}-${String(month).padStart(2, "0")}-01`;
        let [day, left] = [dayAfter(period, -1), on(due.deadline.versions, period).workingDay];
        while (left > 0) {
          day = dayAfter(day);
          if (chineseDays.isWorkday(day)) left -= 1;
        }
        found.push({ period, day });
      }
    if (due.kind === "yearly" || due.kind === "school-year") {
      const { month, day } = on(due.deadline.versions, `${year}-01-01`);
      const fixed = `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
      const begins = month >= 9 ? year : year - 1;
      found.push({
        period: due.kind === "yearly" ? `${year}-01-01` : `${begins}-09-01`,
        day: workingDayFrom(fixed),
      });
    }
  }
  return found;
}

test.each(contracts.map((contract) => [contract.id, contract] as const))(
  "what follows a release of %s is due on the day of the next period, for all days of ten years",
  (_, { due }) => {
    const days = allDue(due);
    for (let day = "2018-01-01"; day < "2028-01-01"; day = dayAfter(day, 3)) {
      const next = days.find(({ period }) => period > day);
      // Noon in Shanghai.
      expect([day, nextDueDay(due, new Date(`${day}T04:00:00Z`), published())]).toEqual([
        day,
        next?.day ?? null,
      ]);
    }
  },
);

test("the yearly figures of enforcement are due on 31 January, a day of rest moved on", () => {
  const { due } = contracts.find(({ id }) => id === "enforcement.yearly-figures") ?? {};
  expect(
    ["2019-06-01", "2020-06-01", "2022-06-01", "2024-06-01"].map(
      (day) => due && nextDueDay(due, new Date(`${day}T04:00:00Z`), published()),
    ),
  ).toEqual(["2020-02-03", "2021-02-01", "2023-01-31", "2025-02-05"]);
});

test.each<[feed: string, released: string, due: string]>([
  // The month that begins on 1 March 2027 is the first with the new number.
  ["social-assistance.minimum-living", "2027-01-31", "2027-02-12"],
  ["social-assistance.minimum-living", "2027-02-01", "2027-03-05"],
  ["enforcement.yearly-figures", "2026-12-31", "2027-02-01"],
  ["enforcement.yearly-figures", "2027-01-01", "2028-02-29"],
  ["education.aid", "2027-08-31", "2027-09-15"],
  ["education.aid", "2027-09-01", "2029-02-28"],
])("after a supervisor's changes, what follows a release of %s on %s is due on %s", (id, released, day) => {
  const basis = "示例文件";
  const changed = published([
    { provision: "minimum-living-deadline", parameter: "workingDay", from: "2027-03-01", value: 5, basis },
    { provision: "enforcement-figures-deadline", parameter: "month", from: "2028-01-01", value: 2, basis },
    { provision: "enforcement-figures-deadline", parameter: "day", from: "2028-01-01", value: 30, basis },
    { provision: "pupil-aid-deadline", parameter: "month", from: "2028-09-01", value: 2, basis },
    { provision: "pupil-aid-deadline", parameter: "day", from: "2028-09-01", value: 31, basis },
  ]);
  const due = contracts.find((contract) => contract.id === id)?.due;
  expect(due && nextDueDay(due, new Date(`${released}T04:00:00Z`), changed)).toBe(day);
});
