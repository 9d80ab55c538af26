import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { soak } from "../../scripts/bench/live/splice/soak.js";
import type { Database } from "../../services/kit/store/open/database.js";
import { openTestDatabase } from "../open-test-database.js";
import { copyKeys, copyPrepared, SHIPPED } from "../prepared.js";
import { SCALE } from "../scale.js";

let directory: string;
/** Two gateways share a database on a server; the embedded one is that of one gateway, in `directory`. */
let server: Database | null = null;
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), "tongcha-test-"));
  if (process.env["TEST_DATABASE_URL"] === undefined) await copyPrepared(SHIPPED, directory);
  else {
    server = await openTestDatabase(SHIPPED);
    await copyKeys(SHIPPED, directory);
  }
});
afterAll(async () => {
  await server?.close();
  rmSync(directory, { recursive: true, force: true });
});

test("across changes of the schema, a gateway that is killed and connections that are cut, each subscriber sees every penalty once", async () => {
  const { connection } = server ?? { connection: null };
  const databaseUrl =
    connection !== null && "connectionString" in connection ? connection.connectionString : null;
  const { subscribers, changes } = SCALE.splice;
  const report = await soak({
    databaseUrl,
    directory,
    subscribers,
    streams: 4,
    changes,
    rowsOfRelease: 3,
    say: () => undefined,
  });
  expect(report).toMatchObject({
    gaps: 0,
    repetitions: 0,
    codes: {},
    lost: { byChanges: 0, byKill: databaseUrl === null ? subscribers : subscribers / 2, byCut: subscribers },
  });
  for (const streams of report.streams) expect(streams).toBeLessThanOrEqual(5);
  expect(report.splices).toHaveLength(changes * subscribers);
  expect(report.penalties).toBeGreaterThan(10);
});
