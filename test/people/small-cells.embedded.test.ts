/**
 * Somebody reads all statistics about persons over HTTP, as they are and as they were on each day, with sums,
 * series and filters, and solves for what is hidden. Invented figures are handed in, in any order, and
 * corrected.
 */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createRandom } from "../../services/kit/sample/random.js";
import { storedFields } from "../../services/kit/feed/stored-fields.js";
import { countsPersons } from "../../services/kit/feed/small-cells.js";
import { discoverContracts } from "../../services/kit/graph/serve/discover.js";
import { startHub, valueAt, type TestHub } from "../start-hub.js";
import { determined, type Equation } from "./linear.js";
import type { Statistics, Truth } from "./invented.js";
import { inventStatistics, SCHOOLS } from "./statistics.js";

/** Another seed by hand, for other figures. */
const SEED = process.env["SMALL_CELLS_SEED"] ?? "1";
const FEWEST_SHOWN = 3;

const contracts = await discoverContracts();
const statistics = inventStatistics(createRandom(SEED));
const isFew = (count: number | null | undefined): boolean =>
  typeof count === "number" && count > 0 && count < FEWEST_SHOWN;

type Row = Readonly<Record<string, unknown>>;
/** The public state after a release, and the age in which each record was last handed in. */
interface Day {
  readonly at: string;
  readonly ages: ReadonlyMap<string, number>;
}

let hub: TestHub;
const days = new Map<string, Day[]>();
let refused = 0;
beforeAll(async () => {
  hub = await startHub({ holds: "directory" });
  const schools = SCHOOLS.map((code, at) => `${code},密云区示例小学${at},小学,公办,鼓楼街道,密云区示例路1号`);
  await hub.publish(
    "education.schools",
    ["学校标识码,学校名称,学段,办学性质,乡镇街道,地址", ...schools].join("\n"),
    "jw",
  );
  for (const each of statistics) days.set(each.feed, await handIn(each));
}, 240_000);
afterAll(() => hub.close());

/** Hands the files in, one after the other; a refused file is not published. */
async function handIn({ feed, department, keyHeader, figures, ages, files }: Statistics): Promise<Day[]> {
  const made: Day[] = [];
  let known = new Map<string, number>();
  for (const { age, records } of files) {
    const lines = records.map((name) =>
      [name, ...Object.keys(figures).map((field) => ages[age]?.get(name)?.[field] ?? "")].join(","),
    );
    const file = [[keyHeader, ...Object.values(figures)].join(","), ...lines].join("\n");
    const fault = await hub.publish(feed, file, department).then(() => null, String);
    if (fault === null) {
      known = new Map([...known, ...records.map((name) => [name, age] as const)]);
      made.push({ at: new Date().toISOString(), ages: known });
    } else {
      expect(fault).toMatch(/"code":"(?:SMALL_CELL_FOLLOWS|SA-14)"/);
      refused += 1;
    }
  }
  return made;
}

const enumName = (field: string): string => field.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
/** Codes of the graph as the files write them. */
const NAMES: Readonly<Record<string, string>> = {
  REGISTERED_UNEMPLOYED: "城镇登记失业人数",
  REGISTERED_UNEMPLOYMENT_RATE: "登记失业率",
  RURAL: "农村",
  URBAN: "城市",
  DISPERSED: "分散供养",
  MINIMUM_LIVING: "低保",
  EXTREME_POVERTY: "特困",
};

async function ask(query: string, variables: Row = {}): Promise<unknown> {
  const { data, errors } = await hub.query(query, variables);
  if (errors) throw new Error(`${query}: ${JSON.stringify(errors)}`);
  return data;
}
const rowsOf = (value: unknown): readonly Row[] => (Array.isArray(value) ? value : []);

/** All records that are shown as of a time, by name. */
async function read(
  { plural, key, figures }: Statistics,
  at: string | null,
): Promise<ReadonlyMap<string, Row>> {
  const fields = [...key, ...Object.keys(figures)].join(" ");
  const data = await ask(
    `query ($at: DateTime) { ${plural}(first: 100, asOf: $at) { totalCount nodes { ${fields} isSuppressed } } }`,
    { at },
  );
  const nodes = rowsOf(valueAt(data, plural, "nodes"));
  expect(valueAt(data, plural, "totalCount")).toBe(nodes.length);
  const nameOf = (node: Row): string =>
    key
      .map((field) => {
        const cell = node[field];
        return typeof cell === "string" ? (NAMES[cell] ?? cell) : "";
      })
      .join(",");
  return new Map(nodes.map((node) => [nameOf(node), node]));
}

