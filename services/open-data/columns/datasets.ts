/** 数据集定义: the columns of the file. */
import { columns, licences, type CellsOf } from "#kit";
import { openness, rhythms, sharing, themes } from "../code-lists.js";

export const datasetDefinitionColumns = {
  datasetId: columns.text({
    zh: "数据集编码",
    en: "Identifier",
    aliases: ["编码", "id", "name"],
    required: true,
    maxLength: 40,
    indexed: true,
    example: "bus-line-changes",
  }),
  title: columns.text({
    zh: "名称",
    en: "Title",
    aliases: ["数据集名称"],
    required: true,
    maxLength: 100,
    indexed: true,
    example: "示例数据集",
  }),
  titleEn: columns.text({
    zh: "英文名称",
    en: "Title in English",
    required: true,
    maxLength: 200,
    example: "Sample dataset",
  }),
  description: columns.text({
    zh: "摘要",
    en: "Description",
    aliases: ["说明", "数据集摘要"],
    required: true,
    maxLength: 2000,
    example: "示例数据集的说明",
  }),
  theme: columns.code(themes, {
    zh: "主题分类",
    en: "Theme",
    aliases: ["主题"],
    required: true,
    indexed: true,
  }),
  keywords: columns.text({
    zh: "关键字",
    en: "Keywords, joined by 、",
    aliases: ["关键词"],
    maxLength: 200,
    example: "公交、线路",
  }),
  contact: columns.text({
    scan: false,
    zh: "联系方式",
    en: "Office telephone or mail",
    required: true,
    maxLength: 100,
    example: "010-00000000",
  }),
  openness: columns.code(openness, { zh: "开放属性", en: "Openness", required: true, indexed: true }),
  opennessNote: columns.text({
    zh: "开放条件或不开放理由",
    en: "Conditions, or why it is not open",
    aliases: ["开放条件", "不予开放理由"],
    maxLength: 1000,
    example: "示例条件",
  }),
  sharing: columns.code(sharing, { zh: "共享属性", en: "Sharing between departments", required: true }),
  rhythm: columns.code(rhythms, {
    zh: "更新频率",
    en: "Rhythm",
    aliases: ["更新周期"],
    required: true,
    indexed: true,
  }),
  licence: columns.code(licences, { zh: "授权许可", en: "Licence", required: true }),
  coverage: columns.text({
    zh: "时间范围",
    en: "Time that it covers",
    maxLength: 100,
    example: "2024年至今",
  }),
  typeName: columns.text({
    zh: "类型名",
    en: "Name of the type in the graph",
    maxLength: 40,
    example: "BusLine",
  }),
  listName: columns.text({
    zh: "列表名",
    en: "Name of the list in the graph",
    maxLength: 40,
    example: "busLines",
  }),
  isAppended: columns.boolean({
    storedAs: "appends",
    zh: "追加报送",
    en: "Files add to it; else each file is the whole dataset",
    aliases: ["追加"],
  }),
  tableSchema: columns.json({
    zh: "表结构",
    en: "Frictionless Table Schema",
    aliases: ["schema"],
    maxLength: 60_000,
    example: '{"fields":[{"name":"名称","type":"string"}]}',
  }),
};

export type DatasetDefinitionCells = CellsOf<typeof datasetDefinitionColumns>;
