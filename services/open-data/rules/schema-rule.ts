/** What rules of a definition read of its table schema, and of the dataset as it is published. */
import type { FeedContract, RowRule } from "#kit";
import type { DatasetDefinitionCells } from "../columns/datasets.js";
import { hubLists } from "../definition/code-lists.js";
import { datasetContract } from "../definition/dataset-contract.js";
import { namesOfDataset } from "../definition/dataset.js";
import { readTableSchema, type ProblemCode, type SchemaField } from "../definition/table-schema.js";

const field = "tableSchema";

/** A problem of the schema as a rule. */
export function schemaRule(
  code: string,
  problem: ProblemCode,
  zh: string,
  en: string,
): RowRule<DatasetDefinitionCells> {
  return {
    code,
    severity: "ERROR",
    text: { zh, en },
    check: ({ tableSchema }) => {
      const read = tableSchema === null ? [] : readTableSchema(tableSchema);
      return "fields" in read
        ? []
        : read
            .filter((found) => found.code === problem)
            .map(({ column }) => ({ field, details: { column } }));
    },
  };
}

/** Empty where the schema is not sound: other rules say so. */
export function fieldsOf({
  tableSchema,
}: Pick<DatasetDefinitionCells, "tableSchema">): readonly SchemaField[] {
  const read = tableSchema === null ? [] : readTableSchema(tableSchema);
  return "fields" in read ? read.fields : [];
}

export const publishedAs = (
  { datasetId }: DatasetDefinitionCells,
  contracts: readonly FeedContract[],
): FeedContract | undefined => contracts.find(({ id }) => id === `open-data.${datasetId}`);

/** The dataset as this definition makes it. */
export function nowAs(
  row: DatasetDefinitionCells,
  contracts: readonly FeedContract[],
  { lead }: FeedContract,
): FeedContract | null {
  const { type, list } = namesOfDataset(row);
  return datasetContract(
    { ...row, graphType: type, graphList: list, publisherCode: lead },
    hubLists(contracts),
  );
}