/** Figures by record, field and age. */
interface Seen {
  readonly shown: ReadonlySet<string>;
  readonly hidden: ReadonlySet<string>;
}
const placeOf = (name: string, field: string, age: number): string => `${name} ${field} ${age}`;

/**
 * The first age in which a figure was what it is in this one: until then it is another unknown. One that a
 * correction hides may have been corrected: the value shown before says nothing of it.
 */
function since(
  ages: readonly Truth[],
  { shown, hidden }: Seen,
  age: number,
  name: string,
  field: string,
): number {
  const valueIn = (at: number): number | null | undefined => ages[at]?.get(name)?.[field];
  let first = age;
  while (
    first > 0 &&
    valueIn(first - 1) === valueIn(age) &&
    !(hidden.has(placeOf(name, field, first)) && shown.has(placeOf(name, field, first - 1)))
  )
    first -= 1;
  return first;
}

describe.each(statistics.map((each) => [each.feed, each] as const))("%s", (feed, each) => {
  const { plural, key, figures, counts, sums, ages } = each;
  const figuresOf = Object.keys(figures);

  test("few persons are hidden on every day, and nothing else says how many they are", async () => {
    const [shown, hidden, handedIn] = [new Set<string>(), new Set<string>(), new Set<string>()];
    for (const { at, ages: agesOf } of days.get(feed) ?? [])
      for (const [name, node] of await read(each, at)) {
        const age = agesOf.get(name) ?? 0;
        const truth = ages[age]?.get(name) ?? {};
        for (const field of figuresOf) {
          const value = node[field];
          if (value === null) expect([name, field, node["isSuppressed"]]).toEqual([name, field, true]);
          else expect([name, field, Number(value)]).toEqual([name, field, truth[field]]);
          (value === null ? hidden : shown).add(placeOf(name, field, age));
        }
        for (const field of Object.keys(truth)) handedIn.add(placeOf(name, field, age));
      }
    const unknown = (age: number, name: string, field: string): string =>
      placeOf(name, field, since(ages, { shown, hidden }, age, name, field));
    const known = new Set(
      ages.flatMap((truth, age) =>
        [...truth].flatMap(([name, record]) =>
          Object.keys(record)
            .filter((field) => shown.has(placeOf(name, field, age)))
            .map((field) => unknown(age, name, field)),
        ),
      ),
    );
    const equations = ages.flatMap((truth, age) =>
      sums(truth).map(
        (sum): Equation =>
          new Map(
            Object.entries(sum).flatMap(([of, factor]) => {
              const at = of.lastIndexOf(" ");
              const name = unknown(age, of.slice(0, at), of.slice(at + 1));
              return known.has(name) ? [] : [[name, BigInt(factor)] as const];
            }),
          ),
      ),
    );
    const follows = determined(equations);
    const told = ages.flatMap((truth, age) =>
      [...truth].flatMap(([name, record]) =>
        counts
          .filter((field) => isFew(record[field]) && !name.includes("率"))
          .filter((field) => handedIn.has(placeOf(name, field, age)))
          .map((field) => unknown(age, name, field))
          .filter((of) => known.has(of) || follows.has(of)),
      ),
    );
    expect(told).toEqual([]);
  });

  test("sums, series and filters have what is shown, and say where something is left out", async () => {
    const nodes = [...(await read(each, null)).values()];
    const [first = ""] = key;
    const contract = (await discoverContracts()).find(({ id }) => id === each.feed);
    if (!contract) throw new Error(`There is no feed ${each.feed}`);
    const stored = storedFields(contract);
    // Values of several measures, or of the whole and its parts, are not added up.
    const areAlike = (field: string, members: readonly Readonly<Record<string, unknown>>[]): boolean => {
      const alike = stored.find((one) => one.field === field)?.alike;
      if (!alike) return true;
      const markOf = (node: Readonly<Record<string, unknown>>): string =>
        [
          ...alike.same.map((name) => String(node[name])),
          ...alike.filled.map((name) => (node[name] ?? node["town"] ?? null) === null),
        ].join();
      return new Set(members.map(markOf)).size <= 1;
    };
    const data = await ask(
      `{ ${plural} { groups(by: [${enumName(first)}]) { key { ${first} } count isSuppressed values { ${figuresOf.map((field) => `${field} { sum min }`).join(" ")} } }
        ${figuresOf.map((field) => `${field}: series(measure: ${enumName(field)}) { points { period value isComplete } }`).join(" ")} } }`,
    );
    for (const group of rowsOf(valueAt(data, plural, "groups"))) {
      const members = nodes.filter((node) => node[first] === valueAt(group, "key", first));
      expect(group["count"]).toBe(members.length);
      expect(group["isSuppressed"]).toBe(members.some((node) => node["isSuppressed"] === true));
      for (const field of figuresOf) {
        const shown = members.flatMap((node) => (node[field] === null ? [] : [Number(node[field])]));
        const isNone = shown.length === 0 || !areAlike(field, members);
        const [sum, least] = ["sum", "min"].map((kind) => valueAt(group, "values", field, kind));
        expect(sum === null ? null : Number(sum)).toEqual(
          isNone ? null : expect.closeTo(shown.reduce((one, other) => one + other, 0)),
        );
        expect(least === null ? null : Number(least)).toBe(isNone ? null : Math.min(...shown));
      }
    }
    for (const field of figuresOf)
      for (const point of rowsOf(valueAt(data, plural, field, 0, "points"))) {
        const members = nodes.filter((node) => node[first] === point["period"]);
        const shown = members.flatMap((node) => (node[field] === null ? [] : [Number(node[field])]));
        const isWhole = members.length > 0 && shown.length === members.length;
        expect(point["isComplete"]).toBe(isWhole && areAlike(field, members));
      }
  });
});

