import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { openTestDatabase } from "../../../../test/open-test-database.js";
import { recordIdOf } from "../../check/content.js";
import type { Database } from "../open/database.js";
import { notices, publish, shelf, prepareStore } from "../store.test-data.js";
import { verifyChain, type ChainProblem } from "./verify.js";
import { withdrawRecords } from "./withdraw.js";

let database: Database;

const full = {
  number: "1",
  title: "甲",
  decidedOn: "2020-06-03",
  publicUntil: "2021-06-03",
  kinds: "罚款；警告",
  fine: "0.5",
  people: "3",
  heard: "是",
};

beforeAll(async () => {
  database = await openTestDatabase();
  await prepareStore(database, [notices, shelf]);
  await publish(database, notices, "a", [full, { ...full, number: "2" }]);
  await publish(database, shelf, "a", [full]);
  await publish(database, notices, "a", [
    { ...full, title: "乙" },
    { ...full, number: "3" },
  ]);
  await withdrawRecords(database, notices, {
    submission: crypto.randomUUID(),
    department: "a",
    releasedBy: "x",
    approvedBy: "y",
    recordIds: [recordIdOf(notices, { number: "3" })],
    within: () => Promise.resolve(),
  });
  await publish(database, notices, "b", [{ ...full, number: "4" }]);
});

afterAll(async () => {
  await database.close();
});

const problems = async (): Promise<readonly ChainProblem[]> =>
  (await verifyChain(database.pool, [notices, shelf])).problems;

/** Problems that verification finds after the statement; afterwards the tables are as before. */
async function problemsAfter(statement: string): Promise<readonly string[]> {
  const tables = ["shop.notices", "shop.shelf", "hub.release", "hub.feed", "hub.block", "hub.log"];
  for (const table of tables)
    await database.pool.query(`CREATE TABLE copy_${table.replace(".", "_")} AS TABLE ${table}`);
  try {
    const { rowCount } = await database.pool.query(statement);
    expect(rowCount).toBeGreaterThan(0);
    return [...new Set((await problems()).map(({ code }) => code))];
  } finally {
    for (const table of tables) {
      const copy = `copy_${table.replace(".", "_")}`;
      await database.pool.query(`DELETE FROM ${table}`);
      await database.pool.query(`INSERT INTO ${table} TABLE ${copy}`);
      await database.pool.query(`DROP TABLE ${copy}`);
    }
  }
}

test("a history that nobody touched has no problems, and its size and last hash are told", async () => {
  const found = await verifyChain(database.pool, [notices, shelf]);
  expect(found).toMatchObject({ releases: 5, records: 6, problems: [] });
  expect(found.lastHash).toMatch(/^[0-9a-f]{64}$/);
});

