/** Rules of the codes that a definition's fields have: of a list of their own, or of one of the hub's. */
import type { FeedContract, RowRule } from "#kit";
import type { DatasetDefinitionCells } from "../columns/datasets.js";
import { hubLists, ownListName } from "../definition/code-lists.js";
import { namesOfDataset } from "../definition/dataset.js";
import { fieldsOf, nowAs, publishedAs, schemaRule } from "./schema-rule.js";

const field = "tableSchema";

export const codeRules: readonly RowRule<DatasetDefinitionCells>[] = [
  schemaRule(
    "OD-28",
    "CATEGORIES",
    "列“{column}”的代码不正确，请改正：类型为 string，约束只有 required 和 unique；categories 列出1至200个代码，value 为大写英文，label 为中文名称，均不重复；或者 codeList 写已有代码表的名称。",
    "The codes of {column} are wrong: categories of a string have each a value in capitals and a label, no two alike, 200 at most; or codeList names a list of the hub.",
  ),
  {
    code: "OD-29",
    severity: "ERROR",
    text: {
      zh: "没有代码表“{list}”。请填写 codeLists 查询中的名称（不含各数据集自己的），或在 categories 中列出代码。",
      en: "There is no code list {list}: take a name that the query codeLists gives, no dataset's own, or list the codes in categories.",
    },
    check: (row, { contracts }) => {
      const known = new Set(hubLists(contracts).map(({ name }) => name));
      return fieldsOf(row).flatMap(({ codeList }) =>
        codeList === null || known.has(codeList) ? [] : [{ field, details: { list: codeList } }],
      );
    },
  },
  {
    code: "OD-30",
    severity: "ERROR",
    text: {
      zh: "已公开的数据集不能减少代码，也不能把文本列改为代码列、把代码列改为文本列：{columns}。请恢复；不再使用的代码可写 until。",
      en: "A dataset that is public keeps its codes, and a column of codes or of texts stays one: {columns}. Restore them; a code that ends has an until.",
    },
    check: (row, { contracts }) => {
      const before = publishedAs(row, contracts);
      const now = before && nowAs(row, contracts, before);
      const changed = now ? changedCodes(before, now) : [];
      return changed.length === 0 ? [] : [{ field, details: { columns: changed.join("、") } }];
    },
  },
];

/** The enums that it brings to the graph. */
export function ownListsOf(row: DatasetDefinitionCells): readonly string[] {
  const { type } = namesOfDataset(row);
  return fieldsOf(row).flatMap((schemaField) =>
    schemaField.codes === null ? [] : [ownListName(type, schemaField)],
  );
}

/** Columns, by their titles, that lost a code or are of texts where they were of codes, or the other way. */
function changedCodes({ columns: before }: FeedContract, { columns: now }: FeedContract): readonly string[] {
  return Object.entries(before).flatMap(([name, { zh, list = null }]) => {
    const column = now[name];
    if (!column) return [];
    const kept = new Set(column.list?.codes.map((code) => code.name));
    const isSame =
      list === null ? column.list === undefined : list.codes.every((code) => kept.has(code.name));
    return isSame ? [] : [zh];
  });
}
