/** Stores how often datasets are used: a row for each month and dataset, to which all gateways add. */
import type { Queryable, RegistryDatabase } from "../database.js";
import type { DatasetRow, DatasetUses } from "./dataset-ledger.js";

/** A step of the registry's migrations. Rows are kept: there are twelve of a dataset each year. */
export const datasetUses =
  'CREATE TABLE registry.dataset_use (month date, dataset text COLLATE "C", views bigint NOT NULL, downloads bigint NOT NULL, requests bigint NOT NULL, PRIMARY KEY (dataset, month))';

/** Rows are locked in the same order by all processes. */
export async function storeDatasetUses(
  { pool }: Pick<RegistryDatabase, "pool">,
  rows: readonly DatasetRow[],
): Promise<void> {
  await pool.query(
    `INSERT INTO registry.dataset_use AS known (month, dataset, views, downloads, requests)
    SELECT month, dataset, views, downloads, requests FROM json_to_recordset($1) AS (month date, dataset text, views bigint, downloads bigint, requests bigint)
    ORDER BY dataset COLLATE "C", month
    ON CONFLICT (dataset, month) DO UPDATE SET views = known.views + excluded.views, downloads = known.downloads + excluded.downloads, requests = known.requests + excluded.requests`,
    [JSON.stringify(rows)],
  );
}

export interface MonthOfUses extends DatasetUses {
  /** `2026-11`. */
  readonly month: string;
}

/** The last twelve months in which each was used, the latest first; datasets that were not are absent. */
export async function readDatasetUses(
  client: Queryable,
  datasets: readonly string[],
): Promise<ReadonlyMap<string, readonly MonthOfUses[]>> {
  const { rows } = await client.query<MonthOfUses & { readonly dataset: string }>(
    `SELECT dataset, to_char(month, 'YYYY-MM') AS month, views, downloads, requests FROM registry.dataset_use
    WHERE dataset = ANY($1::text[]) AND month > (now() AT TIME ZONE 'Asia/Shanghai')::date - interval '12 months' ORDER BY dataset, month DESC`,
    [datasets],
  );
  return Map.groupBy(rows, ({ dataset }) => dataset);
}
