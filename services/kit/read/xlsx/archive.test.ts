import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { mkdtemp, readdir, readlink, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { READ_LIMITS, readFeed } from "../read-feed.js";
import { chunksOf, contract, HEADER, readAll, refusalOf } from "../reading.test-data.js";
import {
  DATA_ROW,
  HEADER_ROW,
  textRow,
  workbookFile,
  workbookParts,
  zip,
  type ZipEntry,
} from "./workbook.test-data.js";

const GOOD = workbookParts({ sheets: [{ rows: HEADER_ROW + DATA_ROW }] });
const withPart = (name: string, data: string | Uint8Array, more: Partial<ZipEntry> = {}): Buffer =>
  zip(GOOD.map((part) => (part.name === name ? { name, data, ...more } : part)));
const SHEET = "xl/worksheets/sheet1.xml";
const sheetOf = (inner: string, before = ""): string =>
  `<?xml version="1.0"?>${before}<worksheet><sheetData>${HEADER_ROW}${inner}</sheetData></worksheet>`;
const withRows = (rows: string): Buffer => withPart(SHEET, sheetOf(rows));
const rowOf = (cell: string): string => `<row>${cell}</row>`;

// Each test file has a process of its own, so this is where its spools go
const before = process.env["TMPDIR"];
let directory = "";
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "archive-test-"));
  process.env["TMPDIR"] = directory;
});
afterAll(async () => {
  if (before === undefined) delete process.env["TMPDIR"];
  else process.env["TMPDIR"] = before;
  await rm(directory, { recursive: true });
});

const bombOf = (part: string): string => part.repeat((100 * 2 ** 20) / part.length);
const laughs = Array.from({ length: 9 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`).join(
  "",
);

describe("a hostile or broken workbook is refused", () => {
  test.each<[string, Buffer, string]>([
    ["that packs too tightly", withPart(SHEET, sheetOf(bombOf("<row/>"))), "FEED_ARCHIVE"],
    [
      "that packs too tightly and denies it",
      withPart(SHEET, sheetOf(bombOf("<row/>")), { declaredBytes: 3_000_000 }),
      "FEED_ARCHIVE",
    ],
    [
      "that packs too tightly in its shared strings",
      withPart("xl/sharedStrings.xml", `<sst>${bombOf("<si/>")}</sst>`),
      "FEED_ARCHIVE",
    ],
    [
      "that says it is smaller than it is",
      withPart(SHEET, sheetOf(DATA_ROW.repeat(9_000)), { declaredBytes: 2_000 }),
      "FEED_ARCHIVE",
    ],
    [
      "that says it is larger than it is",
      withPart(SHEET, sheetOf(DATA_ROW), { declaredBytes: 2 ** 30 }),
      "FEED_ARCHIVE",
    ],
    [
      "of very many parts",
      zip([...GOOD, ...Array.from({ length: 10_001 }, (_, at) => ({ name: `x${at}`, data: "" }))]),
      "FEED_ARCHIVE",
    ],
    ["with a part twice", zip([...GOOD, { name: SHEET, data: sheetOf(DATA_ROW) }]), "FEED_ARCHIVE"],
    ["with a part above its root", zip([...GOOD, { name: "../../etc/cron.d/x", data: "x" }]), "FEED_ARCHIVE"],
    ["with an encrypted part", withPart(SHEET, sheetOf(DATA_ROW), { isEncrypted: true }), "FEED_ARCHIVE"],
    ["that is cut off", zip(GOOD).subarray(0, -40), "FEED_ARCHIVE"],
    ["whose packed bytes are damaged", damaged(), "FEED_ARCHIVE"],
    ["whose sheet is missing", zip(GOOD.filter(({ name }) => name !== SHEET)), "FEED_ARCHIVE"],
    ["whose sheet is cut off", withPart(SHEET, sheetOf(DATA_ROW).slice(0, -12)), "FEED_ARCHIVE"],
    ["whose sheet is no XML", withPart(SHEET, "行政相对人名称,备注"), "FEED_ARCHIVE"],
    ["whose sheet is not UTF-8", withPart(SHEET, Buffer.from(sheetOf(DATA_ROW), "utf16le")), "FEED_ARCHIVE"],
    [
      "with an external entity",
      withPart(
        SHEET,
        sheetOf(textRow("&file;"), '<!DOCTYPE x [<!ENTITY file SYSTEM "file:///etc/passwd">]>'),
      ),
      "FEED_ARCHIVE",
    ],
    [
      "with entities that multiply",
      withPart(SHEET, sheetOf(textRow("&l9;"), `<!DOCTYPE x [<!ENTITY l0 "ha">${laughs}]>`)),
      "FEED_ARCHIVE",
    ],
    ["with an entity that is not declared", withRows(textRow("&nbsp;")), "FEED_ARCHIVE"],
    [
      "with a comment that does not end",
      withPart(SHEET, sheetOf(`<!--${randomText(10 * 2 ** 20)}`)),
      "FEED_CELL_TOO_LARGE",
    ],
    ["with a tag that does not end", withRows(`<row ${'a="'.padEnd(2_000_000)}"/>`), "FEED_CELL_TOO_LARGE"],
    ["with a string that is not there", withRows(rowOf('<c t="s"><v>5</v></c>')), "FEED_ARCHIVE"],
    ["with rows out of order", withRows('<row r="9"><c><v>1</v></c></row><row r="8"/>'), "FEED_ARCHIVE"],
    ["with a cell that has no column", withRows('<row><c r="5"><v>1</v></c></row>'), "FEED_ARCHIVE"],
    ["with a row that has no number", withRows('<row r="x"/>'), "FEED_ARCHIVE"],
    ["with a cell far to the right", withRows('<row><c r="XFD3"><v>1</v></c></row>'), "FEED_COLUMNS"],
    ["with ten megabytes in a cell", withRows(textRow(randomText(10 * 2 ** 20))), "FEED_CELL_TOO_LARGE"],
    [
      "with ten megabytes in a cell of many parts",
      withRows(rowOf(`<c t="inlineStr"><is>${`<r><t>${randomText(50_000)}</t></r>`.repeat(200)}</is></c>`)),
      "FEED_CELL_TOO_LARGE",
    ],
    [
      "with a shared string of ten megabytes",
      withPart(
        "xl/sharedStrings.xml",
        `<sst><si>${`<r><t>${randomText(50_000)}</t></r>`.repeat(200)}</si></sst>`,
      ),
      "FEED_ARCHIVE",
    ],
    ["that is an empty archive", zip([]), "FEED_FORMAT"],
    [
      "whose sheets lie outside",
      zip(
        GOOD.map(({ name, data }) => ({
          name,
          data: String(data).replace(
            'Target="worksheets/sheet1.xml"',
            'Target="file:///etc/passwd" TargetMode="External"',
          ),
        })),
      ),
      "FEED_EMPTY",
    ],
  ])("%s", async (_, bytes, code) => {
    const refusal = await refusalOf(readAll(bytes));
    expect(refusal.code).toBe(code);
    expect(refusal.message).not.toContain("{");
  });

  test("that unpacks to more than the limit, all parts together", async () => {
    expect((await refusalOf(readAll(zip(GOOD), { inflatedBytes: 1_500 }))).code).toBe("FEED_ARCHIVE");
    expect((await readAll(zip(GOOD), { inflatedBytes: 5_000 })).rows).toHaveLength(1);
  });

  test("that is over the size of a file, before it is opened", async () => {
    expect((await refusalOf(readAll(zip(GOOD), { fileBytes: 1_000 }))).code).toBe("FEED_TOO_LARGE");
  });
});

