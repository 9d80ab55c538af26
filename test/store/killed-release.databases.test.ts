import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase, type Database } from "../../services/kit/store/open/database.js";
import { publish, shelf } from "../../services/kit/store/store.test-data.js";
import { verifyChain } from "../../services/kit/store/write/verify.js";
import { openTestDatabase } from "../open-test-database.js";
import { SCALE } from "../scale.js";

const KILLS = SCALE.killedReleases;
/** From its first release on. A round of the child takes about 100 ms, so that every part of it is hit. */
const LONGEST_LIFE_MS = 400;

let directory: string;
/** A database on a server is made for this file; the embedded one is in `directory`. */
let server: Database | null = null;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), "tongcha-test-"));
  if (process.env["TEST_DATABASE_URL"] !== undefined) server = await openTestDatabase();
});

afterAll(async () => {
  await server?.close();
  rmSync(directory, { recursive: true });
});

test("a release whose process is killed is wholly there or not at all, and the next one works", async () => {
  let releases = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    await runAndKill(Math.random() * LONGEST_LIFE_MS);
    const database = server ?? (await openDatabase({ url: null, directory }));
    const found = await verifyChain(database.pool, [shelf]);
    expect(found.problems).toEqual([]);
    // Rows that the child wrote inside its transactions exist for exactly the releases that exist, and have
    // the number of records that these published.
    const { rows } = await database.pool.query(`
      SELECT r.number, told.release FROM (SELECT * FROM hub.release WHERE department = 'slj' AND kind = 'FEED') r FULL JOIN released told ON told.release = r.number
      WHERE told.records IS DISTINCT FROM (SELECT count(*) FROM shop.shelf v WHERE v.opened_in <= r.number AND (v.closed_in IS NULL OR v.closed_in > r.number))`);
    expect(rows).toEqual([]);
    expect(await publish(database, shelf, "other", [{ number: `other ${kill}` }])).toMatchObject({
      added: 1,
    });
    releases = found.releases;
    if (database !== server) await database.close();
  }
  expect(releases).toBeGreaterThan(KILLS);
});

async function runAndKill(lifeMs: number): Promise<void> {
  const { connection } = server ?? { connection: { connectionString: "" } };
  const url = "connectionString" in connection ? connection.connectionString : "";
  // Its socket goes with the directory, for a killed process takes nothing away.
  const child = fork(new URL("./release-forever.test-data.js", import.meta.url), [url, directory], {
    env: { ...process.env, TMPDIR: directory },
  });
  const ended = once(child, "exit");
  await Promise.race([
    once(child, "message"),
    ended.then(() => {
      throw new Error("The child ended by itself");
    }),
  ]);
  await new Promise((resolve) => {
    setTimeout(resolve, lifeMs);
  });
  child.kill("SIGKILL");
  await ended;
}
