import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { setImmediate } from "node:timers/promises";
import { expect, test } from "@jest/globals";
import exceljs from "exceljs";
import { parquetMetadataAsync, parquetReadObjects } from "hyparquet";
import { SCALE } from "../../../../test/scale.js";
import { until } from "../../../../test/until.js";
import type { WriterName } from "../format.js";
import { writtenApart, type ThreadFile } from "./write-apart.js";

const WRITERS: readonly WriterName[] = ["parquet", "workbook"];

function headOf(writer: WriterName): ThreadFile {
  const name = {
    field: "name",
    zh: "名称",
    kind: "text",
    scale: null,
    coordinates: null,
    words: null,
  } as const;
  return { writer, title: "名称", columns: [name], withCodes: true, at: new Date(0) };
}

const recordOf = (...cells: readonly string[]): Buffer => Buffer.from(`${cells.join("\u001f")}\u001e`);

test("records that are cut within a character are whole", async () => {
  async function* torn(): AsyncGenerator<Buffer> {
    for (const byte of Buffer.concat([recordOf("密云"), recordOf("第二行\n")])) yield Buffer.of(byte);
  }
  const { buffer: file } = Uint8Array.from(await buffer(writtenApart(headOf("parquet"), torn())));
  expect(await parquetReadObjects({ file })).toEqual([{ name: "密云" }, { name: "第二行\n" }]);
});

test.each(WRITERS)(
  "a %s whose records fail is broken, and does not end as if it were whole",
  async (writer) => {
    async function* failing(): AsyncGenerator<Buffer> {
      yield recordOf("一");
      await setImmediate();
      throw new Error("the database is away");
    }
    await expect(buffer(writtenApart(headOf(writer), failing()))).rejects.toThrow("the database is away");
  },
);

test.each(WRITERS)("a %s whose thread fails is broken", async (writer) => {
  async function* twoCells(): AsyncGenerator<Buffer> {
    yield recordOf("一", "二");
  }
  await expect(buffer(writtenApart(headOf(writer), twoCells()))).rejects.toThrow("control character");
});

test.each(WRITERS)("a %s with a record that is too long is broken", async (writer) => {
  async function* oneRecord(): AsyncGenerator<Buffer> {
    for (;;) yield Buffer.alloc(2 ** 20, "1");
  }
  await expect(buffer(writtenApart(headOf(writer), oneRecord()))).rejects.toThrow("longer than");
});

test.each(WRITERS)("nothing more is read for a %s that nobody takes", async (writer) => {
  let isOver = false;
  async function* watched(): AsyncGenerator<Buffer> {
    try {
      for (;;) yield recordOf("一");
    } finally {
      isOver = true;
    }
  }
  const file = writtenApart(headOf(writer), watched());
  file.once("data", () => file.destroy());
  await until(() => isOver);
});

(SCALE.fullSheets > 0 ? test : test.skip)(
  "a Parquet file of long texts takes no more than its heap",
  async () => {
    async function* long(): AsyncGenerator<Buffer> {
      for (let at = 0; at < 2_500; at += 1) yield recordOf(`${at}${"密".repeat(60_000)}`);
    }
    const { buffer: file } = Uint8Array.from(await buffer(writtenApart(headOf("parquet"), long())));
    const { num_rows: count } = await parquetMetadataAsync(file);
    expect(count).toBe(2_500n);
  },
);

(SCALE.fullSheets > 0 ? test : test.skip)("a sheet that is full is followed by another", async () => {
  async function* full(): AsyncGenerator<Buffer> {
    for (let at = 0; at <= 2 ** 20; at += 1) yield recordOf(String(at));
  }
  const bytes = await buffer(writtenApart(headOf("workbook"), full()));
  const counts: number[] = [];
  for await (const sheet of new exceljs.stream.xlsx.WorkbookReader(Readable.from(bytes), {})) {
    let count = 0;
    for await (const _ of sheet) count += 1;
    counts.push(count);
  }
  expect(counts).toEqual([2 ** 20, 3]);
});
