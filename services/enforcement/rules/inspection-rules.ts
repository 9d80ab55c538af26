/** Checks of 双随机、一公开 (domain 07): agency and item known, dates, what must follow. */
import { provisionOn, workingDaysIn, type RowRule } from "#kit";
import type { InspectionResultCells } from "../columns/inspection-results.js";
import { inspectionDeadline } from "../deadlines.js";
import { departments, itemReference, penaltyReference } from "../references.js";

export const agencyRule: RowRule<{ readonly authorityUscc: string }> = {
  code: "SJ-01",
  severity: "ERROR",
  text: {
    zh: "检查主体不在部门名录中，或者不是报送部门。请核对后重新报送。",
    en: "The agency is not in the directory, or is not the department that hands the file in.",
  },
  check: ({ authorityUscc }, { lookup, department }) =>
    department.uscc !== null && authorityUscc === department.uscc && lookup(departments, authorityUscc)
      ? []
      : [{ field: "authorityUscc" }],
};

export const inspectionResultRules: readonly RowRule<InspectionResultCells>[] = [
  {
    code: "SJ-03",
    severity: "ERROR",
    text: {
      zh: "事项编码不在已发布的抽查事项清单中。请核对编码，或先报送抽查事项清单。",
      en: "The item is not in the published list.",
    },
    check: ({ itemCode }, { lookup }) => (lookup(itemReference, itemCode) ? [] : [{ field: "itemCode" }]),
  },
  {
    code: "SJ-04",
    severity: "ERROR",
    text: { zh: "检查日期不能晚于今天。请核对后重新报送。", en: "The inspection is not after today." },
    check: ({ inspectionDate }, { today }) => (inspectionDate > today ? [{ field: "inspectionDate" }] : []),
  },
  {
    code: "SJ-05",
    severity: "INFO",
    text: {
      zh: "已超过自检查之日起{days}个工作日的公示期限（最迟{due}），按迟报统计。",
      en: "Later than {days} working days after the inspection (due {due}): counted as late.",
    },
    check: ({ inspectionDate }, context) => {
      const { days } = provisionOn(inspectionDeadline, inspectionDate, context).values;
      const due = workingDaysIn(context).add(inspectionDate, days).date;
      return due < context.today ? [{ field: "inspectionDate", details: { days, due } }] : [];
    },
  },
  {
    code: "SJ-06",
    severity: "WARNING",
    text: {
      zh: "后续处理中的处罚决定书尚未公示，请核对文号。",
      en: "The penalty that followed is not published.",
    },
    check: ({ penaltyDecisionNumber: number }, { lookup }) =>
      number !== null && !lookup(penaltyReference, number) ? [{ field: "penaltyDecisionNumber" }] : [],
  },
  {
    code: "SJ-07",
    severity: "WARNING",
    text: {
      zh: "检查发现问题的，请在结果说明中写明处理情况。",
      en: "Where a problem was found, say what was done.",
    },
    check: ({ outcome, outcomeNote, penaltyDecisionNumber }) =>
      (outcome === "FOLLOW_UP" || outcome === "UNCOOPERATIVE" || outcome === "TRANSFERRED") &&
      outcomeNote === null &&
      penaltyDecisionNumber === null
        ? [{ field: "outcomeNote" }]
        : [],
  },
];
