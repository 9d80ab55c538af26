import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { addDays, addMonths, today } from "../kit/values/dates.js";
import { penaltyCsv, penaltyRow, type PenaltyRow } from "../../test/penalty-file.js";
import { WITH_PENALTIES } from "../../test/prepared.js";
import { startHub, valueAt, type TestHub } from "../../test/start-hub.js";

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub({ domains: WITH_PENALTIES, holds: "directory" });
  // Two of them later than seven working days after their decisions, in whatever month this runs.
  const rows = [60, 40, 1].map((days, at) => decided(at + 1, days));
  await hub.publish("enforcement.penalties", penaltyCsv(rows), "scjgj");
});
afterAll(() => hub.close());

function decided(number: number, daysAgo: number, changes: PenaltyRow = {}): PenaltyRow {
  const day = addDays(today(), -daysAgo);
  const until = addMonths(day, 12);
  return penaltyRow(number, {
    decisionNumber: `京密示例罚〔${day.slice(0, 4)}〕${number}号`,
    decisionDate: day,
    penaltyValidTo: until,
    publicityEnds: until,
    ...changes,
  });
}

async function dutiesOf(code: string): Promise<readonly unknown[]> {
  const { data, errors } = await hub.query(
    `query ($code: String!) { department(code: $code) {
      duties { totalCount nodes { isLead releaseCount nextDue isOverdue punctuality { records lateRecords } feed { id lead { code } } } }
      feeds(first: 100) { nodes { id } } datasets(first: 100) { nodes { id } } } }`,
    { code },
  );
  expect(errors).toBeUndefined();
  const department = valueAt(data, "department");
  const nodes = Object.values(valueAt(department, "duties", "nodes") ?? []);
  const ids = nodes.map((duty) => valueAt(duty, "feed", "id"));
  for (const list of ["feeds", "datasets"])
    expect(
      Object.values(valueAt(department, list, "nodes") ?? []).map((each) => valueAt(each, "id")),
    ).toEqual(list === "feeds" ? ids : ids.toSorted());
  return nodes;
}

describe("what a department has to publish", () => {
  test("is what it hands in as well, such as double publicity, with the records that were late", async () => {
    expect(await dutiesOf("scjgj")).toContainEqual({
      isLead: false,
      releaseCount: 1,
      nextDue: null,
      isOverdue: false,
      punctuality: { records: 3, lateRecords: 2 },
      feed: { id: "enforcement.penalties", lead: { code: "jxj" } },
    });
  });

  test("is what it answers for, whether it handed anything in or not", async () => {
    expect(await dutiesOf("jxj")).toContainEqual({
      isLead: true,
      releaseCount: 0,
      nextDue: null,
      isOverdue: false,
      punctuality: { records: 0, lateRecords: 0 },
      feed: { id: "enforcement.penalties", lead: { code: "jxj" } },
    });
    expect(await dutiesOf("tyj")).toEqual([]);
  });

  test("a record that was corrected later counts by the day when it was first public", async () => {
    await hub.publish(
      "enforcement.penalties",
      penaltyCsv([decided(1, 60, { violationType: "违反示例条例（更正）" })]),
      "scjgj",
    );
    const [duty] = (await dutiesOf("scjgj")).filter(
      (each) => valueAt(each, "feed", "id") === "enforcement.penalties",
    );
    expect(valueAt(duty, "punctuality")).toEqual({ records: 3, lateRecords: 2 });
    expect(valueAt(duty, "releaseCount")).toBe(2);
  });
});

