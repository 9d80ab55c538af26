/**
 * All records of a list, in its order, in batches: as they were at one release, however long it takes to read
 * them. What is withdrawn by law meanwhile is in no later batch.
 */
import { setImmediate } from "node:timers/promises";
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
const CHARACTERS = 2 ** 18;
const MOST_LINES = 10_000;
/**
 * Characters of one text, at two bytes each small enough to be collected with what is young: of texts of a
 * whole batch, the collector took as long as all the rest.
 */
const PIECE = 2 ** 15;
const FIRST_LINES_OF_PIECE = 32;

export interface WantedList extends Pick<ListArguments, "where" | "orderBy"> {
  /** The number of a release. */
  readonly asOf: number;
  /** Records of one batch; of text, of the first one. */
  readonly size?: number;
}

export interface WantedPieces<Piece> extends WantedList {
  readonly written: WantedText;
  /**
   * What each text becomes, of so many records, as soon as it is read: texts that wait for their turn grow
   * old in the heap.
   */
  readonly as: (text: string, records: number) => Piece;
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
 * As `publishedBatches`, as the texts that the database writes: a batch has about a quarter of a million
 * characters however long its records are, and each text of it a part of them; none is empty.
 */
export function publishedText<Piece>(
  client: Queryable,
  contract: FeedContract,
  { written, as, size: first = FIRST_LINES, asOf, ...list }: WantedPieces<Piece>,
): AsyncGenerator<Piece> {
  const plan = planPage(contract, list, null);
  let size = first;
  let lines = FIRST_LINES_OF_PIECE;
  const batches = batchesOf(plan, async (position) => {
    const wanted = size;
    const { text, values } = textStatement(contract, written, { ...plan, size, position }, lines, asOf);
    const { rows } = await client.query<TextRow>(text, [...values]);
    const characters = sum(rows.map(({ $text }) => $text.length));
    size = Math.min(linesOf(CHARACTERS, wanted, characters), MOST_LINES);
    lines = linesOf(PIECE, wanted, characters);
    const isFull = sum(rows.map(({ $count }) => $count)) === wanted;
    return { batch: rows, last: isFull ? (rows.at(-1) ?? null) : null };
  });
  return piecesOf(batches, as);
}

interface TextRow extends DriverRow {
  readonly $count: number;
  readonly $text: string;
}

async function* piecesOf<Piece>(
  batches: AsyncIterable<readonly TextRow[]>,
  as: (text: string, records: number) => Piece,
): AsyncGenerator<Piece> {
  for await (const rows of batches) {
    // The statement of the next batch is sent first: the database works meanwhile.
    await setImmediate();
    yield* rows.map(({ $text, $count }) => as($text, $count));
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}

/** Lines that have about so many characters, as `lines` have `characters`; at least one. */
function linesOf(wanted: number, lines: number, characters: number): number {
  return Math.max(1, Math.floor((lines * wanted) / Math.max(characters, 1)));
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
