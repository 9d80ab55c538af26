import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { foldText } from "../../kit/values/text.js";
import type { Database } from "../../kit/store/open/database.js";
import { openTestDatabase } from "../../../test/open-test-database.js";
import type { DownloadColumn } from "../columns.js";
import { columnHeads } from "./column-heads.js";
import { csv } from "./csv.js";
import { ndjson } from "./json.js";
import { recordSql } from "./record-sql.js";
import { cellsOf, linesOf, textOf, type Cell } from "./records-as-text.js";

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const COLUMNS = ["甲", "乙", "丙"].map((field, at): DownloadColumn => ({
  field,
  zh: field,
  kind: "text",
  list: null,
  scale: null,
  coordinates: null,
  sql: `t.c${at}`,
  valueOf: () => null,
}));
const WRITTEN = { columns: columnHeads(COLUMNS), withCodes: true };
/** What a writer has to look at. */
const SPECIAL = [..." \t\r\n\",=+@-\\'；a中😀\u007f\u2028"];
const text = fc.oneof(
  fc.string({ unit: fc.constantFrom(...SPECIAL), maxLength: 4 }),
  fc.string({ unit: "grapheme", maxLength: 6 }).filter((each) => !/[\0\u001a-\u001f]/.test(each)),
);
const rows = fc.array(fc.tuple(...COLUMNS.map(() => fc.option(text))), { minLength: 1, maxLength: 200 });

async function linesOfRecords(records: readonly (readonly Cell[])[]): Promise<readonly string[]> {
  const columns = COLUMNS.map((_, at) => records.map((row) => row[at] ?? null));
  const { rows: found } = await database.pool.query<{ line: string }>(
    `SELECT ${recordSql(COLUMNS)} AS line FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY t(c0, c1, c2, place) ORDER BY place`,
    columns,
  );
  return found.map(({ line }) => line);
}

test("any texts are read from lines of CSV and JSON as they were stored, formulas with an apostrophe", async () => {
  await fc.assert(
    fc.asyncProperty(rows, async (records) => {
      const lines = linesOf(textOf(await linesOfRecords(records)).slice(0, -1));
      const cells = lines.map((line) => cellsOf(line, COLUMNS.length));
      expect(cells).toEqual(records);
      const [asCsv, asJson] = [csv, ndjson].map((format) => cells.map(format.line(WRITTEN)));
      expect(asCsv?.map((line) => parse(line)[0])).toEqual(records.map((row) => row.map(inCsv)));
      expect(asJson?.map((line): unknown => JSON.parse(line))).toEqual(
        records.map(([甲, 乙, 丙]) => ({ 甲, 乙, 丙 })),
      );
    }),
  );
});

test("a text with a separator, which no file can bring, is never taken for two", async () => {
  const separators = ["\u001e", "\u001f", "一\u001e二\u001f三\u001f四", "\u001f\u001e\u001f"];
  for (const separator of separators) {
    expect(foldText(separator)).toBe(separator.replaceAll(/[\u001e\u001f]/g, ""));
    for (const at of COLUMNS.keys()) {
      const records = [["一", "二", "三"].map((cell, column) => (column === at ? separator : cell))];
      const lines = await linesOfRecords(records);
      const cells = (of: readonly string[]): Cell[][] => of.map((line) => cellsOf(line, COLUMNS.length));
      expect(() => cells(lines)).toThrow("control character");
      expect(() => cells(linesOf(textOf(lines).slice(0, -1)))).toThrow("control character");
    }
  }
});

function inCsv(value: string | null): string {
  return value === null ? "" : value.replace(/^(?=[=+@\t\r-])/, "'");
}
