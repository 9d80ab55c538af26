import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { openTestDatabase } from "../../../../test/open-test-database.js";
import { recordIdOf } from "../../check/content.js";
import type { FeedContract } from "../../feed/contract.js";
import type { Database } from "../open/database.js";
import { stagedTableOf } from "../open/tables.js";
import { readLogHead } from "../read/log.js";
import { checkRows, notices, prepareStore, publish, release, shelf, stageRows } from "../store.test-data.js";
import { fillLog, type ContractAt } from "./fill-log.js";
import { verifyChain } from "./verify.js";
import { expireRecords, withdrawRecords } from "./withdraw.js";

let database: Database;

const FEEDS: readonly FeedContract[] = [notices, shelf];
const contractAt: ContractAt = (feed) => Promise.resolve(FEEDS.find(({ id }) => id === feed) ?? null);

const row = (number: number, title = "甲") => ({
  number: String(number),
  title,
  decidedOn: "2020-06-03",
  publicUntil: number === 7 ? "2020-07-01" : "",
  kinds: "罚款；警告",
  fine: "0.50",
});
const rows = (from: number, to: number, title?: string) =>
  Array.from({ length: to - from }, (_, at) => row(from + at, title));

/** All that is kept of trees and of the log. */
async function kept(): Promise<readonly unknown[]> {
  const tables = [
    "SELECT number, leaves, root FROM hub.release ORDER BY number",
    "SELECT * FROM hub.block ORDER BY release, block",
    "SELECT * FROM hub.log ORDER BY level, at",
  ];
  return Promise.all(tables.map(async (text) => (await database.pool.query(text)).rows));
}

async function forget(): Promise<void> {
  await database.pool.query("UPDATE hub.release SET leaves = NULL, root = NULL");
  await database.pool.query("DELETE FROM hub.block");
  await database.pool.query("DELETE FROM hub.log");
}

const problems = async () => (await verifyChain(database.pool, FEEDS)).problems;

beforeAll(async () => {
  database = await openTestDatabase();
  await prepareStore(database, FEEDS);
  await publish(database, notices, "a", rows(0, 600));
  await publish(database, notices, "a", rows(590, 620, "乙"));
  await publish(database, shelf, "b", rows(0, 300));
  await publish(database, shelf, "b", rows(250, 310));
  await withdrawRecords(database, notices, {
    submission: crypto.randomUUID(),
    department: "a",
    releasedBy: "x",
    approvedBy: "y",
    recordIds: [1, 2, 600].map((number) => recordIdOf(notices, { number: String(number) })),
    within: () => Promise.resolve(),
  });
  await expireRecords(database, notices, "2020-07-02");
  await publish(database, notices, "a", [{ ...row(7), publicUntil: "2021-07-01" }]);
});

afterAll(() => database.close());

test("trees that are made anew of the stored versions are those that publishing made, and so is the log", async () => {
  const made = await kept();
  expect(await readLogHead(database.pool)).toMatchObject({ size: 7 });
  await forget();
  await fillLog(database, contractAt);
  expect(await kept()).toEqual(made);
  expect(await problems()).toEqual([]);
});

test("a start that was ended in the middle is gone on with", async () => {
  const made = await kept();
  await forget();
  const ended = fillLog(database, (feed, number) =>
    number === 4 ? Promise.reject(new Error("ended")) : contractAt(feed, number),
  );
  await expect(ended).rejects.toThrow("ended");
  await fillLog(database, contractAt);
  expect(await kept()).toEqual(made);
});

test("what an older version released beside is taken into the log at the next start, and hinders no release", async () => {
  const before = await readLogHead(database.pool);
  await publish(database, notices, "a", [row(800)]);
  const made = await kept();
  await database.pool.query("UPDATE hub.release SET leaves = NULL, root = NULL WHERE number = 8");
  await database.pool.query("DELETE FROM hub.block WHERE release = 8");
  await database.pool.query("DELETE FROM hub.log WHERE (at + 1) * (1 << level) > 7");
  await publish(database, notices, "a", [row(801)]);
  expect(await readLogHead(database.pool)).toEqual(before);
  await fillLog(database, contractAt);
  expect(await readLogHead(database.pool)).toMatchObject({ size: 9 });
  expect((await kept())[0]).toEqual([...[made[0]].flat(), expect.objectContaining({ number: 9 })]);
  expect(await problems()).toEqual([]);
});

test("a file that was checked by an older version gets its leaves when it is published", async () => {
  const submission = await stageRows(database, notices, checkRows(notices, rows(900, 905)));
  await database.pool.query(`UPDATE ${stagedTableOf(submission)} SET leaf = NULL`);
  expect(await release(database, notices, submission, "a")).toMatchObject({ number: 10, leaves: 5 });
  expect(await problems()).toEqual([]);
});

test("the releases of a feed that nobody defines any more have their places in the log", async () => {
  await forget();
  await fillLog(database, (feed) => Promise.resolve(feed === notices.id ? notices : null));
  expect(await readLogHead(database.pool)).toMatchObject({ size: 10 });
  expect((await verifyChain(database.pool, [notices])).problems).toMatchObject([{ code: "FEED_UNKNOWN" }]);
});
