/**
 * Answers that gateways share in a Redis, which may be gone, frozen, or hold whatever somebody has written
 * into it.
 */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createClient, RESP_TYPES } from "@redis/client";
import fc from "fast-check";
import { once } from "node:events";
import { createServer } from "node:net";
import { openDatabase } from "../../services/kit/store/open/database.js";
import { CORE } from "../prepared.js";
import { startHub, type TestHub } from "../start-hub.js";
import { findRedis, startRedis, type TestRedis } from "../start-redis.js";
import { until } from "../until.js";
import { SCALE } from "../scale.js";

const binary = findRedis();
const AREAS = "{ areas { nodes { code name } } }";
const DEPARTMENTS = "{ departments { nodes { code name } totalCount } }";
const csv = (name: string): string =>
  `区划代码,名称,类别,上级区划代码,别名\n110118,${name},区,,\n110118001,示例镇,镇,110118,\n`;

interface Got {
  readonly status: number;
  readonly tag: string | null;
  readonly text: string;
  readonly statements: number;
}

async function ask(hub: TestHub, query: string): Promise<Got> {
  hub.statements.length = 0;
  const response = await fetch(`${hub.url}/graphql?query=${encodeURIComponent(query)}`);
  return {
    status: response.status,
    tag: response.headers.get("etag"),
    text: await response.text(),
    statements: hub.statements.length,
  };
}

if (binary === null)
  test.skip("redis-server is not on this machine: what gateways share in a Redis is not tested", () =>
    undefined);
else
  describe("gateways that share answers in a Redis", () => {
    const connectTo = (url: string) =>
      createClient({ url })
        .on("error", () => undefined)
        .withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer });
    let redis: TestRedis;
    /** It keeps nothing in memory, so that it asks each time. */
    let hub: TestHub;
    let client: ReturnType<typeof connectTo>;

    beforeAll(async () => {
      redis = await startRedis(binary);
      client = connectTo(redis.url);
      await client.connect();
      hub = await startHub({ domains: CORE, settings: { REDIS_URL: redis.url, ANSWER_STORE_MIB: "0" } });
      await hub.publish("directory.areas", csv("示例区"), "zwfwj");
    });
    afterAll(async () => {
      client.destroy();
      await hub.close();
      await redis.stop();
    });

    /** Asks until the answer comes from there. */
    const shared = async (from: TestHub, query: string): Promise<Got> => {
      await until(async () => (await ask(from, query)).statements === 0);
      return ask(from, query);
    };

    test("one that was made is taken from there, with the same tag, and does not outlive a release", async () => {
      await client.flushAll();
      const made = await ask(hub, AREAS);
      expect(made.statements).toBeGreaterThan(0);
      const again = await shared(hub, AREAS);
      expect([again.text, again.tag]).toEqual([made.text, made.tag]);
      await hub.publish("directory.areas", csv("另一区"), "zwfwj");
      const after = await ask(hub, AREAS);
      expect(after.statements).toBeGreaterThan(0);
      expect(after.text).toContain("另一区");
      for (const name of await client.keys("*")) expect(await client.ttl(name)).toBeGreaterThan(0);
    });

    test("another gateway of the same hub has it, and a hub with another key does not", async () => {
      const { kind, connection } = hub.parts.database;
      if (kind !== "server" || !("connectionString" in connection)) return;
      const open = async (keys: Pick<TestHub, "keys">): Promise<TestHub> =>
        startHub({
          domains: CORE,
          settings: { REDIS_URL: redis.url, ANSWER_STORE_MIB: "0" },
          database: await openDatabase({ url: connection.connectionString, directory: ":memory:" }),
          ...keys,
        });
      const other = await open({ keys: hub.keys });
      // It does not wait for its connection when it starts: each time there is another one to take.
      for (let [turn, isTaken] = [0, false]; !isTaken; turn += 1) {
        const query = `query Q${turn} ${AREAS}`;
        const made = await shared(hub, query);
        const got = await ask(other, query);
        expect([got.text, got.tag]).toEqual([made.text, made.tag]);
        isTaken = got.statements === 0;
      }
      await other.close();
      const stranger = await open({
        keys: { ...hub.keys, hub: [crypto.getRandomValues(new Uint8Array(32)), ...hub.keys.hub] },
      });
      await shared(hub, AREAS);
      const before = await client.dbSize();
      await shared(stranger, AREAS);
      expect(await client.dbSize()).toBe(before + 1);
      await stranger.close();
    });

    test("whatever somebody writes into it, nobody is answered with", async () => {
      const right = new Map<string, string>();
      for (const query of [AREAS, DEPARTMENTS]) right.set(query, (await shared(hub, query)).text);
      const poison = fc.oneof(
        fc.uint8Array({ maxLength: 200 }).map((bytes) => () => Buffer.from(bytes)),
        fc.nat(300).map((length) => (value: Buffer) => value.subarray(0, length)),
        fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 })).map(
          ([at, bits]) =>
            (value: Buffer) =>
              value.map((byte, place) => (place === at % value.length ? byte ^ bits : byte)),
        ),
        fc.constant((value: Buffer) =>
          Buffer.concat([value.subarray(0, 32), Buffer.from('{"data":{"areas":null}}')]),
        ),
        fc.constant(() => Buffer.alloc(3_000_000, "{")),
      );
      await fc.assert(
        fc.asyncProperty(poison, fc.boolean(), async (spoil, isExchanged) => {
          const names = await client.keys("*");
          const values = await Promise.all(names.map((name) => client.get(name)));
          for (const [at, name] of names.entries()) {
            const value = values[isExchanged ? (at + 1) % names.length : at];
            if (value) await client.set(name, isExchanged ? value : Buffer.from(spoil(value)));
          }
          for (const [query, text] of right) expect((await ask(hub, query)).text).toBe(text);
          for (const query of right.keys()) await shared(hub, query);
        }),
        { numRuns: SCALE.sharedAnswers },
      );
      for (const name of await client.keys("*")) {
        await client.del(name);
        await client.lPush(name, "a list");
      }
      for (const [query, text] of right) expect((await ask(hub, query)).text).toBe(text);
      await client.flushAll();
    });

    test("one that freezes, or goes, costs nothing but its help, and helps again when it is back", async () => {
      const { text } = await shared(hub, AREAS);
      redis.freeze();
      for (let turn = 0; turn < 10; turn += 1) {
        const got = await ask(hub, AREAS);
        expect([got.status, got.text]).toEqual([200, text]);
      }
      redis.thaw();
      await shared(hub, AREAS);
      await redis.stop();
      for (let turn = 0; turn < 10; turn += 1) expect((await ask(hub, AREAS)).text).toBe(text);
    });
  });

test("what is no Redis at all is as good as none", async () => {
  const server = createServer((socket) =>
    socket
      .on("error", () => undefined)
      .on("data", () => socket.write("HTTP/1.1 400 Bad Request\r\n\r\n+?$-1\r\n*9999999999\r\n")),
  );
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  const hub = await startHub({
    domains: CORE,
    settings: {
      REDIS_URL: `redis://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`,
      ANSWER_STORE_MIB: "0",
    },
  });
  for (let turn = 0; turn < 5; turn += 1)
    expect((await ask(hub, AREAS)).text).toBe('{"data":{"areas":{"nodes":[]}}}');
  await hub.close();
  server.close();
});

test("an address that is none is told by the name of its setting", async () => {
  await expect(startHub({ settings: { REDIS_URL: "127.0.0.1:6379" } })).rejects.toMatchObject({
    code: "SETTING_INVALID",
    details: { name: "REDIS_URL" },
  });
});
