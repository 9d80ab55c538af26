/** 决策程序履行情况: the course of each matter, stage by stage (《重大行政决策程序暂行条例》第二章、第三章). Domain 13. */
import { defineFeed, departmentCode, departmentReference, departmentRule } from "#kit";
import { decisionStepColumns } from "../columns/steps.js";
import { matterReference, stepReference } from "../references.js";
import { matterTitle } from "../titles.js";
import { knownMatterRule, stepKeyOf, stepRules, stepSetRules } from "../rules/step-rules.js";

export const steps = defineFeed({
  id: "decisions.steps",
  edition: "2019",
  title: { zh: "重大行政决策程序履行情况", en: "Course of major decisions" },
  description: {
    zh: "每个决策事项的启动、草案、公众参与、专家论证、风险评估、合法性审查、集体讨论决定和公布。",
    en: "Start, draft, participation, experts, risk, legality, decision and publication of each matter.",
  },
  type: "DecisionStep",
  plural: "decisionSteps",
  lead: "zwfwj",
  submitters: "every-department",
  legalBases: [{ title: "《重大行政决策程序暂行条例》（国务院令第713号）", from: "2019-09-01" }],
  due: { kind: "on-change" },
  mode: "append",
  columns: decisionStepColumns,
  derived: {
    matterTitle,
    organCode: departmentCode("organName", { name: "organ", zh: "实施单位", en: "Department that did it" }),
    stepKey: {
      zh: "环节键",
      en: "Matter, stage and day",
      kind: "text",
      indexed: true,
      exposed: false,
      from: stepKeyOf,
    },
  },
  key: ["matterKey", "stage", "startedOn"],
  order: { field: "startedOn", descending: true },
  search: {
    title: ["matterTitle", "stage"],
    text: ["matterKey", "organName", "explanation", "documentNumber"],
  },
  rules: [departmentRule("organName"), knownMatterRule(), ...stepRules],
  setRules: stepSetRules,
  references: [departmentReference, matterReference, stepReference],
});
