import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { LocalSubgraph } from "#schema/subgraph.js";
import {
  ask,
  codeOf,
  recordId,
  startTradingHub,
  type StoredVersion,
  type TradingHub,
} from "../trading-hub.test-data.js";
import { decisions, trading } from "../trading.test-data.js";
import { valueAt } from "../../../../test/start-hub.js";

let hub: TradingHub;
let subgraph: LocalSubgraph;

const KINDS = ["FINE", "WARNING", "FINE", "OTHER", "FINE"];
const MEASURES = [["SEAL"], ["SEAL", "SEIZE"], [], ["SEIZE"], null];
const versions: readonly StoredVersion[] = Array.from({ length: 100 }, (_, index) => ({
  id: recordId(index),
  openedIn: index < 90 ? 1 : 2,
  row: index + 2,
  department: index < 60 ? "jxj" : "scjgj",
  values: {
    number: `N${index}`,
    partyName: "示例公司",
    partyId: `p${index % 50}`,
    kind: KINDS[index % 5] ?? "FINE",
    measures: MEASURES[index % 5] ?? null,
    decidedOn: `2025-0${(index % 4) + 1}-15`,
    fine: index % 5 === 0 ? `${index}.1` : null,
    people: index,
    urgent: index % 2 === 0,
  },
}));

beforeAll(async () => {
  hub = await startTradingHub();
  subgraph = hub.serve(trading);
  await hub.replaceVersions(decisions, versions);
  await hub.addRelease(1, "2025-01-01T00:00:00Z");
  await hub.addRelease(2, "2025-01-02T00:00:00Z");
});
beforeEach(() => {
  hub.statements.length = 0;
});
afterAll(() => hub.database.close());

