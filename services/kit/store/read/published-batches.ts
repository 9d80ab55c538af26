/**
 * All records of a list, in its order, in batches: as they were at one release, however long it takes to read
 * them. What is withdrawn by law meanwhile is in no later batch.
 */
import type { FeedContract } from "../../feed/contract.js";
import type { DriverRow, Queryable } from "../open/queryable.js";
import type { Position } from "./cursor.js";
import { planPage, type ListArguments, type PagePlan } from "./page.js";
import { positionOf, toRecord } from "./published-rows.js";
import type { PublishedRecord } from "./published-record.js";
import { pageStatement, type WantedFields } from "./published-sql.js";

/** Few enough to be written within a few milliseconds, in which nothing else is done. */
const RECORDS = 500;
export interface WantedList extends Pick<ListArguments, "where" | "orderBy"> {
  /** The number of a release. */
  readonly asOf: number;
  /** Records of one batch; of lines, of the first one. */
  readonly size?: number;
}

/** Throws FILTER_INVALID or PAGE_ARGUMENTS at once, before anything is read. */
export function publishedBatches(
  client: Queryable,
  contract: FeedContract,
  { fields, size = RECORDS, asOf, ...list }: WantedList & { readonly fields: WantedFields },
): AsyncGenerator<readonly PublishedRecord[]> {
  const plan = { ...planPage(contract, list, null), size };
  return batchesOf(plan, async (position) => {
    const { text, values } = pageStatement(contract, fields, { ...plan, position }, asOf, null);
    const { rows } = await client.query<DriverRow>(text, [...values]);
    const records = rows.slice(0, size).map(toRecord);
    return { batch: records, last: rows.length > size ? (records.at(-1) ?? null) : null };
  });
}

interface Batch<T> {
  readonly batch: T;
  /** The keys of its last record; null where no record comes after it. */
  readonly last: DriverRow | PublishedRecord | null;
}

async function* batchesOf<T>(
  plan: PagePlan,
  readAfter: (position: Position | null) => Promise<Batch<T>>,
): AsyncGenerator<T> {
  let next = readAfter(null);
  for (;;) {
    const { batch, last } = await next;
    if (last !== null) {
      next = readAfter(positionOf(plan, last));
      // It is waited for when this batch has been taken, or never, when nobody takes more.
      next.catch(() => undefined);
    }
    yield batch;
    if (last === null) return;
  }
}
