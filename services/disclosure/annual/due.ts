/** When annual reports are due: departments' by 31 January, which the law fixes to the day. */
import { dueYearly } from "#kit";

export const annualReportDue = {
  ...dueYearly("annual-report-deadline", [
    {
      from: "2019-05-15",
      basis: "《中华人民共和国政府信息公开条例》第四十九条",
      isConfirmed: true,
      values: { month: 1, day: 31 },
    },
  ]),
  about: "previous",
} as const;
