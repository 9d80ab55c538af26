import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import type { Database } from "../../kit/store/open/database.js";
import { openTestDatabase } from "../../../test/open-test-database.js";
import type { DownloadColumn } from "../columns.js";
import { csv } from "./csv.js";
import { ndjson } from "./json.js";

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
  sql: `t.c${at}`,
  valueOf: () => null,
}));
/** What a writer has to look at, and what its own expression could mistake. */
const SPECIAL = [..." \t\r\n\",=+@-\\'；a中😀\u0001\u001f\u007f\u2028"];
const text = fc.oneof(
  fc.string({ unit: fc.constantFrom(...SPECIAL), maxLength: 4 }),
  fc.string({ unit: "grapheme", maxLength: 6 }).filter((each) => !each.includes("\0")),
);
const rows = fc.array(fc.tuple(...COLUMNS.map(() => fc.option(text))), { minLength: 1, maxLength: 200 });

test("any texts are read from lines of CSV and JSON as they were written, formulas with an apostrophe", async () => {
  await fc.assert(
    fc.asyncProperty(rows, async (written) => {
      const columns = COLUMNS.map((_, at) => written.map((row) => row[at] ?? null));
      const line = (format: typeof csv): string => format.line({ columns: COLUMNS, withCodes: true });
      const { rows: lines } = await database.pool.query<{ csv: string; json: string }>(
        `SELECT ${line(csv)} AS csv, ${line(ndjson)} AS json FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY t(c0, c1, c2, place) ORDER BY place`,
        columns,
      );
      const cells = lines.map((each) => parse(each.csv, { relax_column_count: false })[0]);
      expect(cells).toEqual(written.map((row) => row.map(asCell)));
      const objects = lines.map((each): unknown => JSON.parse(each.json));
      expect(objects).toEqual(written.map(([甲, 乙, 丙]) => ({ 甲, 乙, 丙 })));
    }),
  );
});

function asCell(value: string | null): string {
  return value === null ? "" : value.replace(/^(?=[=+@\t\r-])/, "'");
}