describe("an archive of another kind is refused, and the sentence says what it is", () => {
  const officeDocument = (target: string): ZipEntry => ({
    name: "_rels/.rels",
    data: `<Relationships><Relationship Id="r" Type="x/officeDocument" Target="${target}"/></Relationships>`,
  });
  test.each<[string, readonly ZipEntry[], string]>([
    ["a table in an archive", [{ name: "数据.csv", data: HEADER }], "先解压"],
    ["a Word document", [officeDocument("word/document.xml"), part("word/document.xml")], "Word"],
    ["a binary workbook", [officeDocument("xl/workbook.bin"), part("xl/workbook.bin")], "XLSB"],
    ["an OpenDocument sheet", [part("mimetype"), part("META-INF/manifest.xml")], "ODS"],
    ["a Numbers document", [part("Index/Document.iwa")], "Numbers"],
  ])("%s", async (_, entries, word) => {
    const refusal = await refusalOf(readAll(zip(entries)));
    expect(refusal.code).toBe("FEED_FORMAT");
    expect(refusal.message).toContain(word);
    expect(refusal.message).not.toContain("{");
  });

  function part(name: string): ZipEntry {
    return { name, data: "<x/>" };
  }
});

describe("nothing is left on disk or open", () => {
  const many = workbookFile({ sheets: [{ rows: HEADER_ROW + DATA_ROW.repeat(20_000) }] });
  /**
   * The spools that this process still holds open; a deleted file has its path there, too. Linux alone tells.
   */
  const openSpools = async (): Promise<string[]> => {
    if (process.platform !== "linux") return [];
    const opened = await readdir("/proc/self/fd");
    const paths = await Promise.all(opened.map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => "")));
    return paths.filter((path) => path.startsWith(directory));
  };

  test("after reading, after refusing, and after stopping early", async () => {
    await readAll(many);
    await refusalOf(readAll(withPart(SHEET, "")));
    for (const toTake of [0, 1]) {
      const { batches } = await readFeed(contract, chunksOf(many), READ_LIMITS);
      const rows = batches[Symbol.asyncIterator]();
      for (let taken = 0; taken < toTake; taken += 1) await rows.next();
      expect(await readdir(directory)).toEqual([]);
      await rows.return?.();
    }
    expect(await readdir(directory)).toEqual([]);
    expect(await openSpools()).toEqual([]);
  });
});

/** Compressible, but not enough to look like a bomb. */
function randomText(characters: number): string {
  let state = 1;
  return Array.from({ length: Math.ceil(characters / 8) }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return state.toString(36).padStart(8, "x").slice(-8);
  }).join("");
}

function damaged(): Buffer {
  const bytes = zip(GOOD);
  const at = bytes.indexOf(SHEET) + SHEET.length;
  bytes.fill(0x55, at, at + 40);
  return bytes;
}
