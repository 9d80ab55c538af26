/**
 * What gateways share in a Redis outlives a restore of their database: answers of the history that was lost,
 * of records that were withdrawn there, and what clients have spent.
 */
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { createClient } from "@redis/client";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { addressOf, findTool } from "../../scripts/backup/postgres-tools.js";
import restored from "../../scripts/cli/commands/restored.js";
import { openKeys, type Keys } from "../../scripts/start/keys/keys.js";
import { readSettings } from "../../scripts/start/settings.js";
import { openDatabase, type Database } from "../../services/kit/store/open/database.js";
import { openTestDatabase } from "../open-test-database.js";
import { MARKET, penaltyCsv, penaltyRow } from "../penalty-file.js";
import { copyKeys, WITH_DIRECTORY } from "../prepared.js";
import { startHub, valueAt, type TestHub } from "../start-hub.js";
import { findRedis, startRedis, type TestRedis } from "../start-redis.js";
import { until } from "../until.js";

const binary = findRedis();
const isServer = process.env["TEST_DATABASE_URL"] !== undefined;
const QUERY = "{ penalties(orderBy: DECISION_NUMBER_ASC) { totalCount nodes { partyName } } }";
const [WITHDRAWN, LOST, NEW] = ["示例撤回有限公司", "示例丢失有限公司", "示例新增有限公司"];

if (binary === null || !isServer)
  test.skip("redis-server or PostgreSQL is not on this machine: restores beneath a Redis are not tested", () =>
    undefined);
