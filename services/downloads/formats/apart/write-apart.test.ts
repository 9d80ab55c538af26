import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { setImmediate } from "node:timers/promises";
import { expect, test } from "@jest/globals";
import exceljs from "exceljs";
import { parquetReadObjects } from "hyparquet";
import { SCALE } from "../../../../test/scale.js";
import { until } from "../../../../test/until.js";
import type { WriterName } from "../format.js";
import { writtenApart, type ThreadFile } from "./write-apart.js";

const WRITERS: readonly WriterName[] = ["parquet", "workbook"];

function headOf(writer: WriterName): ThreadFile {
  const columns = [{ field: "name", zh: "名称", kind: "text", scale: null }] as const;
  return { writer, title: "名称", columns, withCodes: true, at: new Date(0) };
}

async function* linesOf(count: number, row: (at: number) => string): AsyncGenerator<Buffer> {
  for (let at = 0; at < count; at += 1) yield Buffer.from(`${row(at)}\n`);
}

test("lines that are cut within a character are whole rows", async () => {
  async function* torn(): AsyncGenerator<Buffer> {
    for (const byte of Buffer.from('["密云"]\n["第二行\\n"]\n')) yield Buffer.of(byte);
  }
  const { buffer: file } = Uint8Array.from(await buffer(writtenApart(headOf("parquet"), torn())));
  expect(await parquetReadObjects({ file })).toEqual([{ name: "密云" }, { name: "第二行\n" }]);
});

test.each(WRITERS)("a %s whose rows fail is broken, and does not end as if it were whole", async (writer) => {
  async function* failing(): AsyncGenerator<Buffer> {
    yield Buffer.from('["一"]\n');
    await setImmediate();
    throw new Error("the database is away");
  }
  await expect(buffer(writtenApart(headOf(writer), failing()))).rejects.toThrow("the database is away");
});

test.each(WRITERS)("a %s whose thread fails is broken", async (writer) => {
  const noJson = linesOf(1, () => "[");
  await expect(buffer(writtenApart(headOf(writer), noJson))).rejects.toThrow("JSON");
});

test.each(WRITERS)("a %s with a row that is longer than any record is broken", async (writer) => {
  async function* oneLine(): AsyncGenerator<Buffer> {
    for (;;) yield Buffer.alloc(2 ** 20, "1");
  }
  await expect(buffer(writtenApart(headOf(writer), oneLine()))).rejects.toThrow("longer than");
});

test.each(WRITERS)("nothing more is read for a %s that nobody takes", async (writer) => {
  let isOver = false;
  async function* watched(): AsyncGenerator<Buffer> {
    try {
      for (;;) yield Buffer.from('["一"]\n');
    } finally {
      isOver = true;
    }
  }
  const file = writtenApart(headOf(writer), watched());
  file.once("data", () => file.destroy());
  await until(() => isOver);
});

(SCALE.fullSheets > 0 ? test : test.skip)("a sheet that is full is followed by another", async () => {
  const rows = 2 ** 20 + 1;
  const bytes = await buffer(
    writtenApart(
      headOf("workbook"),
      linesOf(rows, (at) => `["${at}"]`),
    ),
  );
  const counts: number[] = [];
  for await (const sheet of new exceljs.stream.xlsx.WorkbookReader(Readable.from(bytes), {})) {
    let count = 0;
    for await (const _ of sheet) count += 1;
    counts.push(count);
  }
  expect(counts).toEqual([2 ** 20, 3]);
});