test("the duties of all departments are told at a glance, those that are late first", async () => {
  const counts = "duties overdue onTime unreleased records lateRecords";
  const { data, errors } = await hub.query(
    `{ dutyTotals { ${counts} departments { department { code } ${counts} } } departments(first: 100) { nodes { code } } }`,
  );
  expect(errors).toBeUndefined();
  const totals = valueAt(data, "dutyTotals");
  const told = Object.values(valueAt(totals, "departments") ?? {});
  let [duties, lateRecords] = [0, 0];
  for (const node of Object.values(valueAt(data, "departments", "nodes") ?? {})) {
    const code = String(valueAt(node, "code"));
    const own = await dutiesOf(code);
    const one = told.find((each) => valueAt(each, "department", "code") === code);
    const late = own.reduce<number>(
      (sum, duty) => sum + Number(valueAt(duty, "punctuality", "lateRecords") ?? 0),
      0,
    );
    const isKnown = (duty: unknown): boolean => valueAt(duty, "nextDue") !== null;
    const isLate = (duty: unknown): boolean => valueAt(duty, "isOverdue") === true;
    if (own.length === 0) expect(one).toBeUndefined();
    else
      expect(one).toMatchObject({
        duties: own.length,
        overdue: own.filter(isLate).length,
        onTime: own.filter((duty) => isKnown(duty) && !isLate(duty)).length,
        lateRecords: late,
      });
    duties += own.length;
    lateRecords += late;
  }
  expect(totals).toMatchObject({ duties, lateRecords });
  expect(lateRecords).toBe(2);
  const order = told.map((one) => [Number(valueAt(one, "overdue")), Number(valueAt(one, "lateRecords"))]);
  expect(order).toEqual(
    order.toSorted(([one = 0, late = 0], [other = 0, later = 0]) => other - one || later - late),
  );
});

test("datasets are found by whom they are for, and counted so", async () => {
  const { data, errors } = await hub.query(
    `{ totals { audiences { audience audienceLabel datasets records } }
      enterprises: datasets(where: { audience: ENTERPRISES }, first: 100) { nodes { id audiences rows } }
      elderly: datasets(where: { audience: ELDERLY }) { totalCount } all: datasets(first: 100) { nodes { id audiences } } }`,
  );
  expect(errors).toBeUndefined();
  const listOf = (list: string): readonly unknown[] => Object.values(valueAt(data, list, "nodes") ?? {});
  const isFor = (dataset: unknown): boolean =>
    Object.values(valueAt(dataset, "audiences") ?? {}).includes("ENTERPRISES");
  const found = listOf("enterprises");
  expect(found.map((one) => valueAt(one, "id"))).toContain("enforcement.penalties");
  expect(found.map((one) => valueAt(one, "id"))).toEqual(
    listOf("all")
      .filter(isFor)
      .map((one) => valueAt(one, "id")),
  );
  expect(valueAt(data, "totals", "audiences")).toContainEqual({
    audience: "ENTERPRISES",
    audienceLabel: "企业",
    datasets: found.length,
    records: found.reduce<number>((sum, one) => sum + Number(valueAt(one, "rows")), 0),
  });
  expect(valueAt(data, "elderly", "totalCount")).toBe(0);
});

test("totals say what is published, in all and by theme, domain, type and publisher", async () => {
  const { data, errors } = await hub.query(
    `{ totals { records datasets departments releases lastReleasedAt themes { theme themeLabel datasets records }
      domains { domain domainLabel datasets records } types { type typeLabel records feed { id } } publishers { department { code name } datasets records } }
      penalties(first: 1) { totalCount } departments(first: 1) { totalCount } areas(first: 1) { totalCount } provisionChanges(first: 1) { totalCount } datasets(first: 1) { totalCount } releases(first: 1) { totalCount } }`,
  );
  expect(errors).toBeUndefined();
  const count = (list: string): number => Number(valueAt(data, list, "totalCount"));
  const totals = valueAt(data, "totals");
  expect(totals).toMatchObject({
    records: count("penalties") + count("departments") + count("areas") + count("provisionChanges"),
    datasets: count("datasets"),
    departments: count("departments"),
    releases: count("releases"),
  });
  for (const by of ["themes", "domains", "types", "publishers"]) {
    const parts = Object.values(valueAt(totals, by) ?? []);
    expect(parts.reduce<number>((sum, part) => sum + Number(valueAt(part, "records")), 0)).toBe(
      valueAt(totals, "records"),
    );
  }
  expect(valueAt(totals, "types")).toContainEqual({
    type: "Penalty",
    typeLabel: "行政处罚",
    records: 3,
    feed: { id: "enforcement.penalties" },
  });
  expect(valueAt(totals, "domains")).toContainEqual(
    expect.objectContaining({ domain: "enforcement", domainLabel: "行政执法", records: 3 }),
  );
  expect(valueAt(totals, "publishers")).toContainEqual(
    expect.objectContaining({ department: { code: "jxj", name: "北京市密云区经济和信息化局" } }),
  );
});
