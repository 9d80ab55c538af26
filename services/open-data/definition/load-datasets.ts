/** The datasets whose definitions are published now, and that are open to everyone. */
import { tableOf, type FeedContract } from "#kit";
import type pg from "pg";
import { datasets } from "../feeds/datasets.js";
import { datasetContract, type DatasetDefinition } from "./dataset-contract.js";

export async function loadDatasets(client: pg.ClientBase | pg.Pool): Promise<readonly FeedContract[]> {
  const { rows } =
    await client.query<DatasetDefinition>(`SELECT dataset_id AS "datasetId", title, title_en AS "titleEn", description, rhythm, graph_type AS "graphType", graph_list AS "graphList",
    appends, publisher_code AS "publisherCode", table_schema AS "tableSchema" FROM ${tableOf(datasets)} WHERE closed_in IS NULL AND table_schema IS NOT NULL AND openness = 'UNCONDITIONAL' ORDER BY dataset_id`);
  return rows.flatMap((definition) => datasetContract(definition) ?? []);
}
