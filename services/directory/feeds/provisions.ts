/**
 * 规则参数: what a supervisor changes of the numbers by which files are checked, with the document that says
 * so. The program's own versions are in the contracts (`feeds { provisions { … } }`); a row here takes their
 * place from its day on.
 */
import { columns, defineFeed } from "#kit";
import { departments } from "./departments.js";

export const provisions = defineFeed({
  id: "directory.provisions",
  edition: "1",
  title: { zh: "规则参数", en: "Changes of provisions" },
  description: {
    zh: "对按日期适用的数值（如公示期限、报送时限、最低工资标准）的调整及其依据。",
    en: "Changes of dated numbers (months of publicity, deadlines, the minimum wage), with their basis.",
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
      en: "Identifier of the provision",
      required: true,
      maxLength: 64,
      indexed: true,
      example: "penalty-publicity-months",
    }),
    parameter: columns.text({
      zh: "参数代码",
      en: "Name of the parameter",
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
      required: true,
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
  },
  derived: {
    changeKey: {
      zh: "参数键",
      en: "Provision, parameter and day",
      kind: "text",
      indexed: true,
      exposed: false,
      from: ({ provision, parameter, from }) => [provision, parameter, from].join("|"),
    },
  },
  key: ["provision", "parameter", "from"],
  order: { field: "from", descending: true },
  search: { title: ["provision", "parameter"], text: ["basis"] },
  rules: [
    {
      code: "GZ-01",
      severity: "ERROR",
      text: {
        zh: "没有编号为“{provision}”的规则。可调整的规则：{known}。",
        en: "There is no provision {provision}; known are {known}.",
      },
      check: ({ provision }, { provisions: all }) =>
        all.some(({ id }) => id === provision)
          ? []
          : [{ field: "provision", details: { provision, known: all.map(({ id }) => id).join("、") } }],
    },
    {
      code: "GZ-02",
      severity: "ERROR",
      text: {
        zh: "该规则没有参数“{parameter}”。可调整的参数：{known}。",
        en: "The provision has no parameter {parameter}; it has {known}.",
      },
      check: ({ provision, parameter }, { provisions: all }) => {
        const known = all.find(({ id }) => id === provision)?.parameters;
        return known === undefined || Object.hasOwn(known, parameter)
          ? []
          : [{ field: "parameter", details: { parameter, known: Object.keys(known).join("、") } }];
      },
    },
    {
      code: "GZ-03",
      severity: "ERROR",
      text: {
        zh: "“{title}”应为{least}至{most}{unit}。请核对后重新报送。",
        en: "{titleEn} is between {least} and {most}: check the number.",
      },
      check: ({ provision, parameter, value }, { provisions: all }) => {
        const known = all.find(({ id }) => id === provision)?.parameters;
        const found = known && Object.hasOwn(known, parameter) ? known[parameter] : undefined;
        if (!found || (found.least <= value && value <= found.most)) return [];
        const { zh: title, en: titleEn, unit, least, most } = found;
        return [{ field: "value", details: { title, titleEn, unit, least, most } }];
      },
    },
  ],
});
