/**
 * Checks of a dataset's definition: its names must be free, its table schema sound. One finding for each
 * thing that is wrong.
 */
import type { FeedContract, ReferenceTo, RowRule } from "#kit";
import { conflictOf } from "#kit/hub";
import { graphNames } from "#schema/graph-names.js";
import type { DatasetDefinitionCells } from "../columns/datasets.js";
import { namesOfDataset } from "../definition/dataset.js";
import { MAX_FIELDS, readTableSchema } from "../definition/table-schema.js";
import { codeRules, ownListsOf } from "./code-rules.js";
import { nowAs, publishedAs, schemaRule } from "./schema-rule.js";

const field = "tableSchema";

/** Who has put up a dataset, by its identifier or by one of its names in the graph. */
interface PublishedDataset {
  readonly datasetId: string;
  readonly graphType: string | null;
  readonly graphList: string | null;
  readonly publisherCode: string;
}

export function publishedBy(column: "datasetId" | "graphType" | "graphList"): ReferenceTo<PublishedDataset> {
  return { feed: "open-data.datasets", column };
}

export const datasetRules: readonly RowRule<DatasetDefinitionCells>[] = [
  ...codeRules,
  {
    code: "OD-01",
    severity: "ERROR",
    text: {
      zh: "数据集编码应为小写英文单词，用连字符连接（如 bus-line-changes），最长40个字符，不能是 datasets。请改正后重新报送。",
      en: "An identifier is made of lower-case words joined by hyphens, as in bus-line-changes; 40 characters at most, and not datasets.",
    },
    check: ({ datasetId }) =>
      /^[a-z]+(?:-[a-z]+)*$/.test(datasetId) && datasetId.length <= 40 && datasetId !== "datasets"
        ? []
        : [{ field: "datasetId" }],
  },
  schemaRule(
    "OD-02",
    "JSON",
    "表结构不是合法的 JSON 对象。请按 Frictionless Table Schema 填写后重新报送。",
    "The table schema is no JSON object. Write a Frictionless Table Schema.",
  ),
  schemaRule(
    "OD-03",
    "FIELDS",
    "表结构没有 fields（列）。请写明各列后重新报送。",
    "The table schema has no fields.",
  ),
  schemaRule(
    "OD-04",
    "TOO_MANY",
    `表结构有{column}列，最多${MAX_FIELDS}列。请拆成几个数据集。`,
    `The table schema has {column} fields; ${MAX_FIELDS} at most. Split the dataset.`,
  ),
  schemaRule(
    "OD-19",
    "ORDER",
    "至少应有一列可以排序（不超过500个字符的文本，或数字、日期）。请补充后重新报送。",
    "At least one field must give an order: a text of 500 characters at most, a number or a date.",
  ),
  schemaRule(
    "OD-05",
    "NAME",
    "列“{column}”的英文名不符合要求，应以小写字母开头，由字母和数字组成，最长50个。请改名，或另写 fieldName。",
    "The name of {column} cannot be used: letters and digits from a lower-case letter, 50 at most; or give a fieldName.",
  ),
  schemaRule(
    "OD-06",
    "NAME_TWICE",
    "列“{column}”与另一列重名（不分大小写）。请改名，或另写 fieldName。",
    "{column} has the name of another field (case does not count). Rename it or give a fieldName.",
  ),
  schemaRule(
    "OD-07",
    "RESERVED",
    "列“{column}”用了保留的名称（如 id、department、area）。请另写 fieldName。",
    "{column} takes a reserved name such as id, department or area. Give a fieldName.",
  ),
  schemaRule(
    "OD-08",
    "TYPE",
    "列“{column}”的类型无法识别。请从以下类型中选用：string、number、integer、boolean、date、datetime、time、year、yearmonth、geopoint。",
    "The type of {column} is unknown.",
  ),
  schemaRule(
    "OD-09",
    "CONSTRAINT",
    "列“{column}”的约束（constraints）不正确，请改正：最小应不大于最大，长度为0至5000，枚举1至200项。",
    "The constraints of {column} are wrong: least above greatest, a length beyond 5000, or an enumeration beyond 200.",
  ),
  schemaRule(
    "OD-10",
    "PATTERN",
    "列“{column}”的 pattern 不是可用的正则表达式。请按 RE2 语法改写（不支持反向引用）。",
    "The pattern of {column} is no regular expression of RE2 (no back references).",
  ),
  schemaRule(
    "OD-11",
    "PRIMARY_KEY",
    "主键（primaryKey）中的“{column}”不是列名。请核对后重新报送。",
    "The primary key names {column}, which is no field.",
  ),
  schemaRule(
    "OD-31",
    "RECORD_TITLE",
    "记录标题（recordTitle）“{column}”应为一个文本列的列名。请改正后重新报送。",
    "recordTitle names {column}, which is no field of texts.",
  ),
  schemaRule(
    "OD-12",
    "FOREIGN_KEY",
    "外键（foreignKeys）“{column}”不正确，请改正：应为文本列，指向 areas、departments、parties（各最多一个），或者一个报送事项的编号列。",
    "The foreign key {column} is wrong: a string field that refers to areas, departments or parties, one of each at most, or to the column that names another feed's records.",
  ),
  schemaRule(
    "OD-23",
    "PERIOD",
    "列“{column}”的 period 不正确，请改正：类型为 string，period 为 month、quarter、schoolYear 或 year。",
    "The period of {column} is wrong: month, quarter, schoolYear or year, of a string.",
  ),
  schemaRule(
    "OD-27",
    "FILES",
    "列“{column}”的 files 不正确，请改正：列出附件的列，类型为 string，files 为 true，不写 period。",
    "The files of {column} are wrong: true of a string without a period, or nothing.",
  ),
  {
    code: "OD-24",
    severity: "ERROR",
    text: {
      zh: "坐标列“{column}”须写明坐标系 coordinates，为 WGS-84 或 GCJ-02；其他列不写。请改正后重新报送。",
      en: "A point says its coordinates, WGS-84 or GCJ-02, and no other column does: {column}.",
    },
    check: ({ tableSchema }) => {
      const read = tableSchema === null ? [] : readTableSchema(tableSchema);
      const unsaid =
        "fields" in read
          ? read.fields.flatMap(({ type, coordinates, title }) =>
              type === "geopoint" && coordinates === null ? [title] : [],
            )
          : read.flatMap(({ code, column }) => (code === "COORDINATES" ? [column] : []));
      return unsaid.map((column) => ({ field, details: { column } }));
    },
  },
  schemaRule(
    "OD-25",
    "FEWEST",
    "最低公开人数（fewestShown）应为3至100的整数，填写的是“{column}”。请改正后重新报送。",
    "The fewest persons shown are from 3 to 100, not {column}.",
  ),
  schemaRule(
    "OD-13",
    "PERSONAL",
    "列“{column}”像是个人信息，公共数据集不得有。请删除此列后重新报送。",
    "{column} looks like personal data, which open data has not. Delete the column.",
  ),
  {
    code: "OD-14",
    severity: "ERROR",
    text: {
      zh: "名称“{name}”已被其他数据使用，请另填类型名或列表名。",
      en: "The graph has the name {name} already. Write another type or list name.",
    },
    check: (row) => {
      const { type, list } = namesOfDataset(row);
      const { types, roots } = graphNames();
      const single = type.charAt(0).toLowerCase() + type.slice(1);
      const takenList = ownListsOf(row).find((name) => types.has(name));
      const takenType = [type, ...SUFFIXES.map((suffix) => type + suffix)].find((name) => types.has(name));
      const takenRoot = [list, single, `${single}Published`].find((name) => roots.has(name));
      return [
        ...(takenType ? [{ field: "typeName" as const, details: { name: takenType } }] : []),
        ...(takenList ? [{ field, details: { name: takenList } } as const] : []),
        ...(takenRoot ? [{ field: "listName" as const, details: { name: takenRoot } }] : []),
      ];
    },
  },
  {
    code: "OD-15",
    severity: "ERROR",
    text: {
      zh: "类型名应以大写英文字母开头，列表名应以小写英文字母开头，均由字母和数字组成，最长40个，且不能只差首字母的大小写。请改正后重新报送。",
      en: "A type name begins with a capital, a list name with a small letter; letters and digits, 40 at most; they may not differ in the first letter's case only.",
    },
    check: (row) => {
      const { type, list } = namesOfDataset(row);
      if (!/^[A-Z][A-Za-z0-9]{0,39}$/.test(type)) return [{ field: "typeName" }];
      return /^[a-z][A-Za-z0-9]{0,39}$/.test(list) && list !== type.charAt(0).toLowerCase() + type.slice(1)
        ? []
        : [{ field: "listName" }];
    },
  },
  {
    code: "OD-16",
    severity: "ERROR",
    text: {
      zh: "有条件开放的须写明条件，不予开放的须写明理由和依据。请补充后重新报送。",
      en: "Say the conditions of what is open under conditions, and the reason for what is not open.",
    },
    check: ({ openness, opennessNote }) =>
      openness !== "UNCONDITIONAL" && opennessNote === null ? [{ field: "opennessNote" }] : [],
  },
  {
    code: "OD-17",
    severity: "ERROR",
    text: {
      zh: "无条件开放的数据集须有表结构。请补充后重新报送。",
      en: "A dataset that is open without conditions has a table schema.",
    },
    check: ({ openness, tableSchema }) =>
      openness === "UNCONDITIONAL" && tableSchema === null ? [{ field }] : [],
  },
  {
    code: "OD-18",
    severity: "ERROR",
    text: {
      zh: "数据集“{id}”由部门“{owner}”发布，其他部门不能修改。请换一个编码。",
      en: "The dataset {id} is {owner}'s: another department cannot change it. Take another identifier.",
    },
    check: ({ datasetId }, { lookup, department }) => {
      const owner = lookup(publishedBy("datasetId"), datasetId)?.publisherCode;
      return typeof owner === "string" && owner !== department.code
        ? [{ field: "datasetId", details: { id: datasetId, owner } }]
        : [];
    },
  },
  {
    code: "OD-21",
    severity: "ERROR",
    text: {
      zh: "已公开的数据集不能减少列、改变列的类型：{columns}。请恢复这些列，或换一个数据集编码。",
      en: "A dataset that is public keeps its columns and their types: {columns}. Restore them, or take another identifier.",
    },
    check: (row, { contracts }) => {
      const lost = changeOf(row, contracts)?.lost ?? [];
      return lost.length === 0 ? [] : [{ field, details: { columns: lost.map(({ zh }) => zh).join("、") } }];
    },
  },
  {
    code: "OD-22",
    severity: "ERROR",
    text: {
      zh: "已公开的数据集不能改变主键（没有 primaryKey 的，以全部列为主键）。请在 primaryKey 中写明原来的列：{columns}，或换一个数据集编码。",
      en: "A dataset that is public keeps its key, which is all of its columns where there is no primaryKey. Write its columns in primaryKey: {columns}; or take another identifier.",
    },
    check: (row, { contracts }) => {
      const before = publishedAs(row, contracts);
      if (!before || changeOf(row, contracts)?.isNewKey !== true) return [];
      const columns = before.key.map((name) => before.columns[name]?.zh ?? name).join("、");
      return [{ field, details: { columns } }];
    },
  },
];

function changeOf(
  row: DatasetDefinitionCells,
  contracts: readonly FeedContract[],
): ReturnType<typeof conflictOf> {
  const before = publishedAs(row, contracts);
  const now = before && nowAs(row, contracts, before);
  return now ? conflictOf(before, now) : null;
}

/** The suffixes of the type names that the kit makes. */
const SUFFIXES = [
  "Connection",
  "Edge",
  "Where",
  "Order",
  "Group",
  "GroupKey",
  "GroupBy",
  "GroupDate",
  "Values",
  "Series",
  "SeriesBy",
  "Measure",
  "Published",
];
