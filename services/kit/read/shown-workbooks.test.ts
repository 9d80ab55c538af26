/**
 * The reader reads each cell of a workbook as LibreOffice shows it, or reports a finding for that cell. The
 * workbooks are written by exceljs, as `.xlsx` and `.xls`; the scale of the tests says how many. Without
 * LibreOffice the test is skipped, and says so.
 */
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Value } from "../feed/contract.js";
import type { Finding, RawRow } from "../feed/stages.js";
import { createFindingList, type FindingList } from "../check/findings.js";
import { placeColumns, readCell, type PlacedColumn } from "../check/read-cell.js";
import { createStrayRows } from "../check/stray-rows.js";
import { parseDate } from "../values/dates.js";
import { READ_LIMITS, readFeed } from "./read-feed.js";
import {
  anyBook,
  hasLibreOffice,
  shownBy,
  shownContract,
  writeBook,
  type ShownBook,
} from "./shown-workbooks.test-data.js";
import { SCALE } from "../../../test/scale.js";

const FIELDS = Object.keys(shownContract.columns);

const withLibreOffice = hasLibreOffice() ? test : test.skip;

withLibreOffice(
  "what LibreOffice shows is what is read, or a finding says why not (skipped without LibreOffice)",
  async () => {
    const books = fc.sample(anyBook, { numRuns: SCALE.shownBooks, seed: 1 });
    const files = await Promise.all(books.map(writeBook));
    let cells = 0;
    let told = 0;
    const wrong: unknown[] = [];
    for (const [at, { xls, cells: shown }] of shownBy(files).entries()) {
      const book = books[at];
      if (!book) throw new Error("A book is not there");
      for (const [kind, file] of [
        ["xlsx", files[at] ?? xls],
        ["xls", xls],
      ] as const) {
        const { rows, findings } = await readAll(file);
        for (let line = 2; line < book.rows.length + 2; line += 1) {
          for (const [column, field] of FIELDS.entries()) {
            cells += 1;
            const seen = seenIn(book, shown, line, column);
            if (isSame(field, seen, rows.get(line)?.[field] ?? null)) continue;
            if (
              findings.some(
                (finding) =>
                  finding.row === line && (finding.field === field || finding.code === "ROW_NO_RECORD"),
              )
            )
              told += 1;
            else
              wrong.push({
                kind,
                line,
                field,
                seen,
                format: book.rows[line - 2]?.[column],
                read: rows.get(line)?.[field] ?? null,
              });
          }
        }
        for (const [place] of book.stray.entries())
          expect(findings.map(({ row }) => row)).toContain(book.rows.length + 2 + place);
        expect([...rows.keys()].every((line) => line < book.rows.length + 2)).toBe(true);
      }
    }
    process.stdout.write(`${cells} cells, ${told} with a finding, ${wrong.length} differences\n`);
    expect(wrong).toEqual([]);
  },
);

/** The text that is seen in a cell; of merged cells that of the first one. */
function seenIn(
  { merged }: ShownBook,
  shown: readonly (readonly string[])[],
  line: number,
  column: number,
): string {
  const range =
    column === 1 ? merged.find(([first, last]) => line - 1 >= first && line - 1 <= last) : undefined;
  return (shown[(range ? range[0] + 1 : line) - 1]?.[column] ?? "").trim();
}

function isSame(field: string, seen: string, read: Value): boolean {
  if (seen === "" || read === null) return seen === "" && read === null;
  if (field === "amount" || field === "share")
    return Number(seen.replaceAll(/[,¥]|万元$|%$/g, "")) === Number(read);
  if (field !== "day") return seen === read;
  const day = parseDate(seen);
  return day.ok && day.value === read;
}

interface Read {
  readonly rows: ReadonlyMap<number, Readonly<Record<string, Value>>>;
  readonly findings: readonly Finding[];
}

/** Cell by cell, since a row with an error in one cell is none. */
async function readAll(file: Uint8Array): Promise<Read> {
  const source = (async function* () {
    yield file;
  })();
  const { head, batches } = await readFeed(shownContract, source, READ_LIMITS);
  const list = createFindingList(shownContract, head, 100_000);
  const places = placeColumns(shownContract, head, { today: "2026-11-23", rows: () => [] });
  const strays = createStrayRows(shownContract, head);
  const rows = new Map<number, Readonly<Record<string, Value>>>();
  for await (const batch of batches) {
    for (const raw of batch) {
      const stray = strays.kindOf(raw);
      if (stray !== null) list.add(raw.line, null, null, stray);
      else rows.set(raw.line, readRow(raw, places, list));
      for (const { column, code, details } of raw.notes ?? [])
        list.add(raw.line, FIELDS[column ?? -1] ?? null, null, code, details);
    }
  }
  return { rows, findings: list.sorted() };
}

function readRow(
  raw: RawRow,
  places: readonly PlacedColumn[],
  list: FindingList,
): Readonly<Record<string, Value>> {
  const row: Record<string, Value> = {};
  for (const place of places) readCell(raw, place, row, list);
  return row;
}
