/**
 * The value of a list of records. It is lazy: records are read when nodes, edges or pageInfo are selected,
 * counted when totalCount is, and added up when groups are.
 */
import type { PageInfo } from "#schema/runtime/pages.js";
import type { FeedContract } from "../../feed/contract.js";
import type { Group, GroupArguments, WantedAggregates } from "../../store/read/groups.js";
import type { Series, SeriesArguments } from "../../store/read/series.js";
import type { ListArguments } from "../../store/read/page.js";
import type { Parent, PublishedReader } from "../../store/read/published-reader.js";
import type { Page, RecordOf } from "../../store/read/published-record.js";
import type { WantedFields } from "../../store/read/published-sql.js";

export interface Connection {
  readonly page: () => Promise<Page>;
  readonly count: () => Promise<number>;
  readonly series: (wanted: SeriesArguments) => Promise<readonly Series[]>;
  readonly groups: (given: GroupArguments, wanted: WantedAggregates) => Promise<readonly Group[]>;
}

export interface Edge {
  readonly node: RecordOf<FeedContract>;
  readonly cursor: string;
}

/** What a query selects of a list. */
export interface WantedOfList {
  /** The fields of its records. */
  readonly fields: WantedFields;
  /** True of a page whose records are read and counted. */
  readonly isCounted: boolean;
}

export function connect(
  reader: PublishedReader,
  contract: FeedContract,
  list: ListArguments,
  parent: Parent | null,
  { fields, isCounted }: WantedOfList,
): Connection {
  let loading: Promise<Page> | null = null;
  const page = (): Promise<Page> => (loading ??= reader.page(contract, list, parent, fields, isCounted));
  return {
    page,
    count: async () => (isCounted ? (await page()).total : null) ?? reader.count(contract, list, parent),
    series: (wanted) => reader.series(contract, list, wanted, parent),
    groups: (given, wanted) => reader.groups(contract, list, given, wanted, parent),
  };
}

export function edgesOf({ records, cursorOf }: Page): readonly Edge[] {
  return records.map((node) => ({ node, cursor: cursorOf(node) }));
}

export function pageInfoOf({ records, hasNextPage, hasPreviousPage, cursorOf }: Page): PageInfo {
  const [first, last] = [records.at(0), records.at(-1)];
  return {
    hasNextPage,
    hasPreviousPage,
    startCursor: first ? cursorOf(first) : null,
    endCursor: last ? cursorOf(last) : null,
  };
}
