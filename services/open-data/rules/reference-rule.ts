/**
 * OD-26: a foreign key leads to the column that names the records of a feed by itself: of one that there is,
 * or of a dataset that the same file defines.
 */
import type { FeedContract, SetFault, SetRule } from "#kit";
import type { DatasetDefinitionCells } from "../columns/datasets.js";
import { readTableSchema, type DatasetSchema, type FeedKey } from "../definition/table-schema.js";

export const referenceRule: SetRule<DatasetDefinitionCells> = {
  code: "OD-26",
  severity: "ERROR",
  text: {
    zh: "外键指向的“{target}”不是已有报送事项的编号列。请填写报送事项编号和唯一标识其记录的列（字段名）。",
    en: "The foreign key's {target} is no column that names the records of a feed by itself.",
  },
  // Memory is one schema for each dataset of the file.
  open: ({ contracts }) => {
    const given = new Map<string, { readonly line: number; readonly schema: DatasetSchema }>();
    return {
      add: ({ datasetId, tableSchema }, line) => {
        const schema = tableSchema === null ? [] : readTableSchema(tableSchema);
        if ("fields" in schema) given.set(`open-data.${datasetId}`, { line, schema });
      },
      end: () =>
        [...given.values()].flatMap(({ line, schema }) =>
          schema.fields.flatMap(({ reference }): readonly SetFault<"tableSchema">[] =>
            reference === null || typeof reference === "string" || isKey(reference)
              ? []
              : [
                  {
                    line,
                    field: "tableSchema",
                    details: { target: `${reference.feed} ${reference.column}` },
                  },
                ],
          ),
        ),
    };
    function isKey({ feed, column }: FeedKey): boolean {
      const own = given.get(feed)?.schema;
      if (own) return own.primaryKey.length === 1 && own.primaryKey[0] === column;
      const there = contracts.find(({ id }) => id === feed);
      return there !== undefined && namesRecords(there, column);
    }
  },
};

/** True of a natural key, and of a key that is one text. */
function namesRecords({ naturalKeys, key, columns }: FeedContract, column: string): boolean {
  return (
    naturalKeys.includes(column) ||
    (key.length === 1 && key[0] === column && columns[column]?.kind === "text")
  );
}
