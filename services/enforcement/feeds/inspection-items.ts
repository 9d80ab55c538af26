/**
 * 双随机、一公开: the items that each agency may inspect at random (抽查事项清单). On change; each agency its own list.
 * Domain 07.
 */
import { columns, defineFeed } from "#kit";
import { inspectionClasses, inspectionMethods } from "../code-lists.js";
import { departments } from "../references.js";
import { agencyRule } from "../rules/inspection-rules.js";

export const inspectionItems = defineFeed({
  id: "enforcement.inspection-items",
  edition: "2020",
  title: { zh: "抽查事项清单", en: "Inspection items" },
  description: { zh: "双随机、一公开：随机抽查事项清单。", en: "What may be inspected at random." },
  type: "InspectionItem",
  plural: "inspectionItems",
  lead: "scjgj",
  submitters: "every-department",
  legalBases: [{ title: "国办发〔2015〕58号" }, { title: "国发〔2019〕5号" }],
  due: { kind: "on-change" },
  mode: "snapshot",
  columns: {
    itemCode: columns.text({
      zh: "事项编码",
      en: "Code of the item",
      required: true,
      maxLength: 32,
      indexed: true,
      aliases: ["抽查事项编码"],
      example: "SJ-SC-001",
    }),
    name: columns.text({
      zh: "抽查事项名称",
      en: "Name of the item",
      required: true,
      maxLength: 200,
      aliases: ["事项名称"],
      example: "食品经营监督检查",
    }),
    inspectionClass: columns.code(inspectionClasses, {
      zh: "抽查类别",
      en: "Class",
      required: true,
      indexed: true,
      aliases: ["类别"],
    }),
    subjects: columns.text({
      zh: "检查对象",
      en: "Who is inspected",
      required: true,
      maxLength: 500,
      aliases: ["抽查对象"],
      example: "食品经营者",
    }),
    methods: columns.codes(inspectionMethods, {
      zh: "检查方式",
      en: "Methods",
      required: true,
      aliases: ["抽查方式"],
    }),
    legalBasis: columns.text({
      zh: "抽查依据",
      en: "Legal basis",
      required: true,
      maxLength: 2000,
      aliases: ["检查依据"],
      example: "《中华人民共和国食品安全法》第一百一十条",
    }),
    authorityName: columns.text({
      zh: "检查主体",
      en: "Inspecting agency",
      required: true,
      maxLength: 200,
      aliases: ["检查机关"],
      example: "北京市密云区市场监督管理局",
    }),
    authorityUscc: columns.uscc({
      zh: "检查主体统一社会信用代码",
      en: "Its unified social credit code",
      required: true,
      indexed: true,
      aliases: ["检查机关统一社会信用代码"],
      example: "11110118000099995H",
    }),
    ratio: columns.decimal({
      zh: "抽查比例（%）",
      en: "Share inspected, in per cent",
      scale: 4,
      unit: "%",
      aliases: ["抽查比例"],
      example: "3",
    }),
    frequency: columns.text({
      zh: "频次",
      en: "How often",
      maxLength: 100,
      aliases: ["抽查频次"],
      example: "每年1次",
    }),
  },
  key: ["authorityUscc", "itemCode"],
  order: { field: "itemCode", descending: false },
  search: { title: ["name", "itemCode"], text: ["subjects", "authorityName"] },
  rules: [
    agencyRule,
    {
      code: "SJ-02",
      severity: "ERROR",
      text: {
        zh: "抽查比例应在0至100之间。请核对后重新报送。",
        en: "The share is between 0 and 100 per cent.",
      },
      check: ({ ratio }) => (ratio !== null && Number(ratio) > 100 ? [{ field: "ratio" }] : []),
    },
  ],
  references: [departments],
});