describe("found:", () => {
  const version =
    "(record_id, opened_in) = (SELECT record_id, opened_in FROM shop.notices WHERE number = '1' AND closed_in IS NULL)";
  test.each([
    ["record_id", "gen_random_uuid()", "RELEASE_DIGEST"],
    ["opened_in", "4", "RELEASE_DIGEST"],
    ["closed_in", "4", "RELEASE_DIGEST"],
    ["withdrawn_in", "4", "RELEASE_DIGEST"],
    ["department", "'b'", "RECORD_DEPARTMENT"],
    ["file_row", "file_row + 1", "RELEASE_DIGEST"],
    ["content_hash", "set_byte(content_hash, 31, get_byte(content_hash, 31) # 1)", "RECORD_CONTENT"],
    ["number", "'1 '", "RECORD_CONTENT"],
    ["title", "'丙'", "RECORD_CONTENT"],
    ["title", "NULL", "RECORD_CONTENT"],
    ["decided_on", "'2020-06-04'", "RECORD_CONTENT"],
    ["public_until", "NULL", "RECORD_CONTENT"],
    ["kinds", "'{FINE}'", "RECORD_CONTENT"],
    ["kinds", "'{WARNING,FINE}'", "RECORD_CONTENT"],
    ["fine", "0.50", "RECORD_CONTENT"],
    ["people", "4", "RECORD_CONTENT"],
    ["heard", "false", "RECORD_CONTENT"],
    ["title", "'丙'", "RELEASE_TREE"],
    ["salt", "gen_random_uuid()", "RELEASE_TREE"],
    ["closed_in", "4", "RELEASE_TREE"],
  ])("a record whose %s became %s", async (column, value, code) => {
    expect(await problemsAfter(`UPDATE shop.notices SET ${column} = ${value} WHERE ${version}`)).toContain(
      code,
    );
  });

  test.each([
    ["number", "number + 100", "RELEASE_MISSING"],
    ["feed", "'shop.shelf'", "RELEASE_HASH"],
    ["kind", "'EXPIRY'", "RELEASE_HASH"],
    ["submission", "gen_random_uuid()", "RELEASE_HASH"],
    ["department", "'b'", "RELEASE_HASH"],
    ["released_at", "released_at + interval '1 ms'", "RELEASE_HASH"],
    ["released_by", "''", "RELEASE_HASH"],
    ["approved_by", "'z'", "RELEASE_HASH"],
    ["added", "added + 1", "RELEASE_HASH"],
    ["changed", "changed + 1", "RELEASE_HASH"],
    ["removed", "removed + 1", "RELEASE_HASH"],
    ["digest", "sha256('')", "RELEASE_DIGEST"],
    ["previous_hash", "sha256('')", "RELEASE_LINK"],
    ["hash", "sha256('')", "RELEASE_HASH"],
    ["root", "sha256('')", "RELEASE_TREE"],
    ["leaves", "leaves + 1", "RELEASE_TREE"],
    ["department", "'b'", "RELEASE_ENTRY"],
    ["released_at", "released_at + interval '1 ms'", "RELEASE_ENTRY"],
    ["added", "added + 1", "RELEASE_ENTRY"],
    ["hash", "sha256('')", "RELEASE_ENTRY"],
  ])("a release whose %s became %s", async (column, value, code) => {
    expect(await problemsAfter(`UPDATE hub.release SET ${column} = ${value} WHERE number = 3`)).toContain(
      code,
    );
  });

  test.each([
    ["a record that was deleted", "DELETE FROM shop.notices WHERE number = '2'", "RELEASE_DIGEST"],
    [
      "a record that no release published",
      "INSERT INTO shop.notices SELECT gen_random_uuid(), opened_in, closed_in, withdrawn_in, department, file_row, content_hash, salt, number, title, decided_on, public_until, kinds, fine, people, heard FROM shop.notices LIMIT 1",
      "RELEASE_DIGEST",
    ],
    ["the first release deleted", "DELETE FROM hub.release WHERE number = 1", "RELEASE_MISSING"],
    ["a release in the middle deleted", "DELETE FROM hub.release WHERE number = 3", "RELEASE_LINK"],
    ["the last release deleted", "DELETE FROM hub.release WHERE number = 5", "RELEASE_UNKNOWN"],
    [
      "the last release and its records deleted",
      "WITH gone AS (DELETE FROM shop.notices WHERE opened_in = 5) DELETE FROM hub.release WHERE number = 5",
      "FEED_VERSION",
    ],
    [
      "two releases that changed places",
      "UPDATE hub.release r SET (feed, kind, submission, department, released_at, released_by, approved_by, added, changed, removed, digest, previous_hash, hash) = (SELECT feed, kind, gen_random_uuid(), department, released_at, released_by, approved_by, added, changed, removed, digest, previous_hash, hash FROM hub.release o WHERE o.number = 3 - r.number) WHERE number IN (1, 2)",
      "RELEASE_LINK",
    ],
    [
      "a withdrawal that was undone",
      "UPDATE shop.notices SET withdrawn_in = NULL, closed_in = NULL WHERE number = '3'",
      "RELEASE_DIGEST",
    ],
    [
      "a feed's version set back",
      "UPDATE hub.feed SET version = 1 WHERE id = 'shop.notices'",
      "FEED_VERSION",
    ],
    [
      "a leaf that was changed where it is kept",
      "UPDATE hub.block SET leaves = set_byte(leaves, 40, get_byte(leaves, 40) # 1) WHERE release = 1",
      "RELEASE_LEAVES",
    ],
    ["a block of leaves that was deleted", "DELETE FROM hub.block WHERE release = 1", "RELEASE_LEAVES"],
    [
      "an entry of the log that was changed",
      "UPDATE hub.log SET hash = sha256('') WHERE level = 0 AND at = 1",
      "RELEASE_ENTRY",
    ],
    ["the log's last entry deleted", "DELETE FROM hub.log WHERE level = 0 AND at = 4", "RELEASE_ENTRY"],
    [
      "a node of the log that was changed",
      "UPDATE hub.log SET hash = sha256('') WHERE level = 2",
      "LOG_NODE",
    ],
  ])("%s", async (_, statement, code) => {
    expect(await problemsAfter(statement)).toContain(code);
  });

  test("which record it is", async () => {
    await database.pool.query("UPDATE shop.notices SET title = '丁' WHERE number = '2'");
    const where = { release: 1, feed: "shop.notices" };
    expect(await problems()).toEqual([
      { code: "RECORD_CONTENT", ...where, recordId: recordIdOf(notices, { number: "2" }) },
      { code: "RELEASE_TREE", ...where, recordId: null },
    ]);
    await database.pool.query("UPDATE shop.notices SET title = '甲' WHERE number = '2'");
    expect(await problems()).toEqual([]);
  });
});

test("a feed whose contract is gone is named, for its records are not verified", async () => {
  expect((await verifyChain(database.pool, [notices])).problems).toMatchObject([
    { code: "FEED_UNKNOWN", feed: "shop.shelf" },
  ]);
});
