/**
 * The value of a list of records. It is lazy: records are read when nodes, edges or pageInfo are selected, and counted when totalCount is.
 */
import type { FeedContract } from "../feed/contract.js";
import type { ListArguments } from "../store/page.js";
import type { Page, Parent, PublishedReader, PublishedRecord } from "../store/published-reader.js";
import type { WantedFields } from "../store/published-sql.js";

export interface Connection {
  readonly nodes: () => Promise<readonly PublishedRecord[]>;
  readonly edges: () => Promise<readonly { readonly node: PublishedRecord; readonly cursor: () => string }[]>;
  readonly pageInfo: () => Promise<object>;
  readonly totalCount: () => Promise<number>;
}

/** Where the records are in the selection of a list. */
export const RECORDS_OF_A_LIST: readonly (readonly string[])[] = [["nodes"], ["edges", "node"]];

export function connect(reader: PublishedReader, contract: FeedContract, list: ListArguments, parent: Parent | null, fields: WantedFields): Connection {
  let loading: Promise<Page> | null = null;
  const page = (): Promise<Page> => (loading ??= reader.page(contract, list, parent, fields));
  return {
    nodes: async () => (await page()).records,
    edges: async () => {
      const { records, cursorOf } = await page();
      return records.map((node) => ({ node, cursor: () => cursorOf(node) }));
    },
    pageInfo: async () => {
      const { records, hasNextPage, hasPreviousPage, cursorOf } = await page();
      const cursorAt = (place: number) => (): string | null => {
        const record = records.at(place);
        return record ? cursorOf(record) : null;
      };
      return { hasNextPage, hasPreviousPage, startCursor: cursorAt(0), endCursor: cursorAt(-1) };
    },
    totalCount: () => reader.count(contract, list, parent),
  };
}
