/**
 * A workbook written row by row to a destination, which is ended. Memory does not grow with the rows: filling waits for
 * whoever takes the bytes. A destination that fails rejects with its own error, and filling ends.
 */
import { once } from "node:events";
import { PassThrough, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setImmediate } from "node:timers/promises";
import exceljs from "exceljs";

/** `pause` is to be awaited every few hundred rows: exceljs does not wait by itself. */
export type FillWorkbook = (workbook: exceljs.stream.xlsx.WorkbookWriter, pause: () => Promise<void>) => Promise<void>;

export async function streamWorkbook(destination: Writable, fillWorkbook: FillWorkbook): Promise<void> {
  const file = new PassThrough();
  const closed = new AbortController();
  file.once("close", () => closed.abort());
  const written = pipeline(file, destination);
  const filled = fill(file, closed.signal, fillWorkbook).catch((error: unknown) => {
    file.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  await Promise.all([written, filled]);
}

async function fill(file: PassThrough, signal: AbortSignal, fillWorkbook: FillWorkbook): Promise<void> {
  const workbook = new exceljs.stream.xlsx.WorkbookWriter({ stream: file, useStyles: true, useSharedStrings: false });
  await fillWorkbook(workbook, async () => {
    signal.throwIfAborted();
    await (file.writableNeedDrain ? once(file, "drain", { signal }) : setImmediate());
  });
  await workbook.commit();
}
