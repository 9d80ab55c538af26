/** Wholes and parts are handed in in any order and corrected: nobody works out a part that is hidden. */
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { determined, type Equation } from "../../../test/people/linear.js";
import type { Row, RowContext, ShownRow, Value } from "./contract.js";
import { lookups } from "./lookups.js";
import { isFew } from "./small-cells.js";
import { wholeAndParts } from "./whole-and-parts.js";

const mask = wholeAndParts({
  part: "town",
  same: ["month"],
  count: "value",
  isApart: () => false,
  published: { feed: "sample.figures", column: "name" },
});

/** Counts of towns; the whole is their sum. */
type Truth = readonly number[];
const WHOLE = -1;

interface Record {
  readonly count: number;
  readonly isShown: boolean;
  /** How often the truth had changed when it was handed in. */
  readonly age: number;
}
type Published = ReadonlyMap<number, Record>;

/** The published state after the file; null when the file is refused. */
function publish(
  before: Published,
  truth: Truth,
  members: readonly number[],
  age: number,
  fewestShown: number,
): Published | null {
  const context: RowContext = {
    today: "2026-11-20",
    department: { code: "rsj", uscc: null },
    fewestShown,
    ...lookups(
      () => null,
      () =>
        [...before].map(([at, { count, isShown }]): Row => ({
          month: "2026-05",
          town: townOf(at),
          value: isShown ? count : null,
        })),
    ),
  };
  const rows = members.map((at) => {
    const count = countOf(truth, at);
    const row: Row = { month: "2026-05", town: townOf(at), value: count };
    const shown: { month: string; town: Value; value: Value } = {
      month: "2026-05",
      town: townOf(at),
      value: isFew(count, context) ? null : count,
    };
    return {
      at,
      count,
      shown,
      held: {
        line: at + 3,
        row,
        shown,
        hide: () => {
          shown.value = null;
        },
      } satisfies ShownRow,
    };
  });
  const faults = mask.hide(
    rows.map(({ held }) => held),
    context,
    { pseudonym: (text) => text },
  );
  if (faults.length > 0) return null;
  return new Map([
    ...before,
    ...rows.map(({ at, count, shown }) => [at, { count, isShown: shown.value !== null, age }] as const),
  ]);
}

const countOf = (truth: Truth, at: number): number =>
  at === WHOLE ? truth.reduce((sum, one) => sum + one, 0) : (truth[at] ?? 0);

const townOf = (at: number): string | null => (at === WHOLE ? null : `示例镇${at}`);

/** The unknowns of each state; a figure that a correction hides is another than before. */
function namesOf(states: readonly Published[]): readonly ReadonlyMap<number, string>[] {
  let last = new Map<number, { readonly record: Record; readonly name: string }>();
  return states.map((state, day) => {
    last = new Map(
      [...state].map(([at, record]) => {
        const known = last.get(at);
        const isSame = known?.record.count === record.count && (record.isShown || !known.record.isShown);
        return [at, { record, name: isSame ? known.name : `${at} since ${day}` }];
      }),
    );
    return new Map([...last].map(([at, { name }]) => [at, name]));
  });
}

const town = fc.oneof(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 15 }));
const story = fc.integer({ min: 2, max: 5 }).chain((towns) =>
  fc.record({
    first: fc.array(town, { minLength: towns, maxLength: towns }),
    files: fc.array(
      fc.record({
        members: fc.subarray([WHOLE, ...Array.from({ length: towns }, (_, at) => at)], { minLength: 1 }),
        change: fc.option(fc.tuple(fc.nat({ max: towns - 1 }), town), { freq: 3 }),
      }),
      { minLength: 1, maxLength: 7 },
    ),
  }),
);

test.each([3, 6])("of fewer than %d persons", (fewestShown) => {
  let told = { shown: 0, hidden: 0, refused: 0 };
  fc.assert(
    fc.property(story, ({ first, files }) => {
      let [truth, age, published]: [Truth, number, Published] = [first, 0, new Map()];
      const states: { readonly state: Published; readonly truth: Truth; readonly age: number }[] = [];
      for (const { members, change } of files) {
        if (change) [truth, age] = [truth.with(...change), age + 1];
        const next = publish(published, truth, members, age, fewestShown);
        if (next === null) told = { ...told, refused: told.refused + 1 };
        else states.push({ state: (published = next), truth, age });
      }
      const names = namesOf(states.map(({ state }) => state));
      const known = new Set(
        states.flatMap(({ state }, day) =>
          [...state].flatMap(([at, { isShown }]) => (isShown ? [names[day]?.get(at) ?? ""] : [])),
        ),
      );
      // A whole that is hidden may be of another day than the parts beside it: nobody can tell.
      const isWhole = ({ state, truth: all }: (typeof states)[number]): boolean =>
        state.get(WHOLE)?.isShown === true &&
        state.size === all.length + 1 &&
        [...state].every(([at, { count }]) => count === countOf(all, at));
      const equations = states.flatMap((day, at): readonly Equation[] =>
        isWhole(day)
          ? [
              new Map(
                [...(names[at] ?? [])].flatMap(([member, name]) =>
                  known.has(name) ? [] : [[name, member === WHOLE ? -1n : 1n] as const],
                ),
              ),
            ]
          : [],
      );
      const follows = determined(equations);
      for (const [day, { state }] of states.entries())
        for (const [at, { count, isShown }] of state) {
          told = isShown ? { ...told, shown: told.shown + 1 } : { ...told, hidden: told.hidden + 1 };
          const name = names[day]?.get(at) ?? "";
          if (isFew(count, { fewestShown }))
            expect([name, known.has(name) || follows.has(name)]).toEqual([name, false]);
        }
      for (const day of states.filter(isWhole)) expectWays(day.state, fewestShown);
    }),
    { numRuns: 3_000 },
  );
  expect(Math.min(told.shown, told.hidden, told.refused)).toBeGreaterThan(0);
});

/** Each hidden part may have any small value, for one of the others takes up the difference. */
function expectWays(state: Published, fewestShown: number): void {
  const whole = state.get(WHOLE);
  if (!whole?.isShown) return;
  const parts = [...state].filter(([at]) => at !== WHOLE).map(([, record]) => record);
  const rest = parts.reduce((left, { count, isShown }) => left - (isShown ? count : 0), whole.count);
  const hidden = parts.filter(({ isShown }) => !isShown).length;
  if (hidden === 0) return;
  for (let value = 1; value < fewestShown; value += 1)
    expect(rest - value).toBeGreaterThanOrEqual(hidden < 2 ? Infinity : fewestShown + hidden - 2);
}
