/** The orders of the catalogue, which is small enough to be sorted whole. */
import type { Dataset } from "./dataset-type.js";

type Compare = (one: Dataset, other: Dataset) => number;

const byId: Compare = (one, other) => (one.id < other.id ? -1 : Number(one.id > other.id));
const byTime: Compare = (one, other) => (one.modified?.getTime() ?? 0) - (other.modified?.getTime() ?? 0);
const byRows: Compare = (one, other) => one.rows - other.rows;
const reversed =
  (compare: Compare): Compare =>
  (one, other) =>
    compare(other, one);

export const DATASET_ORDERS = {
  ID_ASC: byId,
  ID_DESC: reversed(byId),
  MODIFIED_ASC: byTime,
  MODIFIED_DESC: reversed(byTime),
  ROWS_ASC: byRows,
  ROWS_DESC: reversed(byRows),
} as const;
export type DatasetOrder = keyof typeof DATASET_ORDERS;

/** By the first, among equals by the next; at last by identifier, in the direction of the last. */
export function compareBy(orders: readonly DatasetOrder[]): Compare {
  const last = orders.at(-1)?.endsWith("DESC") === true ? reversed(byId) : byId;
  const keys = [...orders.map((order): Compare => DATASET_ORDERS[order]), last];
  return (one, other) => keys.reduce((found, compare) => found || compare(one, other), 0);
}
