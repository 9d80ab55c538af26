/** 流程: how a power is exercised, step by step; one row for each procedure (简易程序, 普通程序, …) of a power. Domain 07. */
import { columns, defineFeed } from "#kit";
import { agencyReference, powerReference } from "../references.js";
import { agencyKnownRules } from "../rules/agency-known-rules.js";
import { flowRules } from "../rules/flow-rules.js";
import { agencyColumns } from "./agency-columns.js";
import { powerKeyOf } from "./power-key.js";

export const flows = defineFeed({
  id: "enforcement.flows",
  edition: "2019",
  title: { zh: "执法流程", en: "Enforcement procedures" },
  description: { zh: "行政执法公示：各项职权的程序、步骤、时限和流程图。", en: "Publicity of enforcement: the procedures of each power, their steps, time limits and charts." },
  type: "EnforcementFlow",
  plural: "enforcementFlows",
  lead: "sfj",
  submitters: "every-department",
  legalBasis: "国办发〔2018〕118号",
  due: { kind: "on-change" },
  mode: "snapshot",
  columns: {
    powerCode: columns.text({ zh: "职权编码", en: "Code of the power", required: true, maxLength: 32, indexed: true, aliases: ["权力编码", "职权代码"], example: "C2800100" }),
    ...agencyColumns("实施主体", ["实施机关", "实施部门"]),
    procedure: columns.text({ zh: "程序名称", en: "Name of the procedure", required: true, maxLength: 100, indexed: true, aliases: ["流程名称", "程序"], example: "普通程序" }),
    steps: columns.text({ zh: "流程步骤", en: "Steps, joined by →", required: true, maxLength: 2000, aliases: ["步骤", "办理流程", "执法流程"], example: "受理→审查→决定→送达" }),
    timeLimitWorkingDays: columns.integer({ zh: "时限（工作日）", en: "Time limit in working days", unit: "工作日", indexed: true, aliases: ["时限", "办理时限"] }),
    chartLink: columns.text({ zh: "流程图", en: "Link to the flow chart", maxLength: 500, aliases: ["流程图链接", "流程图地址"], example: "https://www.example.com/flow/1.png" }),
  },
  derived: {
    powerKey: { zh: "职权键", en: "Agency and code of the power", kind: "text", indexed: true, exposed: false, from: powerKeyOf },
  },
  key: ["agencyUscc", "powerCode", "procedure"],
  order: { field: "powerCode", descending: false },
  search: { title: ["procedure", "powerCode"], text: ["agencyName", "steps"] },
  rules: [...agencyKnownRules, ...flowRules],
  references: [agencyReference, powerReference],
});
