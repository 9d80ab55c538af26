/** Rules of inspection plans, and of results that follow a plan (domain 07). */
import type { RowRule } from "#kit";
import type { InspectionPlanCells } from "../columns/inspection-plans.js";
import type { InspectionResultCells } from "../columns/inspection-results.js";
import { itemReference, planReference } from "../references.js";

export const planRules: readonly RowRule<InspectionPlanCells>[] = [
  {
    code: "SJ-11",
    severity: "ERROR",
    text: {
      zh: "事项编码 {code} 不在已发布的抽查事项清单中。请核对编码，多个编码用“、”隔开。",
      en: "The item {code} is not in the published list. Several codes are joined by 、.",
    },
    check: ({ itemCodes }, { lookup }) => {
      const unknown = itemCodesOf(itemCodes).find((code) => !lookup(itemReference, code));
      return unknown === undefined ? [] : [{ field: "itemCodes", details: { code: unknown } }];
    },
  },
  {
    code: "SJ-12",
    severity: "ERROR",
    text: { zh: "结束时间不能早于开始时间。请核对后重新报送。", en: "A task does not end before it begins." },
    check: ({ startDate, endDate }) => (endDate < startDate ? [{ field: "endDate" }] : []),
  },
  {
    code: "SJ-13",
    severity: "WARNING",
    text: {
      zh: "年度计划的任务跨了年度，请核对起止时间。",
      en: "A task of a year's plan reaches into another year.",
    },
    check: ({ startDate, endDate }) =>
      endDate.slice(0, 4) > startDate.slice(0, 4) ? [{ field: "endDate" }] : [],
  },
  {
    code: "SJ-14",
    severity: "ERROR",
    text: { zh: "抽查数量须大于0。请核对后重新报送。", en: "A task inspects somebody: more than 0." },
    check: ({ sampleSize }) => (sampleSize === 0 ? [{ field: "sampleSize" }] : []),
  },
];

export const resultPlanRules: readonly RowRule<InspectionResultCells>[] = [
  {
    code: "SJ-08",
    severity: "WARNING",
    text: {
      zh: "任务编号不在已发布的抽查计划中，请核对编号，或先报送计划。",
      en: "The task is not in a published plan. Check its number, or hand in the plan first.",
    },
    check: ({ taskNumber }, { lookup }) =>
      lookup(planReference, taskNumber) ? [] : [{ field: "taskNumber" }],
  },
  {
    code: "SJ-09",
    severity: "WARNING",
    text: {
      zh: "检查日期不在计划的起止时间（{from}至{to}）内，请核对。",
      en: "The inspection is not within the plan's dates ({from} to {to}).",
    },
    check: ({ taskNumber, inspectionDate }, { lookup }) => {
      const { startDate: from, endDate: to } = lookup(planReference, taskNumber) ?? {};
      if (typeof from !== "string" || typeof to !== "string") return [];
      return inspectionDate < from || inspectionDate > to
        ? [{ field: "inspectionDate", details: { from, to } }]
        : [];
    },
  },
  {
    code: "SJ-10",
    severity: "WARNING",
    text: {
      zh: "计划中没有这一事项（计划的事项为 {codes}），请核对。",
      en: "The plan does not have this item (it has {codes}).",
    },
    check: ({ taskNumber, itemCode }, { lookup }) => {
      const codes = lookup(planReference, taskNumber)?.itemCodes;
      return typeof codes !== "string" || itemCodesOf(codes).includes(itemCode)
        ? []
        : [{ field: "itemCode", details: { codes } }];
    },
  },
];

/** SJ-001、SJ-002 */
export function itemCodesOf(codes: string): readonly string[] {
  return codes.split(/[、；;,，\s]+/).filter((code) => code !== "");
}
