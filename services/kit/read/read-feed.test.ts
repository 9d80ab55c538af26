import { describe, expect, test } from "@jest/globals";
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { READ_LIMITS, readFeed } from "./read-feed.js";
import { contract, HEADER, readAll, readChunks, refusalOf } from "./reading.test-data.js";
import { DATA_ROW, HEADER_ROW, workbookFile } from "./xlsx/workbook.test-data.js";

const ROW = "示例餐饮有限公司,0.5,2020-06-03";
const rows = (count: number): string => `${ROW}\n`.repeat(count);

/** An endless file of `next`, and what became of it. */
function endless(
  start: string,
  next: string,
): { readonly file: AsyncIterable<Uint8Array>; readonly seen: { pieces: number; isStopped: boolean } } {
  const seen = { pieces: 0, isStopped: false };
  async function* pieces(): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      yield Buffer.from(start);
      for (const piece = Buffer.from(next); ; seen.pieces += 1) yield piece;
    } finally {
      seen.isStopped = true;
    }
  }
  return { file: pieces(), seen };
}

const OBJECT = `{"当事人":"甲","处罚决定日期":"2020-06-03"}`;
const ENDLESS: readonly (readonly [string, string, string])[] = [
  ["CSV", `${HEADER}\n`, rows(1_000)],
  ["lines of JSON", "", `${OBJECT}\n`.repeat(1_000)],
  ["a JSON array", "[", `${OBJECT},`.repeat(1_000)],
];

describe("a file is read as fast as its rows are taken", () => {
  test.each(ENDLESS)("%s without end is opened, and read no further than asked", async (_, start, next) => {
    const { file, seen } = endless(start, next);
    const { batches } = await readFeed(contract, file, READ_LIMITS);
    expect(seen.pieces).toBeLessThan(20);
    const taken = batches[Symbol.asyncIterator]();
    for (let count = 0; count < 20; count += 1) await taken.next();
    const read = seen.pieces;
    expect(read).toBeLessThan(100);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(seen.pieces).toBe(read);
    await taken.return?.();
    expect([seen.isStopped, (await taken.next()).done]).toEqual([true, true]);
  });

  test("stopping before the first batch stops the source", async () => {
    const { file, seen } = endless(`${HEADER}\n`, rows(1_000));
    const { batches } = await readFeed(contract, file, READ_LIMITS);
    await batches[Symbol.asyncIterator]().return?.();
    expect(seen.isStopped).toBe(true);
  });

  test.each([
    ["while it is opened", "PK\x03\x04", "x"],
    ["by its header", "说明\n", rows(1_000)],
    ["in a row", `${HEADER}\n`, `"${rows(100_000)}`],
  ])("a source that is refused %s is stopped", async (_, start, next) => {
    const { file, seen } = endless(start, next);
    expect((await refusalOf(readChunks(file, { fileBytes: 2 ** 22 }))).code).toMatch(/^FEED_/);
    expect(seen.isStopped).toBe(true);
  });

  test("batches have at least 512 rows but for the last, and every row once", async () => {
    const { batches } = await readFeed(contract, iterate(`${HEADER}\n${rows(5_000)}`), READ_LIMITS);
    const sizes: number[] = [];
    let line = 1;
    for await (const batch of batches) {
      sizes.push(batch.length);
      for (const row of batch) expect(row.line).toBe((line += 1));
    }
    expect(line).toBe(5_001);
    expect(sizes.slice(0, -1).every((size) => size >= 512)).toBe(true);
  });
});

describe("the limits", () => {
  test.each(ENDLESS)("%s without end is refused at the size of a file", async (_, start, next) => {
    const { file, seen } = endless(start, next);
    expect(await refusalOf(readChunks(file, { fileBytes: 2 ** 21 }))).toMatchObject({
      code: "FEED_TOO_LARGE",
      details: { limitMiB: 2 },
    });
    expect(seen.isStopped).toBe(true);
  });

  test("a file of just the size is read", async () => {
    const text = `${HEADER}\n${ROW}`;
    expect((await readAll(text, { fileBytes: Buffer.byteLength(text) })).rows).toHaveLength(1);
    expect((await refusalOf(readAll(text, { fileBytes: Buffer.byteLength(text) - 1 }))).code).toBe(
      "FEED_TOO_LARGE",
    );
  });

  test("a source that fails makes the reading fail with its own error", async () => {
    const failing = async function* (): AsyncGenerator<Uint8Array, void, undefined> {
      yield Buffer.from(`${HEADER}\n${ROW}\n`);
      throw new Error("connection lost");
    };
    await expect(readChunks(failing())).rejects.toThrow("connection lost");
  });
});

test("memory stays flat in the number of rows", async () => {
  // A process of its own: in this one other tests have left their garbage
  const peakMiB = async (pieces: number): Promise<number> => {
    const { stdout } = await promisify(execFile)(process.execPath, [
      fileURLToPath(new URL("read-memory.test-data.js", import.meta.url)),
      String(pieces),
    ]);
    return Number(stdout);
  };
  const small = await peakMiB(30);
  expect(small).toBeGreaterThan(20);
  expect(await peakMiB(500)).toBeLessThan(small + 64);
});

test("the same table reads the same as CSV, workbook and JSON", async () => {
  const csv = await readAll(`${HEADER}\n甲,0.5,2020-06-03\n`);
  const xlsx = await readAll(workbookFile({ sheets: [{ rows: HEADER_ROW + DATA_ROW }] }));
  const json = await readAll(
    JSON.stringify([{ 行政相对人名称: "甲", "罚款金额（万元）": "0.5", 处罚决定日期: "2020-06-03" }]),
  );
  expect(xlsx.rows).toEqual(csv.rows);
  expect({ ...xlsx.head, format: "csv", encoding: "utf-8" }).toEqual(csv.head);
  expect([json.rows[0]?.cells.slice(0, 3), json.head.fields.slice(0, 3)]).toEqual([
    csv.rows[0]?.cells,
    csv.head.fields,
  ]);
});

async function* iterate(text: string): AsyncGenerator<Uint8Array, void, undefined> {
  yield Buffer.from(text);
}
