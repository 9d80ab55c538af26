/** The catalogue's own entries: a dataset that a department puts up by handing in a table schema, and later its files. Domain 08; GB/T 38664. */
import { columns, defineFeed } from "#kit";
import { licences, openness, rhythms, sharing, themes } from "../code-lists.js";
import { namesOfDataset } from "../definition/dataset.js";
import { datasetRules } from "../rules/dataset-rules.js";

export const datasets = defineFeed({
  id: "open-data.datasets",
  edition: "1",
  title: { zh: "数据集定义", en: "Dataset definitions" },
  description: { zh: "部门不写代码就能发布的数据集：一行一个，表结构用 Frictionless Table Schema。发布后即可报送文件并查询。", en: "Datasets that a department puts up without code: one a row, with a Frictionless Table Schema. Once published, its files can be handed in and queried." },
  type: "DatasetDefinition",
  plural: "datasetDefinitions",
  lead: "jxj",
  submitters: "every-department",
  legalBasis: "GB/T 38664 信息技术 大数据 政务数据开放共享；北京市公共数据管理办法",
  due: { kind: "on-change" },
  mode: "append",
  columns: {
    datasetId: columns.text({ zh: "数据集编码", en: "Identifier", aliases: ["编码", "id", "name"], required: true, maxLength: 40, indexed: true, example: "bus-line-changes" }),
    title: columns.text({ zh: "名称", en: "Title", aliases: ["数据集名称"], required: true, maxLength: 100, indexed: true, example: "示例数据集" }),
    titleEn: columns.text({ zh: "英文名称", en: "Title in English", required: true, maxLength: 200, example: "Sample dataset" }),
    description: columns.text({ zh: "摘要", en: "Description", aliases: ["说明", "数据集摘要"], required: true, maxLength: 2000, scan: true, example: "示例数据集的说明" }),
    theme: columns.code(themes, { zh: "主题分类", en: "Theme", aliases: ["主题"], required: true, indexed: true }),
    keywords: columns.text({ zh: "关键字", en: "Keywords, joined by 、", aliases: ["关键词"], maxLength: 200, example: "公交、线路" }),
    contact: columns.text({ zh: "联系方式", en: "Office telephone or mail", required: true, maxLength: 100, example: "010-69040000" }),
    openness: columns.code(openness, { zh: "开放属性", en: "Openness", required: true, indexed: true }),
    opennessNote: columns.text({ zh: "开放条件或不开放理由", en: "Conditions, or why it is not open", aliases: ["开放条件", "不予开放理由"], maxLength: 1000, example: "示例条件" }),
    sharing: columns.code(sharing, { zh: "共享属性", en: "Sharing between departments", required: true }),
    rhythm: columns.code(rhythms, { zh: "更新频率", en: "Rhythm", aliases: ["更新周期"], required: true, indexed: true }),
    licence: columns.code(licences, { zh: "授权许可", en: "Licence", required: true }),
    coverage: columns.text({ zh: "时间范围", en: "Time that it covers", maxLength: 100, example: "2024年至今" }),
    typeName: columns.text({ zh: "类型名", en: "Name of the type in the graph", maxLength: 40, example: "BusLine" }),
    listName: columns.text({ zh: "列表名", en: "Name of the list in the graph", maxLength: 40, example: "busLines" }),
    appends: columns.boolean({ zh: "追加报送", en: "Files add to it; else each file is the whole dataset", aliases: ["追加"] }),
    tableSchema: columns.json({ zh: "表结构", en: "Frictionless Table Schema", aliases: ["schema"], maxLength: 60_000, example: '{"fields":[{"name":"名称","type":"string"}]}' }),
  },
  derived: {
    publisherCode: { zh: "数据提供方", en: "Code of the publisher", kind: "text", indexed: true, from: (_row, _secrets, { department }) => department.code },
    graphType: { zh: "图中的类型", en: "Type in the graph", kind: "text", indexed: true, from: (row) => (row["tableSchema"] === null ? null : namesOfDataset(row).type) },
    graphList: { zh: "图中的列表", en: "List in the graph", kind: "text", indexed: true, from: (row) => (row["tableSchema"] === null ? null : namesOfDataset(row).list) },
  },
  key: ["datasetId"],
  order: { field: "datasetId", descending: false },
  search: { title: ["title"], text: ["titleEn", "datasetId", "description", "keywords"] },
  rules: datasetRules,
  setRules: [{
    code: "OD-20", severity: "ERROR",
    text: { zh: "图中的名称“{name}”被另一个数据集占用。请另填类型名或列表名。", en: "Another dataset takes the name {name}. Write another type or list name." },
    open: ({ lookup }) => {
      const taken = new Map<string, string>();
      const faults: { readonly line: number; readonly field: string; readonly details: { readonly name: string } }[] = [];
      return {
        add: (row, line) => {
          const { type, list } = namesOfDataset(row);
          for (const [field, column, name] of [["typeName", "graphType", type], ["listName", "graphList", list]] as const) {
            const owner = taken.get(name.toLowerCase()) ?? lookup("open-data.datasets", column, name)?.["datasetId"];
            if (typeof owner === "string" && owner !== row["datasetId"]) faults.push({ line, field, details: { name } });
            taken.set(name.toLowerCase(), String(row["datasetId"]));
          }
        },
        end: () => faults,
      };
    },
  }],
  references: [{ feed: "open-data.datasets", column: "datasetId" }, { feed: "open-data.datasets", column: "graphType" }, { feed: "open-data.datasets", column: "graphList" }],
});
