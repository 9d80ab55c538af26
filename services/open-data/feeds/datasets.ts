/**
 * The catalogue's own entries: a dataset that a department puts up by handing in a table schema, and later
 * its files. Domain 08; GB/T 38664.
 */
import { defineFeed, type FeedContract, type SetFault } from "#kit";
import { hubLists } from "../definition/code-lists.js";
import { namesOfDataset } from "../definition/dataset.js";
import { datasetRules, publishedBy } from "../rules/dataset-rules.js";
import { ownListsOf } from "../rules/code-rules.js";
import { referenceRule } from "../rules/reference-rule.js";
import { datasetDefinitionColumns } from "../columns/datasets.js";

export const datasets = defineFeed({
  id: "open-data.datasets",
  edition: "1",
  title: { zh: "数据集定义", en: "Dataset definitions" },
  description: {
    zh: "部门无须编程即可发布的数据集：每行一个，表结构采用 Frictionless Table Schema，发布后即可报送文件并查询。",
    en: "Datasets that a department puts up without code: one a row, with a Frictionless Table Schema. Once published, its files can be handed in and queried.",
  },
  type: "DatasetDefinition",
  plural: "datasetDefinitions",
  lead: "jxj",
  submitters: "every-department",
  legalBases: [{ title: "GB/T 38664 信息技术 大数据 政务数据开放共享" }, { title: "北京市公共数据管理办法" }],
  due: { kind: "on-change" },
  mode: "append",
  columns: datasetDefinitionColumns,
  derived: {
    publisherCode: {
      zh: "数据提供方",
      en: "Code of the publisher",
      kind: "text",
      indexed: true,
      from: (_row, _secrets, { department }) => department.code,
    },
    graphType: {
      zh: "总图中的类型",
      en: "Type in the graph",
      kind: "text",
      indexed: true,
      from: (row) => (row.tableSchema === null ? null : namesOfDataset(row).type),
    },
    graphList: {
      zh: "总图中的列表",
      en: "List in the graph",
      kind: "text",
      indexed: true,
      from: (row) => (row.tableSchema === null ? null : namesOfDataset(row).list),
    },
  },
  key: ["datasetId"],
  order: { field: "datasetId", descending: false },
  search: { title: ["title"], text: ["titleEn", "datasetId", "description", "keywords"] },
  rules: datasetRules,
  setRules: [
    referenceRule,
    {
      code: "OD-20",
      severity: "ERROR",
      text: {
        zh: "总图中的名称“{name}”已被另一个数据集使用。请另填类型名或列表名。",
        en: "Another dataset takes the name {name}. Write another type or list name.",
      },
      open: ({ lookup, contracts }) => {
        const taken = new Map(namesOfCodes(contracts));
        const faults: SetFault<"typeName" | "listName">[] = [];
        return {
          add: (row, line) => {
            const { type, list } = namesOfDataset(row);
            for (const [field, column, name] of [
              ["typeName", "graphType", type],
              ["listName", "graphList", list],
            ] as const) {
              const owner = taken.get(name.toLowerCase()) ?? lookup(publishedBy(column), name)?.datasetId;
              if (typeof owner === "string" && owner !== row.datasetId)
                faults.push({ line, field, details: { name } });
              taken.set(name.toLowerCase(), row.datasetId);
            }
            for (const name of ownListsOf(row)) {
              const owner =
                taken.get(name.toLowerCase()) ?? lookup(publishedBy("graphType"), name)?.datasetId;
              if (typeof owner === "string" && owner !== row.datasetId)
                faults.push({ line, field: "typeName", details: { name } });
              taken.set(name.toLowerCase(), row.datasetId);
            }
          },
          end: () => faults,
        };
      },
    },
  ],
  references: [publishedBy("datasetId"), publishedBy("graphType"), publishedBy("graphList")],
});

/** The enums of datasets that are published, with the datasets that have them. */
function namesOfCodes(
  contracts: readonly FeedContract[],
): readonly (readonly [name: string, dataset: string])[] {
  const known = new Set(hubLists(contracts).map(({ name }) => name));
  return contracts.flatMap(({ id, columns }) =>
    Object.values(columns).flatMap(({ list }) =>
      list && !known.has(list.name)
        ? [[list.name.toLowerCase(), id.slice("open-data.".length)] as const]
        : [],
    ),
  );
}
