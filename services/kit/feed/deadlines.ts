/**
 * When a feed is due, as dated numbers of the one form that all provisions have: a contract says its rhythm
 * by one of these.
 */
import type { DueRule } from "./contract.js";
import type { Parameter, Provision, ProvisionVersion } from "./provision.js";

type ByPeriod = Extract<DueRule, { readonly kind: "monthly" | "quarterly" }>;
type Versions<Name extends string> = readonly ProvisionVersion<Name>[];

const TITLE = { zh: "报送时限", en: "Deadline" };
const PERIOD = { zh: "报送期的首日", en: "First day of the period in which it is due" };
const PARAMETERS = {
  days: { zh: "工作日数", en: "Working days", unit: "个工作日", least: 0, most: 250 },
  workingDay: {
    zh: "第几个工作日",
    en: "Which working day of the month or quarter",
    unit: "个工作日",
    least: 1,
    most: 20,
  },
  month: { zh: "月", en: "Month", unit: "月", least: 1, most: 12 },
  day: { zh: "日", en: "Day", unit: "日", least: 1, most: 31 },
} as const satisfies Readonly<Record<string, Parameter>>;
const { days, workingDay, month, day } = PARAMETERS;

/**
 * A deadline of so many working days after a date of the record, 0 for that day itself; the rules of several
 * feeds may share it.
 */
export function deadlineInWorkingDays(
  id: string,
  by: Provision["by"],
  versions: Versions<"days">,
): Provision<"days"> {
  return { id, title: TITLE, by, parameters: { days }, versions };
}

/** A deadline on a working day after the month of the figures. */
export function dueMonthly(id: string, versions: Versions<"workingDay">): ByPeriod {
  return {
    kind: "monthly",
    deadline: { id, title: TITLE, by: PERIOD, parameters: { workingDay }, versions },
  };
}

/** A deadline on a working day after the quarter of the figures. */
export function dueQuarterly(id: string, versions: Versions<"workingDay">): ByPeriod {
  return {
    kind: "quarterly",
    deadline: { id, title: TITLE, by: PERIOD, parameters: { workingDay }, versions },
  };
}

/** By a day of each calendar year. */
export function deadlineInYear(id: string, versions: Versions<"month" | "day">): Provision<"month" | "day"> {
  return { id, title: TITLE, by: PERIOD, parameters: { month, day }, versions };
}

/** By a day of each calendar year. */
export function dueYearly(id: string, versions: Versions<"month" | "day">): DueRule {
  return { kind: "yearly", deadline: deadlineInYear(id, versions) };
}

/** A deadline on a day of each school year. */
export function dueInSchoolYear(id: string, versions: Versions<"month" | "day">): DueRule {
  return { kind: "school-year", deadline: deadlineInYear(id, versions) };
}
