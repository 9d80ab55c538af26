/**
 * The names that a dataset has in the graph: those that the department wrote, else made of its identifier.
 */
import type { DatasetDefinitionCells } from "../columns/datasets.js";
import { pascalCase } from "./field-names.js";

export function namesOfDataset({
  datasetId,
  typeName,
  listName,
}: Pick<DatasetDefinitionCells, "datasetId" | "typeName" | "listName">): {
  readonly type: string;
  readonly list: string;
} {
  const base = pascalCase(datasetId);
  return {
    type: typeName ?? `${base}Record`,
    list: listName ?? `${base.charAt(0).toLowerCase()}${base.slice(1)}Records`,
  };
}
