/**
 * The catalogue by the national metadata of government information resources: the core elements of GB/T
 * 21063.3, as the national guide (发改高技〔2017〕1272号) names them.
 */
import { labelOf, shanghaiDay, storedFields, type FeedContract, type StoredKind } from "#kit";
import type { Dataset } from "../catalogue/dataset-type.js";
import { openness, rhythms, sharing, themes } from "../code-lists.js";
import type { Names } from "../dcat/names.js";
import type { Publisher } from "../dcat/publishers.js";
import { fileFormatsOf } from "../dcat/vocabularies.js";

const TYPES: Readonly<Record<StoredKind, string>> = {
  text: "字符型",
  code: "字符型",
  codes: "字符型",
  date: "日期型",
  decimal: "数值型",
  integer: "数值型",
  boolean: "布尔型",
};

export function describeResource(
  names: Names,
  dataset: Dataset,
  publisher: Publisher,
  contract: FeedContract | null,
): Readonly<Record<string, unknown>> {
  const columns = contract === null ? [] : storedFields(contract).filter(({ exposed }) => exposed);
  const label = (list: typeof themes, code: string): string => labelOf(list, code, "ZH");
  return {
    信息资源分类: label(themes, dataset.theme),
    信息资源名称: dataset.title,
    信息资源代码: dataset.id,
    信息资源提供方: publisher.name,
    信息资源提供方代码: publisher.creditCode,
    信息资源摘要: dataset.description,
    信息资源格式: contract === null ? [] : fileFormatsOf(contract).map(({ ending }) => ending.toUpperCase()),
    信息项信息: columns.map(({ zh, kind }) => ({ 信息项名称: zh, 数据类型: TYPES[kind] })),
    共享属性: { 共享类型: label(sharing, dataset.sharing) },
    开放属性: { 开放类型: label(openness, dataset.openness), 开放条件: dataset.opennessNote },
    更新周期: label(rhythms, dataset.rhythm),
    发布日期: dataset.issued === null ? null : shanghaiDay(dataset.issued),
    更新日期: dataset.modified === null ? null : shanghaiDay(dataset.modified),
    在线资源链接地址: names.dataset(dataset.id),
  };
}
