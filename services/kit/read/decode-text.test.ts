import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import iconv from "iconv-lite";
import { cellsOf, chunksOf, HEADER, readAll, readChunks, refusalOf } from "./reading.test-data.js";
import { runs } from "../../../test/scale.js";

const ROW = "示例餐饮有限公司,0.5,2020-06-03";
const gbk = (text: string): Buffer => iconv.encode(text, "gb18030");
const ascii = `CF_XDR_MC,CF_NR_FK,CF_JDRQ\n${"SHILI,0.5,2020-06-03\n".repeat(20_000)}`;

describe("the encoding is found in the content", () => {
  test.each([
    ["UTF-8", Buffer.from(`${HEADER}\n${ROW}\n`), "utf-8"],
    ["UTF-8 with a mark", Buffer.from(`\ufeff${HEADER}\n${ROW}\n`), "utf-8"],
    ["GBK", gbk(`${HEADER}\r\n${ROW}\r\n`), "gb18030"],
    [
      "UTF-16 as Excel's Unicode text",
      Buffer.from(`\ufeff${HEADER}\r\n${ROW}\r\n`.replaceAll(",", "\t"), "utf16le"),
      "utf-16le",
    ],
    [
      "UTF-16 with the high byte first",
      Buffer.from(`\ufeff${HEADER}\n${ROW}\n`, "utf16le").swap16(),
      "utf-16be",
    ],
  ])("%s is read", async (_, bytes, encoding) => {
    const { head, rows } = await readAll(bytes);
    expect([head.encoding, head.headers, rows]).toEqual([
      encoding,
      HEADER.split(","),
      [{ line: 2, cells: ROW.split(",") }],
    ]);
  });

  test("GB18030 is read where GBK has no character", async () => {
    const name = "𠀀㐀〇·€示例";
    expect(await cellsOf(gbk(`${HEADER}\n${name},,2020-06-03\n`))).toEqual([[name, "", "2020-06-03"]]);
  });

  test("any Chinese table reads the same from UTF-8 and GB18030, however its bytes are cut", async () => {
    const cell = fc.string({
      unit: fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((code) => String.fromCodePoint(code)),
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(cell, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 5 }),
        async (cells, size) => {
          const text = `${HEADER}\n${cells.map((name) => `甲${name},1,2020-06-03`).join("\n")}\n`;
          const bytes = gbk(text);
          const cut = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
            bytes.subarray(at * size, (at + 1) * size),
          );
          expect((await readChunks(chunksOf(...cut))).rows).toEqual((await readAll(text)).rows);
        },
      ),
      { numRuns: runs(50) },
    );
  });

  test("a GBK file whose bytes are valid UTF-8 all through is still GBK", async () => {
    // Each pair of these is a two-byte character of UTF-8 as well
    const bytes = Buffer.concat([
      Buffer.from("CF_XDR_MC,CF_JDRQ\n"),
      gbk("位一"),
      Buffer.from(",2020-06-03\n"),
    ]);
    expect(new TextDecoder("utf-8", { fatal: true }).decode(bytes)).toContain("λһ");
    expect(await cellsOf(bytes)).toEqual([["位一", "2020-06-03"]]);
  });

  test("a GBK file that begins with such a pair is GBK", async () => {
    expect((await readAll(gbk(`一览表\n${HEADER}\n${ROW}\n`))).head.encoding).toBe("gb18030");
  });

  test("GBK is found behind half a megabyte of ASCII", async () => {
    const { rows } = await readAll(Buffer.concat([Buffer.from(ascii), gbk(ROW)]));
    expect(rows.at(-1)).toEqual({ line: 20_002, cells: ROW.split(",") });
  });
});

describe("bytes that fit no encoding are refused with their line", () => {
  test.each([
    ["GBK rows pasted into UTF-8", Buffer.concat([Buffer.from(`${HEADER}\n${ROW}\n`), gbk(ROW)]), 3],
    [
      "a byte that GB18030 has not",
      Buffer.concat([gbk(`${HEADER}\n${ROW}\n${ROW}\n`), Buffer.from([0xff, 0x0a])]),
      4,
    ],
    ["GBK cut inside a character", gbk(`${HEADER}\n${ROW}\n示`).subarray(0, -1), 3],
    ["UTF-8 cut inside a character", Buffer.from(`${HEADER}\n${ROW}\n示`).subarray(0, -1), 3],
    ["a UTF-8 mark before GBK", Buffer.concat([Buffer.from("\ufeff"), gbk(`${HEADER}\n${ROW}\n`)]), 1],
    ["half a UTF-16 unit", Buffer.from(`\ufeff${HEADER}\n${ROW}\n`, "utf16le").subarray(0, -1), 2],
    [
      "a fault behind half a megabyte of ASCII",
      Buffer.concat([Buffer.from(ascii), gbk(ROW), Buffer.from("\n\n\xff", "latin1")]),
      20_004,
    ],
  ])("%s", async (_, bytes, line) => {
    const refusal = await refusalOf(readAll(bytes));
    expect([refusal.code, refusal.details]).toEqual(["FEED_ENCODING", { line }]);
  });

  test("a fault far down is found on its line, also where a character lies over the edge of a piece", async () => {
    const rows = `${ROW}\n`.repeat(20_000);
    for (const shift of ["", "x", "xx"]) {
      const bytes = Buffer.concat([
        Buffer.from(`${shift}\n${HEADER}\n${rows}`),
        gbk(ROW),
        Buffer.from(`\n${rows}`),
      ]);
      expect((await refusalOf(readAll(bytes))).details).toEqual({ line: 20_003 });
    }
  });
});
