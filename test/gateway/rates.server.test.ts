/** Two gateways of a hub count one client's requests together, in each store that they may share. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createRates, type Rates } from "../../gateway/limits/rate/rates.js";
import { STRANGER } from "../../gateway/rights/identity.js";
import {
  createSharedSpending,
  openRedisSpending,
  rateTable,
  type OpenSpending,
} from "../../gateway/limits/rate/shared-spending.js";
import type { Database } from "../../services/kit/store/open/database.js";
import { openTestDatabase } from "../open-test-database.js";
import { findRedis, startRedis, type TestRedis } from "../start-redis.js";
import { until } from "../until.js";

const RULES = { anonymous: 6_000, registered: 60_000, partner: 600_000 };
const ADDRESS = "203.0.113.1";
const REDIS = findRedis();
const logged: unknown[] = [];
const common = {
  key: Buffer.alloc(32, 1),
  scope: "a database",
  log: (entry: unknown) => void logged.push(entry),
};

let database: Database;
let redis: TestRedis | null = null;
beforeAll(async () => {
  database = await openTestDatabase();
  await database.pool.query(`CREATE SCHEMA registry; ${rateTable}`);
  redis = REDIS === null ? null : await startRedis(REDIS);
});
afterAll(async () => {
  await redis?.stop();
  await database.close();
});

const inDatabase = (): Promise<OpenSpending> =>
  Promise.resolve({
    spending: createSharedSpending({ ...common, store: { pool: database.pool } }),
    close: () => undefined,
  });
const inRedis = async (): Promise<OpenSpending> => {
  const opened = await openRedisSpending(redis?.url ?? "", common);
  await until(async () => (await opened.spending.add("nobody", 1)) !== null, "Redis is there");
  logged.length = 0;
  return opened;
};

describe.each(
  [["the database", inDatabase] as const, ["Redis", inRedis] as const].filter(
    ([name]) => name !== "Redis" || REDIS !== null,
  ),
)("in %s", (_, open) => {
  test("what a client spent at one gateway it does not have at another, but for a lot", async () => {
    const [one, other] = [await open(), await open()];
    // Time stands still: nothing comes back.
    const [here, there] = [one, other].map(({ spending: shared }) =>
      createRates({ rules: RULES, shared, now: () => 0 }),
    );
    if (!here || !there) throw new Error("There are two");
    spend(here, 5_900);
    const bucket = there.of(STRANGER, ADDRESS);
    let taken = 0;
    // A lot is told, and what was spent elsewhere is heard of with the answer, less what has come back since.
    await until(() => {
      if (bucket.take(60)) taken += 60;
      return logged.length > 0 || RULES.anonymous - taken - bucket.left() > 1_000;
    });
    expect(logged).toEqual([]);
    expect(there.of(STRANGER, "203.0.113.2").left()).toBe(6_000);
    one.close();
    other.close();
  });
});

test("while the common count is away, a gateway counts by itself, and says so once", async () => {
  if (!redis) return;
  const { spending: shared, close } = await inRedis();
  const rates = createRates({ rules: RULES, shared, now: () => 0 });
  await redis.stop();
  spend(rates, 3_000);
  await until(() => logged.length > 0);
  spend(rates, 3_000);
  expect(rates.of(STRANGER, ADDRESS).left()).toBe(0);
  expect(logged).toMatchObject([{ message: "Clients' rates are counted by each gateway alone" }]);
  close();
});

function spend(rates: Rates, points: number): void {
  const bucket = rates.of(STRANGER, ADDRESS);
  for (let left = points; left > 0; left -= 20) expect(bucket.take(20)).toBe(true);
}