test("a district's count leaves several values to each town that is hidden", async () => {
  const each = statistics.find(({ feed }) => feed === "employment.figures");
  if (!each) throw new Error("There are no such figures");
  for (const { at, ages: agesOf } of days.get(each.feed) ?? []) {
    const nodes = await read(each, at);
    const families = Map.groupBy(
      [...nodes].filter(([name]) => !name.includes("率")),
      ([name]) => name.slice(0, name.lastIndexOf(",")),
    );
    for (const [family, members] of families) {
      const valueOf = (name: string): number | null => {
        const value = nodes.get(name)?.["value"] ?? null;
        return value === null ? null : Number(value);
      };
      const whole = valueOf(`${family},`);
      const parts = members.map(([name]) => name).filter((name) => name !== `${family},`);
      const isStale = new Set(members.map(([name]) => agesOf.get(name))).size > 1;
      if (whole === null || isStale) continue;
      const rest = parts.reduce((left, name) => left - (valueOf(name) ?? 0), whole);
      const hidden = parts.filter((name) => valueOf(name) === null);
      if (hidden.length > 0) expect([family, ways(rest, hidden.length)]).toEqual([family, [1, 2]]);
    }
  }
});

/** Possible values of one of so many hidden parts below three; one of the others is three or more. */
function ways(rest: number, hidden: number): readonly number[] {
  return [1, 2].filter((value) => hidden > 1 && rest - value >= FEWEST_SHOWN + (hidden - 2));
}

test("no filter finds what is hidden", async () => {
  const data = await ask(
    '{ few: employmentFigures(where: { measure: { eq: REGISTERED_UNEMPLOYED }, value: { gt: "0", lt: "3" } }) { totalCount } admissionResults(where: { admitted: { gt: 0, lt: 3 } }) { totalCount } }',
  );
  expect(data).toEqual({ few: { totalCount: 0 }, admissionResults: { totalCount: 0 } });
});

test("each feed that counts persons is among these, or says of each count why it is shown", () => {
  const tried = new Set(statistics.map(({ feed }) => feed));
  expect(
    contracts
      .filter(({ smallCells }) => smallCells)
      .map(({ id }) => id)
      .toSorted(),
  ).toEqual([...tried].toSorted());
  for (const { id, columns } of contracts)
    for (const [field, column] of Object.entries(columns))
      if (countsPersons(column) && column.show !== "withheld")
        expect([id, field, column.show !== "public" || column.shownThoughFew !== undefined]).toEqual([
          id,
          field,
          true,
        ]);
  expect(refused).toBeGreaterThan(0);
});
