import { describe, expect, test } from "@jest/globals";
import { PassThrough, Writable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { parse } from "csv-parse/sync";
import exceljs from "exceljs";
import iconv from "iconv-lite";
import { generateRows } from "./generate-rows.js";
import { sampleContract, sampleOptions } from "./sample-contract.test-data.js";
import type { SampleRow } from "./sample.js";
import { writeSample, type WriteSampleOptions } from "./write-sample.js";

const FIELDS = Object.keys(sampleContract.columns);
const HEADERS = Object.values(sampleContract.columns).map(({ zh }) => zh);
const tricky: SampleRow = {
  ...Object.fromEntries(FIELDS.map((field) => [field, "示例"])),
  partyName: '带"引号"，逗号, 和\n换行',
  note: "=1+1",
};
const rows = [...generateRows(sampleContract, sampleOptions), tricky];
const cells = rows.map((row) => FIELDS.map((field) => row[field] ?? ""));

async function written(options: WriteSampleOptions, what: Iterable<SampleRow> = rows): Promise<Buffer> {
  const file = new PassThrough();
  const [bytes] = await Promise.all([buffer(file), writeSample(sampleContract, what, options, file)]);
  return bytes;
}

describe("writeSample", () => {
  test("a UTF-8 file begins with a byte order mark and holds every cell", async () => {
    const bytes = await written({ format: "csv", encoding: "utf8" });
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    expect(parse(bytes, { bom: true })).toEqual([HEADERS, ...cells]);
  });

  test("a GBK file holds every cell, and is GBK to the runtime as well", async () => {
    const bytes = await written({ format: "csv", encoding: "gbk" });
    expect(parse(iconv.decode(bytes, "gbk"))).toEqual([HEADERS, ...cells]);
    expect(new TextDecoder("gbk", { fatal: true }).decode(bytes)).toBe(iconv.decode(bytes, "gbk"));
  });

  test.each(["json", "ndjson"] as const)("a %s file holds an object of each row", async (format) => {
    const text = (await written({ format, encoding: "utf8" })).toString("utf8");
    const objects: unknown =
      format === "json"
        ? JSON.parse(text)
        : text
            .trimEnd()
            .split("\n")
            .map((line): unknown => JSON.parse(line));
    expect(objects).toEqual(
      cells.map((row) => Object.fromEntries(row.map((cell, at) => [HEADERS[at], cell]))),
    );
  });

  test("no rows make an empty array of JSON and a header of CSV", async () => {
    expect(JSON.parse((await written({ format: "json", encoding: "utf8" }, [])).toString())).toEqual([]);
    expect((await written({ format: "csv", encoding: "gbk" }, [])).length).toBeGreaterThan(10);
  });

  test("a workbook holds dates, numbers and formulas as a spreadsheet program would", async () => {
    const workbook = new exceljs.Workbook();
    const bytes = await written({ format: "xlsx", encoding: "utf8" });
    await workbook.xlsx.load(new Uint8Array(bytes).buffer);
    const sheet = workbook.worksheets[0];
    expect(sheet?.getRow(1).values).toEqual([undefined, ...HEADERS]);
    expect(sheet?.rowCount).toBe(rows.length + 1);
    const date = sheet?.getRow(2).getCell(FIELDS.indexOf("decidedOn") + 1);
    expect([date?.value instanceof Date, date?.numFmt]).toEqual([true, "yyyy/m/d"]);
    expect(typeof sheet?.getRow(2).getCell(FIELDS.indexOf("fine") + 1).value).toBe("number");
    expect(sheet?.getRow(rows.length + 1).getCell(FIELDS.indexOf("note") + 1).formula).toBe("1+1");
  });

  test.each(["csv", "xlsx"] as const)(
    "a destination that fails makes the writing of %s fail",
    async (format) => {
      const failing = new Writable({ write: (_chunk, _encoding, done) => done(new Error("disk full")) });
      await expect(
        writeSample(
          sampleContract,
          generateRows(sampleContract, { ...sampleOptions, rows: 20_000 }),
          { format, encoding: "utf8" },
          failing,
        ),
      ).rejects.toThrow("disk full");
    },
  );
});
