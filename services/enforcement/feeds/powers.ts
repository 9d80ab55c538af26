/** 权力清单: what each agency may do to whom, by which law, in what time and at what charge (国发〔2015〕21号, 中办发〔2015〕21号). Domain 07. */
import { columns, defineFeed } from "#kit";
import { powerKinds } from "../code-lists.js";
import { agencyReference } from "../references.js";
import { agencyKnownRules } from "../rules/agency-known-rules.js";
import { powerRules, powerSetRules } from "../rules/power-rules.js";
import { agencyColumns } from "./agency-columns.js";
import { powerKeyOf } from "./power-key.js";

export const powers = defineFeed({
  id: "enforcement.powers",
  edition: "2015",
  title: { zh: "权力清单", en: "Power list" },
  description: { zh: "各实施主体的行政职权：类型、依据、责任事项、追责情形、时限和收费。", en: "Each agency's powers: kind, legal basis, duties, liability, time and charge." },
  type: "AdministrativePower",
  plural: "administrativePowers",
  lead: "sfj",
  submitters: "every-department",
  legalBasis: "中办发〔2015〕21号《关于推行地方各级政府工作部门权力清单制度的指导意见》",
  due: { kind: "on-change" },
  mode: "snapshot",
  columns: {
    powerCode: columns.text({ zh: "职权编码", en: "Code of the power", required: true, maxLength: 32, indexed: true, aliases: ["权力编码", "职权代码", "事项编码"], example: "C2800100" }),
    name: columns.text({ zh: "职权名称", en: "Name of the power", required: true, maxLength: 500, indexed: true, aliases: ["权力名称", "权力事项名称", "事项名称"], example: "对未按规定建立进货查验记录的处罚" }),
    powerKind: columns.code(powerKinds, { zh: "职权类型", en: "Kind of power", required: true, indexed: true, aliases: ["职权类别", "权力类型", "权力类别"] }),
    legalBasis: columns.text({ zh: "实施依据", en: "Legal basis", required: true, maxLength: 4000, aliases: ["法律依据", "设定依据", "职权依据"], example: "《中华人民共和国食品安全法》第一百二十六条" }),
    ...agencyColumns("实施主体", ["实施机关", "实施部门"]),
    responsibilities: columns.text({ zh: "责任事项", en: "What the agency must do", required: true, maxLength: 4000, scan: true, example: "立案、调查、审查、告知、决定、送达、执行" }),
    liability: columns.text({ zh: "追责情形", en: "What it is held liable for", required: true, maxLength: 4000, scan: true, aliases: ["追责情形及依据", "追责依据"], example: "没有法律依据实施处罚的" }),
    timeLimitWorkingDays: columns.integer({ zh: "办理时限（工作日）", en: "Time limit in working days", unit: "工作日", indexed: true, aliases: ["办理时限", "法定时限", "承诺时限"] }),
    charge: columns.text({ zh: "收费", en: "Charge, with its legal basis", required: true, maxLength: 500, aliases: ["收费情况", "收费依据及标准", "是否收费"], example: "不收费" }),
  },
  derived: {
    powerKey: { zh: "职权键", en: "Agency and code: towns have the same powers", kind: "text", indexed: true, exposed: false, from: powerKeyOf },
  },
  key: ["agencyUscc", "powerCode"],
  order: { field: "powerCode", descending: false },
  search: { title: ["name", "powerCode"], text: ["agencyName", "legalBasis"] },
  rules: [...agencyKnownRules, ...powerRules],
  setRules: powerSetRules,
  references: [agencyReference],
});
