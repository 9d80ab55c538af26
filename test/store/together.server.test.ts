/** Hubs that start at the same moment on an empty database. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { openHub } from "../../scripts/start/hub.js";
import { openKeys } from "../../scripts/start/keys/keys.js";
import { createLog } from "../../scripts/start/log.js";
import { publishSamples } from "../../scripts/start/publish-samples.js";
import { readSettings } from "../../scripts/start/settings.js";
import { tablesOf } from "../../scripts/start/tables.js";
import { openDatabase } from "../../services/kit/store/open/database.js";
import { openTestDatabase } from "../open-test-database.js";
import { CORE, subgraphsOf } from "../prepared.js";

test("three hubs agree who migrates and who publishes the samples, and all are ready", async () => {
  const database = await openTestDatabase();
  const directory = await mkdtemp(join(tmpdir(), "tongcha-test-"));
  const settings = readSettings({ PORT: "0", TONGCHA_DATA: directory });
  const keys = await openKeys(settings);
  const subgraphs = await subgraphsOf(CORE);
  const { connection } = database;
  // The embedded database has one process.
  const url = "connectionString" in connection ? connection.connectionString : null;
  const publishers: number[] = [];
  const start = async (number: number) =>
    openHub({
      settings,
      keys,
      log: createLog(() => undefined),
      subgraphs,
      database: url === null ? database : await openDatabase({ url, directory }),
      beforeReady: ({ parts }) => publishSamples(parts, () => publishers.push(number)),
    });
  const hubs = await Promise.all((url === null ? [1] : [1, 2, 3]).map(start));
  expect(new Set(publishers).size).toBe(1);
  for (const { url: at } of hubs) expect((await fetch(`${at}/health/ready`)).status).toBe(200);
  const asked = hubs[0]?.parts.database ?? database;
  const numbers = await asked.pool.query("SELECT count(*) AS all, max(number) AS last FROM hub.release");
  expect(numbers.rows).toEqual([{ all: publishers.length, last: publishers.length }]);
  const steps = await asked.pool.query<{ name: string }>("SELECT name FROM hub.migration");
  expect(steps.rows.map(({ name }) => name).toSorted()).toEqual(
    tablesOf(subgraphs)
      .flatMap(({ migrations }) => migrations.map(({ name }) => name))
      .toSorted(),
  );
  await Promise.all(hubs.map((hub) => hub.close()));
  if (url !== null) await database.close();
  await rm(directory, { recursive: true });
});
