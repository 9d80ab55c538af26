/**
 * 决定文号登记: the numbers of a department's decisions in its own register, without anything of the decision.
 * What is decided by it and not published is a question to the department.
 */
import { defineFeed } from "#kit";
import { decisionNumberColumns } from "../columns/decision-numbers.js";
import { decisionNumberRules } from "../rules/decision-number-rules.js";

export const decisionNumbers = defineFeed({
  id: "disclosure.decision-numbers",
  edition: "1",
  title: { zh: "决定文号登记", en: "Register of decision numbers" },
  description: {
    zh: "各部门作出的行政处罚、行政许可决定的文号和日期，不含内容；用于询问已作出、尚未公开的决定。",
    en: "Numbers and days of departments' penalties and licences without content, to ask for what is not published.",
  },
  type: "DecisionNumber",
  plural: "decisionNumbers",
  lead: "zwfwj",
  submitters: "every-department",
  legalBases: [
    { title: "《中华人民共和国政府信息公开条例》第二十条第五项、第六项、第四十七条", from: "2019-05-15" },
  ],
  due: { kind: "on-change" },
  mode: "append",
  columns: decisionNumberColumns,
  key: ["kind", "decisionNumber"],
  order: { field: "decidedOn", descending: true },
  // Who searches for a number finds what is published of it.
  search: { title: ["kind", "decidedOn"], text: [] },
  rules: decisionNumberRules,
});
