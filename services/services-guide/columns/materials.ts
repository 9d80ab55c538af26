/** 申请材料: the columns of the file. */
import { columns, type CellsOf } from "#kit";
import { materialForms, materialKinds, materialSources, necessities } from "../code-lists.js";
import { itemCode } from "./item-code.js";

const link = (zh: string, en: string, aliases: readonly string[]) =>
  columns.text({
    scan: false,
    zh,
    en,
    aliases,
    maxLength: 500,
    example: "https://www.example.com/forms/1.pdf",
  });

export const serviceMaterialColumns = {
  itemCode: itemCode(),
  order: columns.integer({
    zh: "排序",
    en: "Place in the list",
    aliases: ["序号", "材料序号"],
    required: true,
    indexed: true,
    usualMove: Infinity,
    example: "1",
  }),
  name: columns.text({
    zh: "材料名称",
    en: "Name of the material",
    aliases: ["申请材料", "申请材料名称"],
    required: true,
    maxLength: 200,
    indexed: true,
    example: "示例经营许可申请书",
  }),
  kind: columns.code(materialKinds, { zh: "材料类型", en: "Original or copy", required: true }),
  necessity: columns.code(necessities, {
    zh: "材料必要性",
    en: "Whether it is needed",
    aliases: ["是否必要", "必要性"],
    required: true,
    indexed: true,
  }),
  form: columns.code(materialForms, { zh: "材料形式", en: "On paper or as a file", required: true }),
  source: columns.code(materialSources, {
    zh: "来源渠道",
    en: "Where it comes from",
    aliases: ["材料来源渠道", "材料来源"],
    required: true,
  }),
  sourceNote: columns.text({
    zh: "来源渠道说明",
    en: "Which department issues it, or who else",
    maxLength: 500,
    example: "区市场监管局核发",
  }),
  copies: columns.integer({
    zh: "份数",
    en: "How many",
    aliases: ["材料份数", "纸质材料份数"],
    unit: "份",
    usualMove: Infinity,
    example: "1",
  }),
  paper: columns.text({
    zh: "纸质材料规格",
    en: "Size of the paper",
    aliases: ["规格"],
    maxLength: 50,
    example: "A4",
  }),
  legalBasis: columns.text({
    zh: "要求提供材料的依据",
    en: "By which law it is asked for",
    aliases: ["材料依据", "设定依据"],
    required: true,
    maxLength: 2000,
    example: "《中华人民共和国行政许可法》第二十九条",
  }),
  acceptanceStandard: columns.text({
    zh: "受理标准",
    en: "When it is accepted",
    maxLength: 2000,
    example: "填写完整并签字盖章",
  }),
  reviewStandard: columns.text({
    zh: "审查标准",
    en: "What is looked at, when it passes, and what is often wrong",
    aliases: ["审查要点"],
    required: true,
    maxLength: 4000,
    example: "名称与营业执照一致。常见问题：漏填经营项目",
  }),
  fillingNotes: columns.text({
    zh: "填报须知",
    en: "How to fill it in",
    maxLength: 2000,
    example: "用黑色签字笔填写",
  }),
  blankForm: link("空白表格", "Link to the blank form", ["空白表格下载地址"]),
  sampleForm: link("示例样表", "Link to a form filled in as a model", ["示例样表下载地址", "样表"]),
  sharedBy: columns.text({
    zh: "数据共享来源",
    en: "System that has it already: then it is not asked of the applicant",
    aliases: ["共享来源"],
    maxLength: 200,
    example: "市大数据平台",
  }),
  licenceCode: columns.text({
    zh: "电子证照类型代码",
    en: "Type code of the electronic licence that serves as well",
    aliases: ["电子证照编码"],
    maxLength: 50,
    example: "11100000000013338W001",
  }),
};

export type ServiceMaterialCells = CellsOf<typeof serviceMaterialColumns>;
