/**
 * When results of enforcement are public (domain 02 §4, 07): the feeds' rhythm, and what their rules count
 * by.
 */
import { deadlineInWorkingDays, deadlineInYear } from "#kit";

const ON_PUBLICITY = "国办发〔2018〕118号";

/** 双公示: licences and penalties, after the decision. */
export const decisionDeadline = deadlineInWorkingDays(
  "decisions-deadline",
  { zh: "作出决定的日期", en: "Day of the decision" },
  [{ from: "2018-07-01", basis: "发改办财金〔2018〕424号", isConfirmed: true, values: { days: 7 } }],
);

export const inspectionDeadline = deadlineInWorkingDays(
  "inspection-results-deadline",
  { zh: "检查日期", en: "Day of the inspection" },
  [{ from: "2018-12-05", basis: ON_PUBLICITY, isConfirmed: true, values: { days: 20 } }],
);

/** Deadline for the figures of the previous year. */
export const yearlyFigureDeadline = deadlineInYear("enforcement-figures-deadline", [
  { from: "2018-12-05", basis: ON_PUBLICITY, isConfirmed: true, values: { month: 1, day: 31 } },
]);
