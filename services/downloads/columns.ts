/** The columns of a download: what readers see of a feed's records, and where each came from. */
import {
  storedFields,
  type CodeList,
  type Coordinates,
  type FeedContract,
  type PublishedRecord,
  type StoredKind,
  type Value,
} from "#kit";
import { HubError } from "#schema/errors.js";

export interface DownloadColumn {
  /** The graph's name. */
  readonly field: string;
  readonly zh: string;
  readonly kind: StoredKind;
  readonly list: CodeList | null;
  /** Digits after the point of a decimal, at most. */
  readonly scale: number | null;
  /** Of a column of points, the system in which they are written. */
  readonly coordinates: Coordinates | null;
  /** The same value as `valueOf`, of a version `t`. */
  readonly sql: string;
  readonly valueOf: (record: PublishedRecord) => Value;
}

/** In the order of the contract; `department` and `release` at the end. */
export function columnsOf(contract: FeedContract): readonly DownloadColumn[] {
  const own = storedFields(contract)
    .filter(({ exposed }) => exposed)
    .map(({ field, sqlName, zh, kind, list, scale, coordinates }): DownloadColumn => ({
      field,
      zh,
      kind,
      list,
      scale,
      coordinates,
      sql: `t."${sqlName}"`,
      valueOf: (record) => record[field] ?? null,
    }));
  return [
    {
      field: "id",
      zh: "记录编号",
      kind: "text",
      list: null,
      scale: null,
      coordinates: null,
      sql: "t.record_id::text",
      valueOf: ({ id }) => id,
    },
    ...own,
    {
      field: "department",
      zh: "报送部门",
      kind: "text",
      list: null,
      scale: null,
      coordinates: null,
      sql: "t.department",
      valueOf: ({ department }) => department.code,
    },
    {
      field: "release",
      zh: "发布编号",
      kind: "integer",
      list: null,
      scale: null,
      coordinates: null,
      sql: "t.opened_in",
      valueOf: ({ provenance }) => Number(provenance.release.id),
    },
  ];
}

/** Those that are asked for, in the order in which they are; all of them where none is. */
export function chooseColumns(contract: FeedContract, names: readonly string[]): readonly DownloadColumn[] {
  const all = columnsOf(contract);
  if (names.length === 0) return all;
  const known = new Map(all.map((column) => [column.field, column]));
  const unknown = names.find((name) => !known.has(name));
  if (unknown !== undefined)
    throw new HubError("DOWNLOAD_INVALID", {
      reason: `没有列 ${unknown.slice(0, 60)}，可用的列：${[...known.keys()].join("、")}`,
      reasonEn: `there is no column ${unknown.slice(0, 60)}; there are ${[...known.keys()].join(", ")}`,
    });
  return [...new Set(names)].flatMap((name) => known.get(name) ?? []);
}
