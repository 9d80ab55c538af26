/**
 * All records of a list, as `publishedBatches` reads them, as lines that the database writes. Pieces of a
 * batch can be taken while the rest of it arrives.
 */
import { Readable } from "node:stream";
import type { FeedContract } from "../../feed/contract.js";
import type { DriverRow, RowReader } from "../open/queryable.js";
import { planPage } from "./page.js";
import type { WantedList } from "./published-batches.js";
import { positionOf } from "./published-rows.js";
import { lineStatement, type WantedLine } from "./published-sql.js";

/** Records of the first batch, and about how many characters each that follows has. */
const FIRST_LINES = 250;
const CHARACTERS = 2 ** 19;
const MOST_LINES = 10_000;
/** Characters of the lines that become one piece: few enough to be collected with what is young. */
const PIECE = 2 ** 14;

export interface WantedPieces<Piece> extends WantedList, WantedLine {
  /** What some lines become, as soon as they arrive: lines that wait for their turn grow old in the heap. */
  readonly as: (lines: readonly string[]) => Piece;
}

/** Throws FILTER_INVALID or PAGE_ARGUMENTS at once, before anything is read. */
export function publishedLines<Piece>(
  client: RowReader,
  contract: FeedContract,
  { line, as, size = FIRST_LINES, asOf, ...list }: WantedPieces<Piece>,
): AsyncGenerator<Piece> {
  const plan = planPage(contract, list, null);
  return piecesOf(size, as, (last, wanted, take) => {
    const position = last && positionOf(plan, last);
    const { text, values } = lineStatement(contract, { line }, { ...plan, size: wanted, position }, asOf);
    return client.each(text, [...values], take);
  });
}

/** `read` hands over so many rows after the last one. */
async function* piecesOf<Piece>(
  first: number,
  as: (lines: readonly string[]) => Piece,
  read: (last: DriverRow | null, size: number, take: (row: DriverRow) => void) => Promise<void>,
): AsyncGenerator<Piece> {
  let last: DriverRow | null = null;
  for (let size = first; ;) {
    const batch = cutLines(as);
    read(last, size, batch.take).then(batch.end).catch(batch.fail);
    yield* batch.pieces;
    const { count, characters, row } = batch.told();
    if (count < size) return;
    last = row;
    size = Math.max(1, Math.min(MOST_LINES, Math.floor((count * CHARACTERS) / Math.max(characters, 1))));
  }
}

/** Makes pieces of the lines of rows. */
function cutLines<Piece>(as: (lines: readonly string[]) => Piece) {
  const pieces = new Readable({ objectMode: true, read: () => undefined });
  let [lines, waiting]: [string[], number] = [[], 0];
  let [count, characters, last]: [number, number, DriverRow | null] = [0, 0, null];
  const cut = (): void => {
    pieces.push(as(lines));
    [lines, waiting] = [[], 0];
  };
  return {
    pieces: pieces as AsyncIterable<Piece>, // what `cut` gives it
    take: (row: DriverRow): void => {
      const line = String(row["$line"]);
      lines.push(line);
      waiting += line.length;
      characters += line.length;
      count += 1;
      last = row;
      if (waiting >= PIECE) cut();
    },
    end: (): void => {
      if (lines.length > 0) cut();
      pieces.push(null);
    },
    fail: (error: unknown): void => {
      pieces.destroy(error instanceof Error ? error : new Error(String(error)));
    },
    told: () => ({ count, characters, row: last }),
  };
}
