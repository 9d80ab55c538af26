import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { LocalSubgraph } from "#schema/subgraph.js";
import {
  ask,
  codeOf,
  recordId,
  startTradingHub,
  type StoredVersion,
  type TradingHub,
} from "../trading-hub.test-data.js";
import { relief, welfare } from "../welfare.test-data.js";

const FIGURES: readonly (readonly [string, string, number | null, string, string])[] = [
  ["2025-05", "A", 10, "100.5", "mzj"],
  ["2025-05", "B", 5, "50", "mzj"],
  ["2026-04", "A", 12, "120.25", "mzj"],
  ["2026-04", "B", 8, "80", "mzj"],
  ["2026-05", "A", 15, "150.75", "mzj"],
  ["2026-05", "B", null, "20", "mzj"],
  ["2026-05", "C", 7, "0.1", "other"],
];
const versions: readonly StoredVersion[] = FIGURES.map(
  ([period, town, persons, spendingYuan, department], at) => ({
    id: recordId(at),
    department,
    values: { period, town, persons, spendingYuan, areaCode: `11011800${town}` },
  }),
);

let hub: TradingHub;
let subgraph: LocalSubgraph;
beforeAll(async () => {
  hub = await startTradingHub([relief]);
  await hub.replaceVersions(relief, versions);
  subgraph = hub.serve(welfare);
});
afterAll(() => hub.database.close());

const POINT = "points { period value isComplete change changePercent changeOnYear changeOnYearPercent }";
const empty = {
  value: null,
  isComplete: false,
  change: null,
  changePercent: null,
  changeOnYear: null,
  changeOnYearPercent: null,
};

describe("a series", () => {
  test("adds a measure up for each period, exactly, with its change on the month and on the year", async () => {
    hub.statements.length = 0;
    expect(
      await ask(
        subgraph,
        `{ reliefs { series(measure: SPENDING_YUAN, from: "2026-03", to: "2026-05") { ${POINT} } } }`,
      ),
    ).toEqual({
      reliefs: {
        series: [
          {
            points: [
              { period: "2026-03", ...empty },
              {
                period: "2026-04",
                value: "200.25",
                isComplete: true,
                change: null,
                changePercent: null,
                changeOnYear: null,
                changeOnYearPercent: null,
              },
              {
                period: "2026-05",
                value: "170.85",
                isComplete: true,
                change: "-29.4",
                changePercent: "-14.68",
                changeOnYear: "20.35",
                changeOnYearPercent: "13.52",
              },
            ],
          },
        ],
      },
    });
    expect(hub.statements).toHaveLength(1);
  });

  test("says where its total leaves out what is hidden", async () => {
    expect(
      await ask(
        subgraph,
        '{ reliefs { series(measure: PERSONS, from: "2026-05", to: "2026-05") { points { value isComplete changeOnYear } } } }',
      ),
    ).toEqual({ reliefs: { series: [{ points: [{ value: "22", isComplete: false, changeOnYear: "7" }] }] } });
  });

  test("is given by area too, whose parts are the total, and without periods for the latest twelve", async () => {
    const data = await ask(
      subgraph,
      "{ reliefs { series(measure: SPENDING_YUAN, by: AREA_CODE) { key { areaCode area { code } } points { period value } } } }",
    );
    expect(data).toMatchObject({
      reliefs: {
        series: [
          { key: { areaCode: "11011800A", area: { code: "11011800A" } } },
          { key: { areaCode: "11011800B" } },
          { key: { areaCode: "11011800C" } },
        ],
      },
    });
    expect(JSON.stringify(data).match(/"period":"2026-05","value":"[^"]+"/g)).toEqual([
      '"period":"2026-05","value":"150.75"',
      '"period":"2026-05","value":"20"',
      '"period":"2026-05","value":"0.1"',
    ]);
    expect(JSON.stringify(data).match(/"period"/g)).toHaveLength(36);
  });

  test("belongs to its list: filtered, and of each parent in one statement", async () => {
    hub.statements.length = 0;
    const query =
      'query ($codes: [_Any!]!) { _entities(representations: $codes) { ... on Department { reliefs(where: { period: { startsWith: "2026" } }) { series(measure: PERSONS) { points { value } } } } } }';
    const data = await ask(subgraph, query, {
      codes: ["mzj", "other", "none"].map((code) => ({ __typename: "Department", code })),
    });
    expect(JSON.stringify(data)).toContain('{"value":"15"}');
    expect(data).toMatchObject({ _entities: [{}, {}, { reliefs: { series: [] } }] });
    expect(hub.statements).toHaveLength(1);
  });

  test.each([
    ['from: "2026-05", to: "2026-04"'],
    ['from: "2026-Q1"'],
    ['from: "2026-5"'],
    ['from: "2000-01", to: "2026-05"'],
  ])("is refused with PAGE_ARGUMENTS: %s", async (range) => {
    expect(
      codeOf(
        await subgraph.execute({
          query: `{ reliefs { series(measure: PERSONS, ${range}) { points { value } } } }`,
          variables: {},
          caller: null,
        }),
      ),
    ).toBe("PAGE_ARGUMENTS");
  });
});
