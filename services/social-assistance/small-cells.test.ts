/**
 * Somebody reads all that is published and solves for what is hidden: by the sums and movements that the
 * figures keep, nothing that is hidden with few people follows from the rest, however few a published
 * provision says.
 */
import { Readable } from "node:stream";
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { lookups, shiftPeriod, type FeedContract, type Row } from "#kit";
import { createChecker, createRowSecrets, READ_LIMITS, readFeed } from "#kit/hub";
import { extremePoverty } from "./feeds/extreme-poverty.js";
import { minimumLiving } from "./feeds/minimum-living.js";

type Truth = Readonly<Record<string, number>>;

const AREA: Row = { code: "110118104", name: "溪翁庄镇", kind: "TOWN", otherNames: null };

/** One person or two are hidden unless something is published; up to seven when it is. */
const THRESHOLDS = [3, 8];

function publishedThreshold(fewestShown: number): readonly Row[] {
  const change = {
    provision: "small-cells",
    parameter: "fewestShown",
    from: "2026-11-01",
    basis: "示例文件",
  };
  return fewestShown === 3 ? [] : [{ ...change, value: fewestShown }];
}

/** The published row of one file, after those before it. */
async function publish(
  contract: FeedContract,
  csv: string,
  before: ReadonlyMap<string, Row>,
  fewestShown: number,
): Promise<Row> {
  const { head, batches } = await readFeed(contract, Readable.from([Buffer.from(csv)]), READ_LIMITS);
  const checker = createChecker({
    contract,
    head,
    findingLimit: 100,
    secrets: createRowSecrets(new Uint8Array(32)),
    context: {
      today: "2026-11-20",
      department: { code: "mzj", uscc: null },
      ...lookups(
        ({ feed }, value) => (feed === "directory.areas" ? AREA : (before.get(value) ?? null)),
        ({ feed }) => (feed === "directory.provisions" ? publishedThreshold(fewestShown) : []),
      ),
    },
  });
  const rows: Row[] = [];
  for await (const batch of batches) rows.push(...checker.check(batch).map(({ values }) => values));
  rows.push(...checker.finish().map(({ values }) => values));
  const [row] = rows;
  if (!row) throw new Error(JSON.stringify(checker.findings));
  return row;
}

/** Each equation: coefficients of unknowns; whether one unknown alone follows from all of them. */
function follows(equations: readonly ReadonlyMap<string, bigint>[], unknown: string): boolean {
  const rows = equations.map((equation) => new Map(equation));
  const others = new Set(rows.flatMap((row) => [...row.keys()]).filter((name) => name !== unknown));
  for (const name of others) {
    const at = rows.findIndex((row) => row.get(name) !== undefined);
    const [pivot] = at < 0 ? [] : rows.splice(at, 1);
    const lead = pivot?.get(name);
    if (!pivot || lead === undefined) continue;
    for (const row of rows) {
      const factor = row.get(name);
      if (factor === undefined) continue;
      for (const key of new Set([...row.keys(), ...pivot.keys()])) {
        const value = (row.get(key) ?? 0n) * lead - (pivot.get(key) ?? 0n) * factor;
        if (value === 0n) row.delete(key);
        else row.set(key, value);
      }
    }
  }
  return rows.some((row) => row.has(unknown));
}

/** `sums`: what the fields of a month, and those of the month before (`<`), add up to nothing. */
function expectHidden(
  published: readonly Row[],
  truths: readonly Truth[],
  sums: readonly Readonly<Record<string, number>>[],
  secrets: readonly string[],
  fewestShown: number,
): void {
  const isKnown = (at: number, field: string): boolean => published[at]?.[field] !== null;
  const equations = published.flatMap((row, at) =>
    sums.flatMap((sum) => {
      const fields = Object.entries(sum);
      const usesBefore = fields.some(([field]) => field.startsWith("<"));
      const isJanuary = String(row["period"]).endsWith("-01");
      if (usesBefore && (at === 0 || (isJanuary && "cumulativeYuan" in sum))) return [];
      return [
        new Map(
          fields.flatMap(([field, factor]) => {
            const [month, name] = field.startsWith("<") ? [at - 1, field.slice(1)] : [at, field];
            return isKnown(month, name) ? [] : [[`${month} ${name}`, BigInt(factor)] as const];
          }),
        ),
      ];
    }),
  );
  truths.forEach((truth, at) => {
    const persons = truth["persons"] ?? 0;
    if (persons < 1 || persons >= fewestShown) return;
    for (const field of secrets) {
      expect(isKnown(at, field)).toBe(false);
      expect([field, at, follows(equations, `${at} ${field}`)]).toEqual([field, at, false]);
    }
  });
}

