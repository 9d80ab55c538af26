/**
 * A year of invented releases: on every day the duties that are kept up by releases are those that a slow
 * model counts from all that is published, and counting anew comes to the same.
 */
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import fc from "fast-check";
import { addDays } from "#kit";
import { heldOn, stateSql } from "../../services/disclosure/duties/read/state.js";
import { openShop, type Shop } from "./open-shop.test-data.js";
import { modelOn, readModel, type Model } from "./model.test-data.js";
import {
  answers,
  AREAS,
  decisions,
  DEPARTMENTS,
  documents,
  duties,
  exemptions,
  figures,
  lists,
  meetings,
  MONTHLY,
  PLAN,
  shopContracts,
} from "./shop.test-data.js";

const [departmentFeed, areaFeed, calendarFeed] = shopContracts;
if (!departmentFeed || !areaFeed || !calendarFeed) throw new Error("The shop has no directory");

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(() => shop.database.close());

const on: Shop["on"] = (...given) => shop.on(...given);
const withdraw: Shop["withdraw"] = (...given) => shop.withdraw(...given);

async function stateOn(day: string): Promise<Model> {
  const { rows } = await shop.database.pool.query<{ key: string; state: string }>(
    `SELECT concat_ws(' ', d.item, d.department, d.period, to_char(d.due_on, 'YYYY-MM-DD'), d.missing::text) AS key, ${stateSql("$1::date")} AS state
    FROM disclosure.duty d WHERE ${heldOn("$1::date")} AND d.due_on <= '2021-03-31'`,
    [day],
  );
  const { rows: clocks } = await shop.database.pool.query<{ key: string; records: number }>(
    `SELECT concat_ws(' ', feed, department, started_on, met_on, due_on, delay) AS key, sum(records)::int AS records FROM disclosure.clock
    WHERE known_on <= $1 GROUP BY 1 HAVING sum(records) <> 0`,
    [day],
  );
  return new Map<string, string | number>([
    ...rows.map(({ key, state }) => [key, state] as const),
    ...clocks.map(({ key, records }) => [key, records] as const),
  ]);
}

const sorted = (model: Model): readonly unknown[] => [...model].toSorted();

type Step = (day: string, number: number) => Promise<void>;
const dayOfYear = (offset: number): string => addDays("2020-01-01", offset);
const month = (offset: number): string => dayOfYear(offset).slice(0, 7);

/** What happens on a day, of random things. */
const step: fc.Arbitrary<Step> = fc.oneof(
  fc
    .tuple(
      fc.integer({ min: 0, max: 365 }),
      fc.subarray(["110118001", "110118002", "110118003"], { minLength: 1 }),
    )
    .map(
      ([at, towns]): Step =>
        (day, n) =>
          on(
            day,
            figures,
            "a",
            towns.map((town) => ({ month: month(at), town, value: String(n) })),
          ),
    ),
  fc
    .tuple(fc.constantFrom("a", "b", "c"), fc.integer({ min: 0, max: 365 }), fc.constantFrom("开放", "解读"))
    .map(
      ([of, at, kind]): Step =>
        (day, n) =>
          on(day, meetings, of, [{ number: `${of}${n}`, heldOn: dayOfYear(at), kind }]),
    ),
  fc.tuple(fc.constantFrom("a", "b"), fc.integer({ min: 0, max: 30 }), fc.integer({ min: 1, max: 9 })).map(
    ([of, before, number]): Step =>
      (day) =>
        on(day, decisions, of, [{ number: `${of}${number}`, day: addDays(day, -before) }]),
  ),
  fc.tuple(fc.constantFrom("b", "c"), fc.integer({ min: 1, max: 9 })).map(
    ([of, number]): Step =>
      (day) =>
        on(day, documents, of, [{ number: `${of}${number}`, day: addDays(day, -2) }]),
  ),
  fc.tuple(fc.constantFrom("b", "c"), fc.integer({ min: 1, max: 9 })).map(
    ([of, number]): Step =>
      (day, n) =>
        on(day, answers, of, [{ number: String(n), day, document: `${of}${number}` }]),
  ),
  fc.constant<Step>((day, n) => on(day, lists, "b", [{ number: String(n), day }])),
  fc.tuple(fc.constantFrom("a", "b", "c"), fc.integer({ min: 1, max: 4 })).map(
    ([of, quarter]): Step =>
      (day) =>
        on(day, exemptions, "a", [
          { item: "2020/2", explainedBy: of, period: `2020年第${quarter}季度`, reason: "示例" },
        ]),
  ),
  fc.constantFrom(figures, meetings, decisions, documents, answers, exemptions).map(
    (contract): Step =>
      (day) =>
        withdraw(day, contract, "TRUE"),
  ),
);

test.each([1, 2, 3])("a random year is on every day what the slow model counts (seed %i)", async (seed) => {
  await on("2020-01-02", departmentFeed, "a", DEPARTMENTS);
  await on("2020-01-02", areaFeed, "a", AREAS);
  const [script] = fc.sample(
    fc.array(fc.tuple(fc.integer({ min: 3, max: 360 }), step), { minLength: 55, maxLength: 55 }),
    { numRuns: 1, seed },
  );
  const changes: readonly (readonly [number, Step])[] = [
    [20, (day) => on(day, duties, "a", PLAN)],
    // The plan changes in the middle of the year, a town is added, and a holiday is announced.
    [160, (day) => on(day, duties, "a", [{ ...MONTHLY, from: "2020-07-01", due: "次月第3个工作日" }])],
    [200, (day) => on(day, areaFeed, "a", [...AREAS, { code: "110118003", name: "示例3", kind: "镇" }])],
    [
      240,
      (day) =>
        on(day, calendarFeed, "a", [{ date: "2020-10-12", kind: "放假", name: "示例", basis: "示例" }]),
    ],
    [300, (day) => withdraw(day, duties, "clause = '1' AND \"from\" = '2020-07-01'")],
  ];
  let number = 0;
  for (const [offset, take] of [...(script ?? []), ...changes].toSorted(([one], [other]) => one - other))
    await take(dayOfYear(offset), (number += 1));
  const source = await readModel(shop.database, shopContracts);
  const counted = new Map<string, Model>();
  for (let offset = 0; offset <= 400; offset += 1) {
    const day = dayOfYear(offset);
    const state = await stateOn(day);
    counted.set(day, state);
    expect([day, ...sorted(state)]).toEqual([day, ...sorted(modelOn(source, day))]);
  }
  expect(
    new Set(
      [...counted.values()].flatMap((model) =>
        [...model.values()].filter((state) => typeof state === "string"),
      ),
    ).size,
  ).toBeGreaterThan(5);

  // Counted anew from the first release, by a process that knows nothing.
  await shop.countAnew();
  for (const [day, state] of counted)
    if (day.endsWith("5")) expect([day, ...sorted(await stateOn(day))]).toEqual([day, ...sorted(state)]);
});
