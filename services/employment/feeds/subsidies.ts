/** 就业补贴, each quarter. A natural person as receiver is masked and never tied to other records (domain 06). */
import { defineFeed, dueQuarterly, partyId } from "#kit";
import { subsidyRules } from "../rules/employment-rules.js";
import { employmentSubsidyColumns, type EmploymentSubsidyCells } from "../columns/subsidies.js";

export const subsidies = defineFeed({
  id: "employment.subsidies",
  edition: "1",
  title: { zh: "就业补贴", en: "Employment subsidies" },
  description: {
    zh: "就业补助资金发放情况，按季度、项目和领取人。",
    en: "Subsidies paid, by quarter, kind and receiver.",
  },
  type: "EmploymentSubsidy",
  plural: "employmentSubsidies",
  lead: "rsj",
  submitters: "lead",
  legalBases: [
    { title: "《就业补助资金管理办法》（财社〔2017〕164号）", until: "2023-12-31" },
    { title: "《就业补助资金管理办法》（财社〔2023〕181号）", from: "2024-01-01" },
    // 稳岗返还 is paid out of the unemployment insurance fund, not out of these subsidies.
    { title: "《失业保险条例》（国务院令第258号）", from: "1999-01-22" },
  ],
  due: dueQuarterly("subsidies-deadline", [
    {
      from: "2020-01-01",
      basis: "《北京市密云区2020年政务公开工作要点》（就业政策措施）",
      isConfirmed: false,
      values: { workingDay: 10 },
    },
  ]),
  mode: "append",
  columns: employmentSubsidyColumns,
  derived: {
    partyId: partyId(
      "unifiedSocialCreditCode",
      "receiver",
      ({ receiverKind }: EmploymentSubsidyCells) => receiverKind !== "RECEIVING_PERSON",
    ),
  },
  key: ["period", "kind", "batch"],
  order: { field: "period", descending: true },
  search: { title: ["period", "kind", "receiver"], text: ["documentNumber", "batch"] },
  concerns: ["receiverKind"],
  rules: subsidyRules,
});
