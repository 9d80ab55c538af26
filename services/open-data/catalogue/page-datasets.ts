/**
 * The catalogue in pages. It is small enough to be sorted whole; a cursor stays good when datasets come and
 * go.
 */
import { HubError } from "#schema/errors.js";
import type { Dataset, DatasetConnection } from "./dataset-type.js";

export const DEFAULT_SIZE = 20;
export const MOST = 100;

type Compare = (one: Dataset, other: Dataset) => number;

const byId: Compare = (one, other) => (one.id < other.id ? -1 : Number(one.id > other.id));
const byTime: Compare = (one, other) =>
  (one.modified?.getTime() ?? 0) - (other.modified?.getTime() ?? 0) || byId(one, other);
const byRows: Compare = (one, other) => one.rows - other.rows || byId(one, other);
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

export interface DatasetPages {
  readonly orderBy?: DatasetOrder | null;
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
}

export function pageOfDatasets(
  all: readonly Dataset[],
  isWanted: (dataset: Dataset) => boolean,
  { orderBy, first, after, last, before }: DatasetPages,
): DatasetConnection {
  const isBackward = (last ?? null) !== null || (before ?? null) !== null;
  if (isBackward && ((first ?? null) !== null || (after ?? null) !== null))
    throw wrong(
      "first、after 和 last、before 不能同时使用",
      "first and after cannot be used with last and before",
    );
  const size = (isBackward ? last : first) ?? DEFAULT_SIZE;
  if (size < 1 || size > MOST) throw wrong(`每页1至${MOST}个`, `a page has 1 to ${MOST}`);
  const ordered = all.toSorted(DATASET_ORDERS[orderBy ?? "ID_ASC"]);
  const [from, to] = [
    (after ?? null) === null ? 0 : placeOf(ordered, after ?? "") + 1,
    (before ?? null) === null ? ordered.length : placeOf(ordered, before ?? ""),
  ];
  const found = ordered.filter(isWanted);
  const within = ordered.slice(from, to).filter(isWanted);
  const nodes = isBackward ? within.slice(-size) : within.slice(0, size);
  const edges = nodes.map((node) => ({ node, cursor: Buffer.from(node.id).toString("base64url") }));
  const [start, end] = [edges.at(0), edges.at(-1)];
  return {
    nodes,
    edges,
    totalCount: found.length,
    pageInfo: {
      hasPreviousPage: start !== undefined && found[0] !== start.node,
      hasNextPage: end !== undefined && found.at(-1) !== end.node,
      startCursor: start?.cursor ?? null,
      endCursor: end?.cursor ?? null,
    },
  };
}

function placeOf(ordered: readonly Dataset[], cursor: string): number {
  const id = Buffer.from(cursor, "base64url").toString();
  const place = ordered.findIndex((dataset) => dataset.id === id);
  if (place < 0) throw new HubError("CURSOR_INVALID");
  return place;
}

function wrong(reason: string, reasonEn: string): HubError {
  return new HubError("PAGE_ARGUMENTS", { reason, reasonEn });
}
