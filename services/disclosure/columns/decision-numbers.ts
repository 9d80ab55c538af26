/** 决定文号登记: the columns of the file. A number and a day, and nothing of the decision. */
import { columns, type CellsOf, type CodeList } from "#kit";
import { grounds } from "./grounds.js";

export const decisionKinds: CodeList = {
  name: "DecisionKind",
  title: { zh: "决定种类", en: "Kind of decision" },
  codes: [
    { name: "PENALTY", zh: "行政处罚", en: "Penalty", aliases: ["处罚"] },
    { name: "LICENCE", zh: "行政许可", en: "Licence", aliases: ["许可"] },
  ],
};

export const decisionNumberColumns = {
  kind: columns.code(decisionKinds, {
    zh: "决定种类",
    en: "Kind of decision",
    aliases: ["种类"],
    required: true,
    indexed: true,
  }),
  decisionNumber: columns.documentNumber({
    zh: "决定书文号",
    en: "Number of the decision",
    aliases: ["文号", "决定文书号"],
    required: true,
    maxLength: 128,
    indexed: true,
    example: "京密示例罚〔2026〕12号",
  }),
  decidedOn: columns.date({
    zh: "决定日期",
    en: "Day of the decision",
    aliases: ["作出日期"],
    required: true,
    indexed: true,
  }),
  isToBePublic: columns.boolean({
    zh: "应当公开",
    en: "Whether it is to be public",
    aliases: ["是否公开"],
    required: true,
    indexed: true,
  }),
  ground: columns.code(grounds, {
    zh: "不予公开的依据",
    en: "Ground for what is not to be public",
    aliases: ["依据"],
    indexed: true,
  }),
};

export type DecisionNumberCells = CellsOf<typeof decisionNumberColumns>;
