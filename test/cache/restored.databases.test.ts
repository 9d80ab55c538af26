import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { CORE } from "../prepared.js";
import { startHub, type TestHub } from "../start-hub.js";
import { until } from "../until.js";

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub({ domains: CORE });
});
afterAll(() => hub.close());

const QUERY = "{ areas { nodes { name } } }";
const csv = (name: string): string =>
  `区划代码,名称,类别,上级区划代码,别名\n110118,${name},区,,\n110118001,示例镇,镇,110118,\n`;

interface Got {
  readonly status: number;
  readonly tag: string;
  readonly text: string;
}

async function ask(known?: string): Promise<Got> {
  const response = await fetch(`${hub.url}/graphql?query=${encodeURIComponent(QUERY)}`, {
    headers: known === undefined ? {} : { "if-none-match": known },
  });
  return {
    status: response.status,
    tag: response.headers.get("etag") ?? "",
    text: await response.text(),
  };
}

/** What a dump of a few tables holds and a restore puts back, beneath a gateway that goes on. */
async function backUp(tables: readonly string[]): Promise<() => Promise<void>> {
  const { database } = hub.parts;
  for (const table of tables) await database.pool.query(`CREATE TABLE ${table}_backup AS TABLE ${table}`);
  return () =>
    database.transaction(async (client) => {
      for (const table of tables) {
        await client.query(`DELETE FROM ${table}`);
        await client.query(`INSERT INTO ${table} SELECT * FROM ${table}_backup`);
      }
    });
}

test("after a restore nothing that was tagged before is taken for what is published then, by a gateway that went on", async () => {
  await hub.publish("directory.areas", csv("示例区"), "zwfwj");
  const first = await ask();
  expect((await ask(first.tag)).status).toBe(304);
  const restore = await backUp(["hub.release", "hub.log", "hub.block", "hub.feed", "directory.areas"]);
  await hub.publish("directory.areas", csv("丢失区"), "zwfwj");
  const lost = await ask();
  expect(lost.text).toContain("丢失区");

  await restore();
  await until(async () => (await ask(first.tag)).status === 304, "what was restored is answered with");
  expect((await ask(lost.tag)).text).toContain("示例区");
  await hub.publish("directory.areas", csv("新的区"), "zwfwj");
  const after = await ask(lost.tag);
  expect(after).toMatchObject({ status: 200, text: expect.stringContaining("新的区") });
  expect(new Set([first.tag, lost.tag, after.tag]).size).toBe(3);
  await until(() => hub.logged.some((line) => line.includes("Another history began")), "the log says so");
});
