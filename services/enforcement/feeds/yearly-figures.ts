/**
 * 执法数据: figures of an agency's work in a year, by its own count, public before 31 January (国办发〔2018〕118号).
 * Amounts in 万元. Domain 07.
 */
import { defineFeed } from "#kit";
import { yearlyFigureDeadline } from "../deadlines.js";
import { agencyReference, figureReference } from "../references.js";
import { agencyKnownRules } from "../rules/agency-known-rules.js";
import { figureKeyOf, yearlyFigureRules } from "../rules/yearly-figure-rules.js";
import { enforcementYearlyFigureColumns } from "../columns/yearly-figures.js";

export const yearlyFigures = defineFeed({
  id: "enforcement.yearly-figures",
  edition: "2019",
  title: { zh: "行政执法年度数据", en: "Yearly figures of enforcement" },
  description: {
    zh: "各执法主体上年度行政许可、处罚、检查、强制和复议诉讼数据，每年1月31日前公开。",
    en: "Each agency's licences, penalties, inspections, coercion and appeals of the past year, public before 31 January.",
  },
  type: "EnforcementYearlyFigure",
  plural: "enforcementYearlyFigures",
  lead: "sfj",
  submitters: "every-department",
  legalBases: [{ title: "国办发〔2018〕118号" }],
  due: { kind: "yearly", deadline: yearlyFigureDeadline, about: "previous" },
  mode: "append",
  columns: enforcementYearlyFigureColumns,
  derived: {
    figureKey: {
      zh: "年度数据键",
      en: "Agency and year",
      kind: "text",
      indexed: true,
      exposed: false,
      from: ({ agencyUscc, year }) => figureKeyOf(agencyUscc, year),
    },
  },
  key: ["agencyUscc", "year"],
  order: { field: "year", descending: true },
  search: { title: ["year", "agencyName"], text: [] },
  rules: [...agencyKnownRules, ...yearlyFigureRules],
  references: [agencyReference, figureReference],
  totals: {
    field: "agencyName",
    labels: ["合计", "全区", "全区合计", "总计"],
    by: ["year"],
    measures: [
      "licenceApplications",
      "licencesAccepted",
      "licencesGranted",
      "licencesRefused",
      "licencesRevoked",
      "warnings",
      "fines",
      "confiscations",
      "suspensions",
      "licencesTaken",
      "detentions",
      "otherPenalties",
      "penaltiesTotal",
      "penaltyAmountWanYuan",
      "inspections",
      "coerciveMeasures",
      "coerciveExecutions",
      "reconsiderations",
      "lawsuits",
    ],
  },
});
