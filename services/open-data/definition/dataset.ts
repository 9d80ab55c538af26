/** The names that a dataset has in the graph: those that the department wrote, else made of its identifier. */
import type { Row } from "#kit";
import { pascalCase } from "./field-names.js";

export function namesOfDataset({ datasetId, typeName, listName }: Row): { readonly type: string; readonly list: string } {
  const base = pascalCase(String(datasetId));
  return {
    type: typeof typeName === "string" ? typeName : `${base}Record`,
    list: typeof listName === "string" ? listName : `${base.charAt(0).toLowerCase()}${base.slice(1)}Records`,
  };
}
