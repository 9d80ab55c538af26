import { describe, expect, test } from "@jest/globals";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { createCsvSplitter, type CsvRow } from "./csv-records.js";
import { createLineEnds } from "./line-ends.js";
import { cellsOf, HEADER, readAll, refusalOf } from "./reading.test-data.js";
import { READ_LIMITS } from "./refusals.js";
import { runs } from "../../../test/scale.js";

function split(pieces: readonly string[], delimiter = ","): readonly CsvRow[] {
  const splitter = createCsvSplitter(delimiter, READ_LIMITS);
  const plainEnds = createLineEnds();
  return [...pieces.flatMap((piece) => splitter.push(plainEnds(piece))), ...splitter.end()];
}

const anyCell = fc.string({
  unit: fc.constantFrom("甲", "x", '"', ",", "\n", "\r\n", " ", ";", "5"),
  maxLength: 6,
});
const anyTable = fc.array(fc.array(anyCell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 6 });
const quoted = (cell: string, always: boolean): string =>
  always || /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
const cut = (text: string, size: number): readonly string[] =>
  Array.from({ length: Math.ceil(text.length / size) }, (_, at) => text.slice(at * size, (at + 1) * size));

describe("records", () => {
  test("any table is read as csv-parse reads it, however it is quoted, ended and cut", () => {
    fc.assert(
      fc.property(
        anyTable,
        fc.boolean(),
        fc.constantFrom("\n", "\r\n"),
        fc.boolean(),
        fc.integer({ min: 1, max: 12 }),
        (table, always, lineEnd, isEnded, size) => {
          const text =
            table.map((row) => row.map((cell) => quoted(cell, always)).join(",")).join(lineEnd) +
            (isEnded ? lineEnd : "");
          const reference: unknown = parse(text.replaceAll("\r\n", "\n"), {
            relax_column_count: true,
            record_delimiter: "\n",
            skip_empty_lines: true,
          });
          expect(split(cut(text, size)).map(({ cells }) => cells)).toEqual(reference);
          expect(split([text])).toEqual(split(cut(text, size)));
        },
      ),
      { numRuns: runs(300) },
    );
  });

  test.each([
    ['a "quote" inside a cell is a character', 'a "b" c,d\n', [['a "b" c', "d"]]],
    ["what follows a closing quote belongs to the cell", '"ab"c,d\n', [["abc", "d"]]],
    ["a quoted cell may hold lines, delimiters and quotes", '"a\nb,""c""",d\n', [['a\nb,"c"', "d"]]],
    ["a quoted line end of Windows is one", '"a\r\nb",c\r\n', [["a\nb", "c"]]],
    [
      "every kind of line end is one, also in one file",
      "a,b\rc,d\ne,f\r\ng,h",
      [
        ["a", "b"],
        ["c", "d"],
        ["e", "f"],
        ["g", "h"],
      ],
    ],
    [
      "the last line needs no end",
      "a,b\nc,d",
      [
        ["a", "b"],
        ["c", "d"],
      ],
    ],
    [
      "an empty last cell is a cell",
      "a,\n,b\n",
      [
        ["a", ""],
        ["", "b"],
      ],
    ],
    ["an empty quoted cell is blank", '"",b\n', [["", "b"]]],
  ])("%s", (_, text, cells) => {
    expect(split([text]).map((row) => row.cells)).toEqual(cells);
  });

  test("a record has the number that a spreadsheet shows, and the line of the text where it is another", () => {
    expect(
      split(['a,1\n\n"b\n\nb",2\r\n\r\nc,3\n']).map(({ line, textLine, cells }) => [
        line,
        textLine,
        cells.at(-1),
      ]),
    ).toEqual([
      [1, undefined, "1"],
      [3, undefined, "2"],
      [5, 7, "3"],
    ]);
  });
});

describe("a CSV file", () => {
  test.each([[","], ["\t"], [";"], ["|"], ["，"]])(
    "the delimiter %j is found by the header",
    async (delimiter) => {
      const text = `2020年处罚，共1件；见下,\n${HEADER.replaceAll(",", delimiter)}\n甲、乙${delimiter}0.5${delimiter}2020-06-03\n`;
      expect(await cellsOf(text)).toEqual([["甲、乙", "0.5", "2020-06-03"]]);
    },
  );

  test("lines that end as on old Macs are lines", async () => {
    expect((await readAll(`${HEADER}\r甲,,2020-06-03\r\r"乙\r丙",,2020-06-04\r`)).rows).toEqual([
      { line: 2, cells: ["甲", "", "2020-06-03"] },
      { line: 4, cells: ["乙\n丙", "", "2020-06-04"] },
    ]);
  });

  test("blank lines and blank columns at the end are left out, cells beyond the header are kept, a short row is noted", async () => {
    expect(
      (await readAll(`${HEADER},,,\n甲,1,2020-06-03,,,\n,,,,,\n \n乙,1,2020-06-03,,多,\n丙\n`)).rows,
    ).toEqual([
      { line: 2, cells: ["甲", "1", "2020-06-03"] },
      { line: 5, cells: ["乙", "1", "2020-06-03", "", "多"] },
      {
        line: 6,
        cells: ["丙"],
        notes: [{ column: null, code: "ROW_WIDTH", details: { cells: 1, columns: 6 } }],
      },
    ]);
  });

  test("a quote that is never closed is refused with the line that it stands on", async () => {
    expect(
      await refusalOf(readAll(`${HEADER}\n甲,1,2020-06-03\n"乙,1,2020-06-03\n丙,1,2020-06-03\n`)),
    ).toMatchObject({ code: "FEED_QUOTE", details: { line: 3, textLine: 3 } });
  });

  test.each([
    ["", ""],
    ['"', ""],
    ['"', '"'],
  ])("ten megabytes in one cell are refused, opened with %j and closed with %j", async (opening, closing) => {
    const refusal = await refusalOf(
      readAll(`${HEADER}\n甲,1,2020-06-03\n${opening}${"长".repeat(10 * 2 ** 20)}${closing},1,2020-06-03\n`),
    );
    expect(refusal).toMatchObject({ code: "FEED_CELL_TOO_LARGE", details: { line: 3, limitKiB: 1024 } });
  });

  test("a cell in a whole line is held to the limit too", async () => {
    expect(
      (await refusalOf(readAll(`${HEADER}\n${"x".repeat(3_000)},1,2020-06-03\n`, { cellBytes: 4_096 }))).code,
    ).toBe("FEED_CELL_TOO_LARGE");
    expect(
      (
        await readAll(`${HEADER}\n${"x".repeat(2_000)},${"y".repeat(2_000)},2020-06-03\n`, {
          cellBytes: 4_096,
        })
      ).rows,
    ).toHaveLength(1);
  });

  test.each([
    ["a line", ""],
    ["a record with quotes", '"甲"'],
  ])("%s of a million commas is refused", async (_, start) => {
    const refusal = await refusalOf(readAll(`${HEADER}\n${start}${",".repeat(1_000_000)}\n`));
    expect(refusal.code).toBe("FEED_COLUMNS");
    expect(refusal.message).toContain("第2行超过1024列");
  });
});
