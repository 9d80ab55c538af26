/**
 * All records of a list, in its order, in batches: as they were at one release, however long it takes to read
 * them. What is withdrawn by law meanwhile is in no later batch.
 */
import type { FeedContract } from "../../feed/contract.js";
import type { Queryable } from "../open/queryable.js";
import { planPage, type ListArguments } from "./page.js";
import { positionOf, toRecord, type DriverRow } from "./published-rows.js";
import type { PublishedRecord } from "./published-record.js";
import { pageStatement, type WantedFields } from "./published-sql.js";

/**
 * Records of one statement, where nobody says: few enough to be written within a few milliseconds, in which
 * nothing else is done.
 */
const BATCH = 500;

export interface WantedRecords extends Pick<ListArguments, "where" | "orderBy"> {
  /** The number of a release. */
  readonly asOf: number;
  readonly fields: WantedFields;
  /** Records of one batch. */
  readonly size?: number;
}

/** Throws FILTER_INVALID or PAGE_ARGUMENTS at once, before anything is read. */
export function publishedBatches(
  client: Queryable,
  contract: FeedContract,
  { where, orderBy, asOf, fields, size = BATCH }: WantedRecords,
): AsyncGenerator<readonly PublishedRecord[]> {
  const plan = { ...planPage(contract, { where, orderBy }, null), size };
  const readAfter = async (last: PublishedRecord | undefined): Promise<readonly PublishedRecord[]> => {
    const position = last === undefined ? null : positionOf(plan, last);
    const { text, values } = pageStatement(contract, fields, { ...plan, position }, asOf, null);
    return (await client.query<DriverRow>(text, [...values])).rows.map(toRecord);
  };
  return (async function* batches() {
    let next = readAfter(undefined);
    for (;;) {
      const records = await next;
      const hasMore = records.length > size;
      const batch = hasMore ? records.slice(0, size) : records;
      if (hasMore) {
        next = readAfter(batch.at(-1));
        // It is waited for when this batch has been taken, or never, when nobody takes more.
        next.catch(() => undefined);
      }
      yield batch;
      if (!hasMore) return;
    }
  })();
}