else
  describe("a Redis that outlives the database's history", () => {
    const connectTo = (url: string) => createClient({ url }).on("error", () => undefined);
    let folder: string;
    let redis: TestRedis;
    let client: ReturnType<typeof connectTo>;
    /** Held open, so that the database stays when its hub ends. */
    let keeper: Database;
    let url: string;
    let keys: Keys;
    let hub: TestHub | null = null;

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), "tongcha-restored-"));
      redis = await startRedis(binary);
      client = connectTo(redis.url);
      await client.connect();
      keeper = await openTestDatabase(WITH_DIRECTORY);
      if (!("connectionString" in keeper.connection)) throw new Error("It is on no server");
      url = keeper.connection.connectionString;
      await copyKeys(WITH_DIRECTORY, folder);
      keys = await openKeys(readSettings({ TONGCHA_DATA: folder }));
    });
    afterAll(async () => {
      await hub?.close();
      client.destroy();
      await redis.stop();
      await keeper.close();
      await rm(folder, { recursive: true });
    });

    /** It keeps nothing in memory, so that it asks the Redis each time. */
    const start = async (): Promise<TestHub> => {
      hub = await startHub({
        database: await openDatabase({ url, directory: ":memory:" }),
        keys,
        settings: {
          TONGCHA_DATA: folder,
          REDIS_URL: redis.url,
          ANSWER_STORE_MIB: "0",
          RATE_LIMITS: "6000/600000/6000000",
        },
      });
      return hub;
    };
    const stop = async (): Promise<void> => {
      await hub?.close();
      hub = null;
    };
    const run = promisify(execFile);
    const backUp = async (): Promise<() => Promise<void>> => {
      const { url: address, environment } = addressOf(url);
      const file = join(folder, `${crypto.randomUUID()}.dump`);
      const [dump, restore] = [await findTool("pg_dump", 15), await findTool("pg_restore", 15)];
      await run(dump, ["--format=custom", `--file=${file}`, address], { env: environment });
      return async () => {
        await run(restore, ["--clean", "--if-exists", `--dbname=${address}`, file], { env: environment });
      };
    };
    const ask = async (from: TestHub): Promise<{ readonly text: string; readonly isShared: boolean }> => {
      from.statements.length = 0;
      const response = await fetch(`${from.url}/graphql?query=${encodeURIComponent(QUERY)}`);
      const text = await response.text();
      return { text, isShared: from.statements.length === 0 };
    };
    /** What is made, and then what comes from the Redis; they are the same. */
    const bothOf = async (from: TestHub): Promise<string> => {
      const { text } = await ask(from);
      let shared = text;
      await until(async () => {
        const got = await ask(from);
        shared = got.text;
        return got.isShared;
      }, "it comes from the Redis");
      expect(shared).toBe(text);
      return text;
    };
    const publish = (to: TestHub, number: number, partyName: string): Promise<string> =>
      to.publish("enforcement.penalties", penaltyCsv([penaltyRow(number, { partyName })]), MARKET.code);
    const withdraw = async (from: TestHub): Promise<void> => {
      const [clerk, reviewer] = await Promise.all([
        from.token("clerk", MARKET.code),
        from.token("reviewer", MARKET.code),
      ]);
      const demand = async (text: string, variables: object, token: string): Promise<unknown> => {
        const { data, errors } = await from.query(text, { ...variables }, token);
        expect(errors).toBeUndefined();
        return data;
      };
      const found = await demand("{ penalties { nodes { id partyName } } }", {}, clerk);
      const node = Object.values(valueAt(found, "penalties", "nodes") ?? {}).find(
        (known) => valueAt(known, "partyName") === WITHDRAWN,
      );
      const asked = await demand(
        'mutation ($ids: [ID!]!) { requestWithdrawal(feed: "enforcement.penalties", recordIds: $ids, kind: REPAIR, documentNumber: "京密信修〔2026〕1号", date: "2026-11-01", reason: "信用修复") { id difference { digest } } }',
        { ids: [valueAt(node, "id")] },
        clerk,
      );
      const id = valueAt(asked, "requestWithdrawal", "id");
      const digest = valueAt(asked, "requestWithdrawal", "difference", "digest");
      await demand(
        "mutation ($id: ID!, $digest: String!) { approve(id: $id, differenceDigest: $digest) { id } }",
        { id, digest },
        reviewer,
      );
      await demand("mutation ($id: ID!) { publish(id: $id) { id } }", { id }, reviewer);
    };
    const spent = async (): Promise<readonly string[]> => {
      await until(async () => (await client.keys("tongcha:rate*")).length > 0, "what was spent is counted");
      return (await client.keys("tongcha:rate*")).toSorted();
    };

    test("nothing of the lost history is answered with, whether somebody tells of the restore or not", async () => {
      const before = await start();
      await publish(before, 1, WITHDRAWN);
      expect(await bothOf(before)).toContain(WITHDRAWN);
      const restore = await backUp();
      await publish(before, 2, LOST);
      expect(await bothOf(before)).toContain(LOST);
      await withdraw(before);
      const after = await bothOf(before);
      expect([after.includes(WITHDRAWN), after.includes(LOST)]).toEqual([false, true]);
      await ask(before);
      const buckets = await spent();
      await stop();

      for (const tells of [true, false]) {
        const stored = (await client.keys("*")).filter((name) => !name.includes("rate"));
        expect(stored.length).toBeGreaterThanOrEqual(3);
        await restore();
        if (tells)
          await restored.run({
            settings: readSettings({ TONGCHA_DATA: folder, DATABASE_URL: url }),
            environment: {},
            parameters: [],
            options: {},
          });
        const then = await start();
        // The same release as one that the Redis has an answer of; but of another history.
        const first = await ask(then);
        expect([first.isShared, first.text.includes(LOST)]).toEqual([false, false]);
        expect(await bothOf(then)).toContain(WITHDRAWN);
        // As many releases as were lost.
        await publish(then, 3, NEW);
        const published = await bothOf(then);
        expect([published.includes(NEW), published.includes(LOST)]).toEqual([true, false]);
        await withdraw(then);
        const text = await bothOf(then);
        expect([WITHDRAWN, LOST, NEW].map((name) => text.includes(name))).toEqual([false, false, true]);
        // What a client has spent is no part of a history: a restore gives nothing back.
        expect(await spent()).toEqual(buckets);
        await stop();
      }
    });
  });
