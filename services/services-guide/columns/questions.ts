/** 办事导引: the columns of the file, a row for each answer to a question. */
import { columns, type CellsOf } from "#kit";

export const serviceQuestionColumns = {
  guide: columns.text({
    zh: "导引名称",
    en: "Name of the guide",
    aliases: ["导引", "导引主题"],
    required: true,
    maxLength: 100,
    indexed: true,
    example: "我要开一家示例店",
  }),
  node: columns.text({
    zh: "问题编号",
    en: "Number of the question within the guide",
    aliases: ["节点编号"],
    required: true,
    maxLength: 20,
    indexed: true,
    example: "1",
  }),
  question: columns.text({
    zh: "问题",
    en: "The question",
    required: true,
    maxLength: 300,
    example: "您是个人还是企业？",
  }),
  order: columns.integer({
    zh: "选项序号",
    en: "Place of the answer under its question",
    aliases: ["序号"],
    required: true,
    indexed: true,
    usualMove: Infinity,
    example: "1",
  }),
  label: columns.text({
    zh: "选项",
    en: "The answer",
    aliases: ["答案"],
    required: true,
    maxLength: 200,
    example: "个人",
  }),
  next: columns.text({
    zh: "下一问题编号",
    en: "Number of the question that follows",
    aliases: ["下一问题", "下一节点编号"],
    maxLength: 20,
    indexed: true,
    example: "2",
  }),
  itemCode: columns.text({
    zh: "办理事项编码",
    en: "Code of the item that it leads to, where no question follows",
    aliases: ["事项编码", "实施编码", "业务办理项编码"],
    maxLength: 36,
    indexed: true,
    example: "11110118000099995H4000131999000",
  }),
  materials: columns.text({
    zh: "所需材料",
    en: "Names of the materials that are needed then, joined by ；; blank: all of the item",
    aliases: ["材料", "申请材料"],
    maxLength: 2000,
    example: "示例申请书；示例场所证明",
  }),
};

export type ServiceQuestionCells = CellsOf<typeof serviceQuestionColumns>;
