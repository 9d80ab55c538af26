import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { openTestDatabase } from "../../../test/open-test-database.js";
import type { Database } from "../../kit/store/open/database.js";
import { notices, prepareStore, publish, shelf } from "../../kit/store/store.test-data.js";
import { readCriteria, type GivenCriteria } from "../query/criteria.js";
import { saveQuery } from "../query/standing-queries.js";
import { beginMatching, MIGRATIONS } from "../tables.js";
import { matchNext, MOST_KEPT } from "./match-releases.js";

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
  await prepareStore(database, [notices, shelf], { schema: "alerts", migrations: MIGRATIONS });
  await beginMatching(database);
});
afterAll(() => database.close());

const now = (): Date => new Date();
const hub = () => ({ database, contracts: () => [notices, shelf], refresh: () => Promise.resolve() });
const matchAll = async (): Promise<void> => {
  while (await matchNext(hub(), now));
};
const save = async (given: GivenCriteria): Promise<number> =>
  (
    await saveQuery(
      database,
      { title: null, hasReminders: false, criteria: readCriteria(given), webhook: null, owner: "a citizen" },
      now(),
    )
  ).query.number;
const kept = async (query: number): Promise<unknown> =>
  (
    await database.pool.query(
      "SELECT h.release, h.total, (SELECT count(*) FROM alerts.match m WHERE m.query = h.query AND m.release = h.release) AS kept FROM alerts.hit h WHERE h.query = $1 ORDER BY 1",
      [query],
    )
  ).rows;
let nextNumber = 1;
const rows = (count: number, title: string) =>
  Array.from({ length: count }, () => ({ number: `示例${nextNumber++}号`, title, decidedOn: "2026-11-01" }));
const release = async (count: number, title: string, department = "slj"): Promise<number> =>
  (await publish(database, notices, department, rows(count, title)))?.number ?? 0;

test("a release of several parts is matched whole; of a broad query's matches so many are kept, and all are counted", async () => {
  const [broad, narrow] = [await save({ feeds: [notices.id] }), await save({ words: "末尾一条" })];
  const made = await publish(database, notices, "slj", [...rows(5_500, "水库公告"), ...rows(1, "末尾一条")]);
  await matchAll();
  expect(await kept(broad)).toEqual([{ release: made?.number, total: 5_501, kept: MOST_KEPT }]);
  expect(await kept(narrow)).toEqual([{ release: made?.number, total: 1, kept: 1 }]);
});

test("several hubs that match at the same time keep each match once", async () => {
  const query = await save({ words: "同时核对" });
  const releases = [await release(1_500, "同时核对"), await release(3, "同时核对")];
  await Promise.all([matchAll(), matchAll(), matchAll()]);
  expect(await kept(query)).toEqual([
    { release: releases[0], total: 1_500, kept: MOST_KEPT },
    { release: releases[1], total: 3, kept: 3 },
  ]);
});

test("a part that fails leaves nothing behind, and is matched by the next try", async () => {
  const query = await save({ words: "中途失败" });
  const made = await release(1_200, "中途失败");
  await database.pool.query("ALTER TABLE alerts.match ADD CONSTRAINT fails CHECK (row < 500) NOT VALID");
  await expect(matchAll()).rejects.toThrow();
  expect(await kept(query)).toEqual([]);
  await database.pool.query("ALTER TABLE alerts.match DROP CONSTRAINT fails");
  await matchAll();
  expect(await kept(query)).toEqual([{ release: made, total: 1_200, kept: MOST_KEPT }]);
});

test("what was released before a query was saved concerns it not, whether it is matched already or not", async () => {
  await release(1, "先发布后订阅");
  const query = await save({ words: "先发布后订阅" });
  const later = await release(1, "先发布后订阅");
  await matchAll();
  expect(await kept(query)).toEqual([{ release: later, total: 1, kept: 1 }]);
});

test("what a snapshot lists again without a change is not new", async () => {
  const query = await save({ feeds: [shelf.id] });
  const [first, second] = [rows(2, "在架"), rows(1, "新上架")];
  const made = await publish(database, shelf, "slj", first);
  const more = await publish(database, shelf, "slj", [...first, ...second]);
  await publish(database, shelf, "slj", second);
  await matchAll();
  expect(await kept(query)).toEqual([
    { release: made?.number, total: 2, kept: 2 },
    { release: more?.number, total: 1, kept: 1 },
  ]);
});

test("releases of a feed that is gone do not hold up the others", async () => {
  const query = await save({ words: "其后的发布" });
  await publish(database, shelf, "slj", rows(1, "其后的发布"));
  const made = await release(1, "其后的发布");
  while (await matchNext({ ...hub(), contracts: () => [notices] }, now));
  expect(await kept(query)).toEqual([{ release: made, total: 1, kept: 1 }]);
});