describe("the groups of a list", () => {
  test("are counted by fields, the largest first, with their sums, averages, least and greatest", async () => {
    expect(
      await ask(
        subgraph,
        "{ decisions { groups(by: [KIND]) { key { kind } count values { fine { sum average min } people { sum average max } decidedOn { min } validTo { max } } } } }",
      ),
    ).toEqual({
      decisions: {
        groups: [
          {
            key: { kind: "FINE" },
            count: 60,
            values: {
              fine: { sum: "952", average: "47.6", min: "0.1" },
              people: { sum: 2970, average: "49.5", max: 99 },
              decidedOn: { min: "2025-01-15" },
              validTo: { max: null },
            },
          },
          {
            key: { kind: "OTHER" },
            count: 20,
            values: {
              fine: { sum: null, average: null, min: null },
              people: { sum: 1010, average: "50.5", max: 98 },
              decidedOn: { min: "2025-01-15" },
              validTo: { max: null },
            },
          },
          {
            key: { kind: "WARNING" },
            count: 20,
            values: {
              fine: { sum: null, average: null, min: null },
              people: { sum: 970, average: "48.5", max: 96 },
              decidedOn: { min: "2025-01-15" },
              validTo: { max: null },
            },
          },
        ],
      },
    });
    expect(hub.statements).toHaveLength(1);
  });

  test("are by calendar unit too, in the order of time", async () => {
    const byQuarter = await ask(
      subgraph,
      "{ decisions { groups(every: QUARTER, date: DECIDED_ON) { period count } } }",
    );
    expect(byQuarter).toEqual({
      decisions: {
        groups: [
          { period: "2025-Q1", count: 75 },
          { period: "2025-Q2", count: 25 },
        ],
      },
    });
    const units = await ask(
      subgraph,
      `{ decisions(where: { number: { eq: "N0" } }) { ${["YEAR", "MONTH", "WEEK", "DAY"].map((unit) => `${unit}: groups(every: ${unit}, date: DECIDED_ON) { period }`).join(" ")} } }`,
    );
    expect(units).toEqual({
      decisions: {
        YEAR: [{ period: "2025" }],
        MONTH: [{ period: "2025-01" }],
        WEEK: [{ period: "2025-W03" }],
        DAY: [{ period: "2025-01-15" }],
      },
    });
  });

  test("by fields and period are in the order of time too, and within a period by the fields, unless told", async () => {
    const groupsBy = async (orderBy: string): Promise<readonly unknown[]> =>
      Object.values(
        Object(
          valueAt(
            await ask(
              subgraph,
              `{ decisions { groups(by: [KIND], every: QUARTER, date: DECIDED_ON ${orderBy}) { period key { kind } count } } }`,
            ),
            "decisions",
            "groups",
          ),
        ),
      ).map((group) => [valueAt(group, "period"), valueAt(group, "key", "kind")].join(" "));
    const [first, second] = ["2025-Q1", "2025-Q2"].map((period) =>
      ["FINE", "OTHER", "WARNING"].map((kind) => `${period} ${kind}`),
    );
    expect(await groupsBy("")).toEqual([...(first ?? []), ...(second ?? [])]);
    expect(await groupsBy("orderBy: [PERIOD_DESC, KEY_ASC]")).toEqual([...(second ?? []), ...(first ?? [])]);
    expect(await groupsBy("orderBy: [KEY_ASC, PERIOD_DESC]")).toEqual(
      ["FINE", "OTHER", "WARNING"].flatMap((kind) => [`2025-Q2 ${kind}`, `2025-Q1 ${kind}`]),
    );
  });

  test("obey the list's filter and time, and count a record for each of its codes", async () => {
    expect(
      await ask(
        subgraph,
        '{ decisions(where: { urgent: { eq: true } }, asOf: "2025-01-01T12:00:00Z") { groups(by: [MEASURES], orderBy: KEY_ASC) { key { measure measureLabel } count } } }',
      ),
    ).toEqual({
      decisions: {
        groups: [
          { key: { measure: "SEAL", measureLabel: "查封" }, count: 18 },
          { key: { measure: "SEIZE", measureLabel: "扣押" }, count: 18 },
        ],
      },
    });
  });

  test("of a department name it, and all together are one group", async () => {
    expect(
      await ask(
        subgraph,
        "{ decisions { groups(by: [DEPARTMENT, URGENT], first: 2) { key { department { code } urgent kind } count } all: groups { count values { people { sum } } } } }",
      ),
    ).toEqual({
      decisions: {
        groups: [
          { key: { department: { code: "jxj" }, urgent: false, kind: null }, count: 30 },
          { key: { department: { code: "jxj" }, urgent: true, kind: null }, count: 30 },
        ],
        all: [{ count: 100, values: { people: { sum: 4950 } } }],
      },
    });
  });

  test.each([[1], [50]])("are one statement for %i parents", async (count) => {
    const representations = Array.from({ length: count }, (_, index) => ({
      __typename: "Party",
      id: `p${index}`,
    }));
    const data = await ask(
      subgraph,
      "query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Party { decisions { groups(by: [URGENT], first: 1) { count values { people { sum } } } } } } }",
      { representations },
    );
    expect(data).toEqual({
      _entities: representations.map((_, index) => ({
        decisions: { groups: [{ count: 2, values: { people: { sum: 2 * index + 50 } } }] },
      })),
    });
    expect(hub.statements).toHaveLength(1);
  });

  test.each([
    ["{ decisions { groups(first: 0) { count } } }"],
    ["{ decisions { groups(first: 1001) { count } } }"],
    ["{ decisions { groups(every: MONTH) { count } } }"],
    ["{ decisions { groups(date: DECIDED_ON) { count } } }"],
    ["{ decisions { groups(by: [KIND], orderBy: PERIOD_ASC) { count } } }"],
    ["{ decisions { groups(by: [KIND, KIND]) { count } } }"],
    ["{ decisions { groups(by: [KIND, NUMBER, MEASURES, URGENT, PEOPLE]) { count } } }"],
  ])("are refused with PAGE_ARGUMENTS: %s", async (query) => {
    expect(codeOf(await subgraph.execute({ query, variables: {}, caller: null }))).toBe("PAGE_ARGUMENTS");
  });
});
