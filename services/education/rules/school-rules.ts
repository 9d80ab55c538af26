/** The rules that a row of the school feeds must keep by itself (domain 05). */
import type { RowRule } from "#kit";
import type { AdmissionPlanCells } from "../columns/admission-plans.js";
import type { AdmissionResultCells } from "../columns/admission-results.js";
import type { PreschoolProjectCells } from "../columns/preschool-projects.js";
import type { SchoolCells } from "../columns/schools.js";

const MOST_PER_CLASS = 60;

export const schoolRules: readonly RowRule<SchoolCells>[] = [
  {
    code: "ED-02",
    severity: "ERROR",
    text: { zh: "学校标识码应为10位数字。请核对后重新报送。", en: "A school's code has ten digits." },
    check: ({ code }) => (/^\d{10}$/.test(code) ? [] : [{ field: "code" }]),
  },
  {
    code: "ED-03",
    severity: "WARNING",
    text: {
      zh: `平均每班超过${MOST_PER_CLASS}人，请核对班级数和在校生数。`,
      en: `More than ${MOST_PER_CLASS} pupils to a class: check both numbers.`,
    },
    check: ({ classes, pupils }) =>
      classes !== null && pupils !== null && pupils > classes * MOST_PER_CLASS ? [{ field: "pupils" }] : [],
  },
  {
    code: "ED-04",
    severity: "ERROR",
    text: {
      zh: "普惠性和办园等级只适用于幼儿园。请清空后重新报送。",
      en: "Only kindergartens are inclusive or graded: empty the cell.",
    },
    check: (row) =>
      row.stage === "KINDERGARTEN"
        ? []
        : (["inclusive", "grade"] as const)
            .filter((field) => row[field] !== null)
            .map((field) => ({ field })),
  },
];

export const planRules: readonly RowRule<AdmissionPlanCells>[] = [
  {
    code: "ED-11",
    severity: "ERROR",
    text: {
      zh: "报名截止不能早于开始。请核对后重新报送。",
      en: "Applications do not end before they begin.",
    },
    check: ({ opensOn, closesOn }) => (opensOn <= closesOn ? [] : [{ field: "closesOn" }]),
  },
  {
    code: "ED-12",
    severity: "WARNING",
    text: {
      zh: "报名时间不在招生年份内，请核对。",
      en: "Applications are not in the year of the plan: check the dates.",
    },
    check: ({ year, opensOn }) => (opensOn.startsWith(year) ? [] : [{ field: "opensOn" }]),
  },
  {
    code: "ED-13",
    severity: "WARNING",
    text: {
      zh: `平均每班超过${MOST_PER_CLASS}人，请核对。`,
      en: `More than ${MOST_PER_CLASS} seats to a class: check both numbers.`,
    },
    check: ({ classes, seats }) => (seats > classes * MOST_PER_CLASS ? [{ field: "seats" }] : []),
  },
];

export const resultRules: readonly RowRule<AdmissionResultCells>[] = [
  {
    code: "ED-21",
    severity: "ERROR",
    text: {
      zh: "“其中”人数不能多于实际招生人数。请核对后重新报送。",
      en: "A part is not more than the pupils admitted.",
    },
    check: (row) =>
      (["fromCatchment", "migrantChildren"] as const)
        .filter((field) => (row[field] ?? 0) > row.admitted)
        .map((field) => ({ field })),
  },
];

export const projectRules: readonly RowRule<PreschoolProjectCells>[] = [
  {
    code: "ED-31",
    severity: "ERROR",
    text: {
      zh: "计划完成不能早于开工日期。请核对后重新报送。",
      en: "It is not finished before it is begun.",
    },
    check: ({ startsOn, plannedEnd }) =>
      startsOn === null || startsOn <= plannedEnd ? [] : [{ field: "plannedEnd" }],
  },
];
