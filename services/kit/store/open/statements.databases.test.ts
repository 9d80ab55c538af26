import { setImmediate as nextTurn } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { startLifetime, type Lifetime } from "#schema/runtime/lifetime.js";
import { openTestDatabase } from "../../../../test/open-test-database.js";
import type { Database } from "./database.js";
import { createPlaces } from "./places.js";
import type { RequestStatements } from "./statements.js";

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const reads = (lifetime: Lifetime, client = "one"): RequestStatements =>
  database.statements({ lifetime, client, name: "trading" });
const activeSleeps = async (): Promise<number> =>
  (
    await database.pool.query<{ count: number }>(
      "SELECT count(*) AS count FROM pg_stat_activity WHERE state = 'active' AND query LIKE 'SELECT pg_sleep%' AND datname = current_database()",
    )
  ).rows[0]?.count ?? 0;

async function until(done: () => Promise<boolean>): Promise<void> {
  while (!(await done()))
    await new Promise((resolve) => {
      setTimeout(resolve, 10);
    });
}

const onServer = process.env["TEST_DATABASE_URL"] === undefined ? test.skip : test;

onServer(
  "a statement is cancelled when nobody waits for it, and when its request's time is over, and its connection serves others",
  async () => {
    const abandoned = startLifetime(Infinity);
    const sleeping = Promise.allSettled([
      reads(abandoned).query("SELECT pg_sleep(600)"),
      reads(abandoned).dear.query("SELECT pg_sleep(600)"),
    ]);
    await until(async () => (await activeSleeps()) === 2);
    abandoned.end();
    expect(await sleeping).toMatchObject([
      { reason: { code: "SUBGRAPH_TIMEOUT" } },
      { reason: { code: "SUBGRAPH_TIMEOUT" } },
    ]);
    await expect(reads(startLifetime(300)).query("SELECT pg_sleep(600)")).rejects.toMatchObject({
      code: "SUBGRAPH_TIMEOUT",
      details: { name: "trading" },
    });
    await until(async () => (await activeSleeps()) === 0);
    const again = await Promise.all(
      Array.from({ length: 30 }, (_, n) =>
        reads(startLifetime(60_000), `client ${n}`).query("SELECT $1::int AS n", [n]),
      ),
    );
    expect(again.map(({ rows }) => rows)).toEqual(Array.from({ length: 30 }, (_, n) => [{ n }]));
  },
);

test("what has not begun when its request is over does not begin, and one that fails gives its place back", async () => {
  const over = startLifetime(60_000);
  over.end();
  await expect(reads(over).query("SELECT 1")).rejects.toMatchObject({ code: "SUBGRAPH_TIMEOUT" });
  const lifetime = startLifetime(60_000);
  const failed = await Promise.allSettled(
    Array.from({ length: 30 }, () => reads(lifetime).dear.query("SELECT 1 / 0")),
  );
  expect(new Set(failed.map(({ status }) => status))).toEqual(new Set(["rejected"]));
  expect((await reads(lifetime).dear.query("SELECT 1 AS n")).rows).toEqual([{ n: 1 }]);
});

describe("rows that are handed over one by one", () => {
  const each = (text: string, take: (row: Readonly<Record<string, unknown>>) => void): Promise<void> =>
    reads(startLifetime(60_000)).each(text, [], take);

  test("are all of them, in their order", async () => {
    const taken: unknown[] = [];
    await each("SELECT n FROM generate_series(1, 3000) n", ({ n }) => taken.push(n));
    expect(taken).toEqual(Array.from({ length: 3_000 }, (_, at) => at + 1));
  });

  test("fail by what takes them, and with a statement that fails after some; the connection serves others", async () => {
    const taken: unknown[] = [];
    const refusing = each("SELECT n FROM generate_series(1, 3) n", ({ n }) => {
      taken.push(n);
      throw new RangeError("one is enough");
    });
    await expect(refusing).rejects.toThrow("one is enough");
    expect(taken).toEqual([1]);
    await expect(
      each("SELECT 1 / (3 - n) AS n FROM generate_series(1, 3) n", () => undefined),
    ).rejects.toMatchObject({ code: "22012" });
    const { rows } = await reads(startLifetime(60_000)).query("SELECT 1 AS n");
    expect(rows).toEqual([{ n: 1 }]);
  });
});

describe("places", () => {
  interface Taken {
    readonly name: string;
    readonly giveBack: () => void;
  }

  /** Takes places by name, in order, and notes who has one. */
  const open = (
    all: number,
    dear: number,
  ): {
    readonly taken: Taken[];
    readonly ask: (name: string, client: string, operation: Lifetime, isDear: boolean) => void;
    readonly next: () => Promise<string>;
  } => {
    const places = createPlaces({ all, dear });
    const taken: Taken[] = [];
    return {
      taken,
      ask: (name, client, operation, isDear) => {
        places.take({ client, operation, lifetime: operation, isDear }).then(
          (giveBack) => {
            if (giveBack) taken.push({ name, giveBack });
          },
          () => undefined,
        );
      },
      next: async () => {
        taken.shift()?.giveBack();
        await nextTurn();
        return taken.map(({ name }) => name).join(" ");
      },
    };
  };

  test("dear statements leave places for cheap ones, and no client has all", async () => {
    const { taken, ask } = open(8, 2);
    const [one, other] = [startLifetime(60_000), startLifetime(60_000)];
    for (let n = 0; n < 50; n += 1) ask(`dear${n}`, "greedy", one, true);
    for (let n = 0; n < 50; n += 1) ask(`cheap${n}`, "greedy", one, false);
    ask("other's dear", "other", other, true);
    ask("other's", "other", other, false);
    await nextTurn();
    expect(taken.map(({ name }) => name)).toEqual([
      "dear0",
      "cheap0",
      "cheap1",
      "cheap2",
      "cheap3",
      "cheap4",
      "other's dear",
      "other's",
    ]);
  });

  test("clients have their turns, and so have the operations of each; who is gone is passed over", async () => {
    const { ask, next } = open(3, 1);
    const [first, second, third, gone] = [
      startLifetime(60_000),
      startLifetime(60_000),
      startLifetime(60_000),
      startLifetime(60_000),
    ];
    ask("first1", "one", first, true);
    for (const name of ["first2", "first3"]) ask(name, "one", first, true);
    ask("gone", "one", gone, true);
    ask("second1", "one", second, true);
    for (const name of ["third1", "third2"]) ask(name, "other", third, true);
    gone.end();
    await nextTurn();
    const order = [];
    for (let n = 0; n < 6; n += 1) order.push(await next());
    expect(order).toEqual(["first2", "third1", "second1", "third2", "first3", ""]);
  });
});
