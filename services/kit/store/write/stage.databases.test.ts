import { afterAll, beforeAll, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { openTestDatabase } from "../../../../test/open-test-database.js";
import { connect, type Database } from "../open/database.js";
import { openStage, type Stage } from "./stage.js";
import { checkRows, notices, stageRows, prepareStore } from "../store.test-data.js";
import { toStoredRow } from "../read/stored-row.js";
import { stagedTableOf } from "../open/tables.js";
import { runs } from "../../../../test/scale.js";

let database: Database;

beforeAll(async () => {
  database = await openTestDatabase();
  await prepareStore(database, [notices]);
});

afterAll(async () => {
  await database.close();
});

async function withStage(submission: string, use: (stage: Stage) => Promise<void>): Promise<void> {
  const client = await connect(database.connection);
  try {
    await use(await openStage(database.kind, client, notices, submission));
  } finally {
    await client.end();
  }
}

async function stagedRows(submission: string): Promise<readonly Record<string, unknown>[]> {
  return (
    await database.pool.query<Record<string, unknown>>(
      `SELECT * FROM ${stagedTableOf(submission)} ORDER BY file_row`,
    )
  ).rows;
}

const exists = async (submission: string): Promise<boolean> =>
  (
    await database.pool.query<{ exists: boolean }>("SELECT to_regclass($1) IS NOT NULL AS exists", [
      stagedTableOf(submission),
    ])
  ).rows[0]?.exists ?? false;

const anyText = fc.oneof(
  fc.string({
    unit: fc.constantFrom("\\", "\t", "\n", "\r", "N", ".", '"', "'", "{", "}", ",", "示", "𠮷", "a", " "),
  }),
  fc.string({ unit: "grapheme" }).map((text) => text.replaceAll("\0", "")),
);
const anyValues = fc.record({
  number: anyText,
  title: fc.option(anyText),
  decidedOn: fc.option(fc.constantFrom("0001-01-01", "2020-02-29", "9999-12-31")),
  publicUntil: fc.constant(null),
  kinds: fc.option(fc.array(fc.constantFrom("FINE", "WARNING"), { maxLength: 3 })),
  fine: fc.option(fc.constantFrom("0", "0.000001", "123456789012345678901234.5")),
  people: fc.option(fc.integer()),
  heard: fc.option(fc.boolean()),
});

test("whatever is staged is read back the same", async () => {
  const [sample] = checkRows(notices, [{ number: "1" }]);
  if (!sample) throw new Error("The sample row was not checked");
  await fc.assert(
    fc.asyncProperty(fc.array(anyValues, { minLength: 1, maxLength: 30 }), async (rows) => {
      const checked = rows.map((values, index) => ({
        ...sample,
        values,
        line: index + 2,
        recordId: crypto.randomUUID(),
      }));
      const staged = await stagedRows(await stageRows(database, notices, checked));
      expect(staged.map((row) => toStoredRow(notices, row))).toEqual(rows);
      expect(staged.map((row) => [row["record_id"], row["file_row"], row["content_hash"]])).toEqual(
        checked.map((row) => [row.recordId, row.line, row.contentHash]),
      );
    }),
    { numRuns: runs(25) },
  );
});

test("a record twice in one submission cannot be staged", async () => {
  const rows = checkRows(notices, [{ number: "1" }]);
  await expect(stageRows(database, notices, [...rows, ...rows])).rejects.toMatchObject({ code: "23505" });
});

test("a stage that is opened again begins empty", async () => {
  const submission = crypto.randomUUID();
  await withStage(submission, async (stage) => {
    await stage.write(checkRows(notices, [{ number: "1" }, { number: "2" }]));
    expect(await stage.finish()).toBe(2);
  });
  await withStage(submission, async (stage) => {
    await stage.write(checkRows(notices, [{ number: "3" }]));
    expect(await stage.finish()).toBe(1);
  });
  expect(await stagedRows(submission)).toMatchObject([{ number: "3" }]);
});

test("a stage that is cancelled leaves nothing, and its connection can be used again", async () => {
  const submission = crypto.randomUUID();
  await withStage(submission, async (stage) => {
    await stage.write(checkRows(notices, [{ number: "1" }]));
    await stage.cancel();
  });
  expect(await exists(submission)).toBe(false);
});

test("a row that the database refuses ends the stage with an error, however late", async () => {
  const [row] = checkRows(notices, [{ number: "1" }]);
  if (!row) throw new Error("The sample row was not checked");
  await withStage(crypto.randomUUID(), async (stage) => {
    await expect(
      (async () => {
        await stage.write([{ ...row, values: { ...row.values, decidedOn: "2020-02-30" } }]);
        await new Promise((resolve) => {
          setTimeout(resolve, 50);
        });
        await stage.write([row]);
        await stage.finish();
      })(),
    ).rejects.toMatchObject({ code: "22008" });
    await stage.cancel();
  });
});
