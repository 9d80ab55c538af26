/**
 * A workbook written row by row to a destination, which is ended. The same rows at the same time are the same
 * bytes. Memory does not grow with the rows: filling waits for whoever takes the bytes. A destination that
 * fails rejects with its own error, and filling ends.
 */
import { once } from "node:events";
import { PassThrough, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setImmediate } from "node:timers/promises";
import type exceljs from "exceljs";

export interface SheetFiller {
  readonly workbook: exceljs.stream.xlsx.WorkbookWriter;
  /** To be awaited after each row, with its characters. */
  readonly written: (characters: number) => Promise<void> | undefined;
}

/**
 * exceljs neither waits nor tells how much it still holds. One turn of the event loop lets one piece of 64
 * KiB be packed, so there is a turn for each half of that.
 */
const CHARACTERS_PER_TURN = 32 * 1024;

export async function streamWorkbook(
  destination: Writable,
  fillWorkbook: (filler: SheetFiller) => Promise<void>,
  at: Date = new Date(),
): Promise<void> {
  const file = new PassThrough();
  const closed = new AbortController();
  file.once("close", () => closed.abort());
  const taken = pipeline(file, destination);
  const filled = fill(file, { signal: closed.signal, fillWorkbook, at }).catch((error: unknown) => {
    file.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  await Promise.all([taken, filled]);
}

interface Filling {
  readonly signal: AbortSignal;
  readonly fillWorkbook: (filler: SheetFiller) => Promise<void>;
  readonly at: Date;
}

async function fill(file: PassThrough, { signal, fillWorkbook, at }: Filling): Promise<void> {
  // Loaded when a workbook is made: it is heavy, and the threads that check files make none.
  const { default: WorkbookWriter } = await import("exceljs/lib/stream/xlsx/workbook-writer.js");
  const workbook = new WorkbookWriter({
    stream: file,
    useStyles: true,
    useSharedStrings: false,
  });
  Object.assign(workbook, { created: at, modified: at });
  dateEntries(workbook, at);
  let waiting = 0;
  const takeTurn = async (): Promise<void> => {
    signal.throwIfAborted();
    await (file.writableNeedDrain ? once(file, "drain", { signal }) : setImmediate());
  };
  await fillWorkbook({
    workbook,
    written: (characters) => {
      waiting += characters;
      if (waiting < CHARACTERS_PER_TURN) return undefined;
      waiting = 0;
      return takeTurn();
    },
  });
  await workbook.commit();
}

/**
 * The library leaves it to its archive to date the entries, by the clock. The first of them wait for their
 * turn by now, so it is what writes them that is told.
 */
function dateEntries(workbook: object, date: Date): void {
  const writer = ["zip", "_module", "engine"].reduce<unknown>(
    (part, name) => (isObject(part) ? part[name] : undefined),
    workbook,
  );
  if (!isObject(writer) || typeof writer["entry"] !== "function")
    throw new Error("The library's archive is another than was known");
  const write: unknown = writer["entry"].bind(writer);
  if (typeof write !== "function") throw new Error("A bound function is a function");
  writer["entry"] = (source: unknown, entry: object, done: unknown): unknown =>
    write(source, { ...entry, date }, done);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
