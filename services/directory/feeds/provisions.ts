/**
 * 规则参数: what a supervisor changes of what the law says, with the document that says so: the numbers by which
 * files are checked, the words of code lists, the laws by which a feed is public. The program's own versions
 * are in the contracts (`feeds { provisions words legalBases }`); a row here takes their place from its day
 * on.
 *
 * A code is a value of a GraphQL enum, and clients were built with all of them: a new one comes with a new
 * revision of the program. What can come without it is a word of a code that there is, and a kind that an
 * open list has as its code 其他, named in the field beside it.
 */
import { columns, defineFeed } from "#kit";
import { provisionRules } from "../rules/provision-rules.js";
import { departments } from "./departments.js";

export const provisions = defineFeed({
  id: "directory.provisions",
  edition: "1",
  title: { zh: "规则参数", en: "Changes of provisions" },
  description: {
    zh: "对按日期适用的数值（如公示期限、报送时限、最低工资标准）、代码表用语和法律依据的调整，及其依据。",
    en: "Changes of dated numbers (months of publicity, deadlines, the minimum wage), of words of code lists and of legal bases, with their basis.",
  },
  type: "ProvisionChange",
  plural: "provisionChanges",
  lead: "zwfwj",
  submitters: "lead",
  legalBases: [{ title: "《中华人民共和国政府信息公开条例》第八条", from: "2019-05-15" }],
  due: { kind: "on-change" },
  departments: () => departments,
  mode: "append",
  columns: {
    provision: columns.text({
      zh: "规则编号",
      en: "Identifier of the provision, name of the code list, or identifier of the feed",
      aliases: ["代码表", "报送事项编号"],
      required: true,
      maxLength: 64,
      indexed: true,
      example: "penalty-publicity-months",
    }),
    parameter: columns.text({
      zh: "参数代码",
      en: "Name of the parameter, code of the list, or `legalBasis`",
      aliases: ["参数"],
      required: true,
      maxLength: 64,
      indexed: true,
      example: "ordinaryMaximum",
    }),
    from: columns.date({
      zh: "起始日期",
      en: "First day on which it holds",
      aliases: ["施行日期"],
      required: true,
      indexed: true,
    }),
    value: columns.integer({
      zh: "数值",
      en: "The number",
      aliases: ["取值"],
      usualMove: 0,
      example: "12",
    }),
    basis: columns.text({
      zh: "依据",
      en: "Document, number, clause",
      required: true,
      maxLength: 500,
      example: "《信用修复管理办法》（国家发展改革委令第36号）",
    }),
    text: columns.text({
      zh: "用语",
      en: "Word of the code, or title of the law",
      aliases: ["名称"],
      maxLength: 500,
      example: "责令限期治理",
      note: {
        zh: "调整代码表时填写该代码的用语；开放的代码表可在“其他”代码下增加种类。调整法律依据时填写名称、文号和条款。调整数值时留空",
        en: "A word of the code; a kind under the open code; or the title of the law. Blank for a number",
      },
    }),
    until: columns.date({
      zh: "截止日期",
      en: "Its last day",
      aliases: ["失效日期"],
      note: {
        zh: "用语或依据的最后有效日，无截止日期的留空",
        en: "Of a word or a law; blank while it is in force",
      },
    }),
  },
  derived: {
    changeKey: {
      zh: "参数键",
      en: "Provision, parameter, day and text",
      kind: "text",
      indexed: true,
      exposed: false,
      from: ({ provision, parameter, from, text }) => [provision, parameter, from, text ?? ""].join("|"),
    },
  },
  key: ["provision", "parameter", "from", "text"],
  formerKeys: [["provision", "parameter", "from"]],
  order: { field: "from", descending: true },
  search: { title: ["provision", "parameter"], text: ["text", "basis"] },
  rules: provisionRules,
});