test.each(THRESHOLDS)(
  "persons, spending, movements and sums since January, below %d",
  async (fewestShown) => {
    const month = fc.record({
      added: fc.integer({ min: 0, max: 4 }),
      leaving: fc.integer({ min: 0, max: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: fewestShown + 2 }),
        fc.array(month, { minLength: 6, maxLength: 16 }),
        async (start, months) => {
          const [published, truths, known] = [[] as Row[], [] as Truth[], new Map<string, Row>()];
          let [persons, cumulative, period] = [start, 0, "2024-10"];
          for (const { added, leaving } of months) {
            const left = Math.min(persons, leaving);
            persons += added - left;
            const spending = persons * 1_450;
            cumulative = (period.endsWith("-01") ? 0 : cumulative) + spending;
            const row = await publish(
              minimumLiving,
              `统计月份,乡镇街道,类别,户数,人数,新增人数,退出人数,资金支出（元）,累计支出（元）\n${period},溪翁庄镇,农村低保,${Math.ceil(persons / 2)},${persons},${Math.min(added, persons)},${left},${spending},${cumulative}\n`,
              known,
              fewestShown,
            );
            known.set(String(row["seriesKey"]), row);
            published.push(row);
            truths.push({ persons });
            period = shiftPeriod(period, 1);
          }
          expectHidden(
            published,
            truths,
            [
              { persons: 1, "<persons": -1, added: -1, left: 1 },
              { cumulativeYuan: 1, "<cumulativeYuan": -1, spendingYuan: -1 },
            ],
            ["persons", "spendingYuan"],
            fewestShown,
          );
        },
      ),
      { numRuns: 150 },
    );
  },
);

test("added and left that were hidden stay so when the month is corrected, so that the one does not tell the other of before", async () => {
  const count = fc.integer({ min: 0, max: 9 });
  await fc.assert(
    fc.asyncProperty(count, count, count, count, async (added, left, addedThen, leftThen) => {
      const [known, start] = [new Map<string, Row>(), 20];
      const file = (period: string, persons: number, more: number, less: number): string =>
        `统计月份,乡镇街道,类别,户数,人数,新增人数,退出人数,资金支出（元）\n${period},溪翁庄镇,农村低保,9,${persons},${more},${less},${persons * 1_450}\n`;
      const hand = async (period: string, persons: number, more: number, less: number): Promise<Row> => {
        const row = await publish(minimumLiving, file(period, persons, more, less), known, 3);
        known.set(String(row["seriesKey"]), row);
        return row;
      };
      await hand("2026-09", start, 5, 5);
      const first = await hand("2026-10", start + added - left, added, left);
      const isFew = [added, left].some((moved) => moved > 0 && moved < 3);
      expect([first["added"] === null, first["left"] === null]).toEqual([isFew, isFew]);
      const corrected = await hand("2026-10", start + addedThen - leftThen, addedThen, leftThen);
      const isHidden = isFew || [addedThen, leftThen].some((moved) => moved > 0 && moved < 3);
      expect([corrected["added"], corrected["left"]]).toEqual(
        isHidden ? [null, null] : [addedThen, leftThen],
      );
      expect(corrected["persons"]).toBe(start + addedThen - leftThen);
    }),
    { numRuns: 150 },
  );
});

test.each(THRESHOLDS)(
  "kinds of care and what is spent on them, which add up, below %d",
  async (fewestShown) => {
    const isFew = (count: number): boolean => count > 0 && count < fewestShown;
    const count = fc.integer({ min: 0, max: fewestShown + 2 });
    await fc.assert(
      fc.asyncProperty(count, count, count, count, async (full, half, self, unnamed) => {
        const persons = full + half + self + unnamed;
        const row = await publish(
          extremePoverty,
          `统计月份,乡镇街道,供养方式,人数,全护理,半护理,自理,基本生活,照料护理,资金支出\n2026-10,溪翁庄镇,分散供养,${persons},${full},${half},${self},${persons * 900},${full * 600 + half * 300},${persons * 900 + full * 600 + half * 300}\n`,
          new Map(),
          fewestShown,
        );
        const parts: Truth = { fullCare: full, halfCare: half, selfCare: self, unnamed };
        const few = Object.keys(parts).filter((name) => isFew(parts[name] ?? 0));
        if (isFew(persons)) few.push("persons", "spendingYuan");
        const known = (field: string): boolean => field !== "unnamed" && row[field] !== null;
        const equation = (factors: Readonly<Record<string, number>>): ReadonlyMap<string, bigint> =>
          new Map(
            Object.entries(factors).flatMap(([field, factor]) =>
              known(field) ? [] : [[field, BigInt(factor)] as const],
            ),
          );
        const equations = [
          equation({ persons: 1, fullCare: -1, halfCare: -1, selfCare: -1, unnamed: -1 }),
          equation({ spendingYuan: 1, livingYuan: -1, careYuan: -1 }),
          // The standards for a person are published.
          equation({ livingYuan: 1, persons: -900 }),
          equation({ careYuan: 1, fullCare: -600, halfCare: -300 }),
        ];
        for (const field of few) expect([field, follows(equations, field)]).toEqual([field, false]);
      }),
      { numRuns: 400 },
    );
  },
);
