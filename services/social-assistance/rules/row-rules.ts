/** The rules that a row of the statistics must keep by itself (domain 04). */
import type { Bilingual, RowRule } from "#kit";
import type { ExtremePovertyFigureCells } from "../columns/extreme-poverty.js";
import type { FreshmanAssistanceFigureCells } from "../columns/freshmen.js";
import type { MinimumLivingFigureCells } from "../columns/minimum-living.js";
import type { TemporaryAssistanceFigureCells } from "../columns/temporary.js";

function rule<R>(
  code: string,
  field: keyof R & string,
  zh: string,
  en: string,
  holds: (row: R) => boolean,
): RowRule<R> {
  const text: Bilingual = { zh: `${zh}。请核对后重新报送。`, en: `${en}. Check it and submit again.` };
  return { code, severity: "ERROR", text, check: (row) => (holds(row) ? [] : [{ field }]) };
}

/** Nobody is helped and nothing spent, or both. */
const spendingRule = <Field extends "persons" | "personTimes">(
  code: string,
  persons: Field,
): RowRule<{ readonly [Name in Field]: number } & { readonly spendingYuan: string }> =>
  rule(
    code,
    "spendingYuan",
    "人数为0时资金支出应为0",
    "Where there is nobody nothing is spent",
    (row) => row[persons] !== 0 || row.spendingYuan === "0",
  );

/** Zero months may pay what was due before: that is a warning's matter, not an error's. */
const asWarning = <R>(one: RowRule<R>): RowRule<R> => ({ ...one, severity: "WARNING" });

export const minimumLivingRules: readonly RowRule<MinimumLivingFigureCells>[] = [
  rule(
    "SA-01",
    "persons",
    "人数不能少于户数",
    "There are as many persons as households at least",
    (row) => row.persons >= row.households,
  ),
  rule(
    "SA-02",
    "households",
    "户数为0时人数应为0",
    "Where there are no households there are no persons",
    (row) => row.households !== 0 || row.persons === 0,
  ),
  rule(
    "SA-03",
    "added",
    "新增人数不能多于人数",
    "Not more persons were added than there are",
    (row) => (row.added ?? 0) <= row.persons,
  ),
  rule(
    "SA-04",
    "cumulativeYuan",
    "累计支出不能少于本月支出",
    "Since January at least as much was spent as in this month",
    (row) => row.cumulativeYuan === null || Number(row.cumulativeYuan) >= Number(row.spendingYuan),
  ),
  asWarning(spendingRule("SA-05", "persons")),
];

export const extremePovertyRules: readonly RowRule<ExtremePovertyFigureCells>[] = [
  rule(
    "SA-11",
    "persons",
    "全护理、半护理、自理人数之和不能多于人数",
    "The care levels add up to the persons at most",
    (row) => (row.fullCare ?? 0) + (row.halfCare ?? 0) + (row.selfCare ?? 0) <= row.persons,
  ),
  rule(
    "SA-12",
    "spendingYuan",
    "资金支出应等于基本生活与照料护理之和",
    "Spending is what was spent on living and on care",
    (row) => cents(row.livingYuan) + cents(row.careYuan) === cents(row.spendingYuan),
  ),
  asWarning(spendingRule("SA-13", "persons")),
];

export const temporaryRules: readonly RowRule<TemporaryAssistanceFigureCells>[] = [
  rule(
    "SA-21",
    "personTimes",
    "救助人次不能少于户次",
    "There are as many person-times as household-times at least",
    (row) => row.personTimes >= (row.householdTimes ?? 0),
  ),
  rule(
    "SA-22",
    "personTimes",
    "急难型与支出型之和不能多于救助人次",
    "The two kinds add up to the person-times at most",
    (row) => (row.emergencyTimes ?? 0) + (row.expenditureTimes ?? 0) <= row.personTimes,
  ),
  asWarning(spendingRule("SA-23", "personTimes")),
];

export const freshmenRules: readonly RowRule<FreshmanAssistanceFigureCells>[] = [
  asWarning(spendingRule("SA-24", "persons")),
];

/** Exact: 12.5 → 1250n. */
function cents(value: string): bigint {
  const [whole = "0", fraction = ""] = value.split(".");
  return BigInt(whole + fraction.padEnd(2, "0"));
}
