/**
 * All records of a list, in its order, in batches: as they were at one release, however long it takes to read
 * them. What is withdrawn by law meanwhile is in no later batch.
 */
import type { FeedContract } from "../../feed/contract.js";
import type { Queryable } from "../open/queryable.js";
import { planPage, type ListArguments } from "./page.js";
import { positionOf, toRecord, type DriverRow } from "./published-rows.js";
import type { PublishedRecord } from "./published-record.js";
import { pageStatement, type Wanted, type WantedFields } from "./published-sql.js";

/** Few enough to be written within a few milliseconds, in which nothing else is done. */
const RECORDS = 500;
/** Lines are passed on as they are. */
const LINES = 2_000;

export interface WantedList extends Pick<ListArguments, "where" | "orderBy"> {
  /** The number of a release. */
  readonly asOf: number;
  /** Records of one batch. */
  readonly size?: number;
}

/** Throws FILTER_INVALID or PAGE_ARGUMENTS at once, before anything is read. */
export function publishedBatches(
  client: Queryable,
  contract: FeedContract,
  { fields, size = RECORDS, ...list }: WantedList & { readonly fields: WantedFields },
): AsyncGenerator<readonly PublishedRecord[]> {
  return batchesOf(client, contract, { ...list, size }, fields, toRecord);
}

/** As `publishedBatches`, each record as the line that the database writes of it. */
export function publishedLines(
  client: Queryable,
  contract: FeedContract,
  { line, size = LINES, ...list }: WantedList & { readonly line: string },
): AsyncGenerator<readonly string[]> {
  return batchesOf(client, contract, { ...list, size }, { line }, (row) => String(row["$line"]));
}

function batchesOf<T>(
  client: Queryable,
  contract: FeedContract,
  { where, orderBy, asOf, size }: WantedList & { readonly size: number },
  wanted: Wanted,
  make: (row: DriverRow) => T,
): AsyncGenerator<readonly T[]> {
  const plan = { ...planPage(contract, { where, orderBy }, null), size };
  const readAfter = async (last: DriverRow | undefined): Promise<readonly DriverRow[]> => {
    const position = last === undefined ? null : positionOf(plan, toRecord({ ...last }));
    const { text, values } = pageStatement(contract, wanted, { ...plan, position }, asOf, null);
    return (await client.query<DriverRow>(text, [...values])).rows;
  };
  return (async function* batches() {
    let next = readAfter(undefined);
    for (;;) {
      const rows = await next;
      const hasMore = rows.length > size;
      const batch = hasMore ? rows.slice(0, size) : rows;
      if (hasMore) {
        next = readAfter(batch.at(-1));
        // It is waited for when this batch has been taken, or never, when nobody takes more.
        next.catch(() => undefined);
      }
      yield batch.map(make);
      if (!hasMore) return;
    }
  })();
}
