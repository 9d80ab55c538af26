/**
 * All records of a list, in its order, in batches: as they were at one release, however long it takes to read
 * them. What is withdrawn by law meanwhile is in no later batch.
 */
import type { FeedContract } from "../../feed/contract.js";
import type { Queryable } from "../open/queryable.js";
import type { Position } from "./cursor.js";
import { planPage, type ListArguments, type PagePlan } from "./page.js";
import { positionOf, toRecord, type DriverRow } from "./published-rows.js";
import type { PublishedRecord } from "./published-record.js";
import { pageStatement, textStatement, type WantedFields, type WantedText } from "./published-sql.js";

/** Few enough to be written within a few milliseconds, in which nothing else is done. */
const RECORDS = 500;
/** As text, which is passed on as it is: records of the first batch, and characters of each that follows. */
const FIRST_LINES = 250;
const CHARACTERS = 2 ** 20;
const MOST_LINES = 10_000;

export interface WantedList extends Pick<ListArguments, "where" | "orderBy"> {
  /** The number of a release. */
  readonly asOf: number;
  /** Records of one batch; of text, of the first one. */
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

/**
 * As `publishedBatches`, each batch as the text that the database writes of it, of about a million characters
 * however long its records are; none is empty.
 */
export function publishedText(
  client: Queryable,
  contract: FeedContract,
  { written, size: first = FIRST_LINES, asOf, ...list }: WantedList & { readonly written: WantedText },
): AsyncGenerator<string> {
  const plan = planPage(contract, list, null);
  let size = first;
  return batchesOf<string>(plan, async (position) => {
    const wanted = size;
    const { text, values } = textStatement(contract, written, { ...plan, size, position }, asOf);
    const {
      rows: [row],
    } = await client.query<DriverRow & { $count: number; $text: string | null }>(text, [...values]);
    if (!row || row.$text === null) return { batch: null, last: null };
    const fitting = Math.floor((wanted * CHARACTERS) / row.$text.length);
    size = Math.min(Math.max(fitting, 1), MOST_LINES);
    return { batch: row.$text, last: row.$count === wanted ? row : null };
  });
}

interface Batch<T> {
  readonly batch: T;
  /** The keys of its last record; null where no record comes after it. */
  readonly last: DriverRow | PublishedRecord | null;
}

async function* batchesOf<T>(
  plan: PagePlan,
  readAfter: (position: Position | null) => Promise<Batch<T | null>>,
): AsyncGenerator<T> {
  let next = readAfter(null);
  for (;;) {
    const { batch, last } = await next;
    if (last !== null) {
      next = readAfter(positionOf(plan, last));
      // It is waited for when this batch has been taken, or never, when nobody takes more.
      next.catch(() => undefined);
    }
    if (batch !== null) yield batch;
    if (last === null) return;
  }
}
