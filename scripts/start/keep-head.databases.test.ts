import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { HUB_TABLES } from "../../services/kit/store/open/hub-tables.js";
import { migrate } from "../../services/kit/store/open/migrate.js";
import { readEpoch } from "../../services/kit/store/read/epoch.js";
import { appendRelease, lockChain } from "../../services/kit/store/write/hash-chain.js";
import { openTestDatabase } from "../../test/open-test-database.js";
import { keepHead } from "./keep-head.js";

test("a data directory knows that its database was restored while nobody looked", async () => {
  const database = await openTestDatabase();
  const directory = await mkdtemp(join(tmpdir(), "tongcha-head-"));
  await migrate(database, [HUB_TABLES]);
  const epochAfterStart = async (): Promise<string> => {
    const stop = await keepHead(database, directory, (error) => {
      throw error;
    });
    await stop();
    return (await readEpoch(database.pool)).epoch;
  };
  await database.transaction(async (client) =>
    appendRelease(client, await lockChain(client), {
      feed: "x.y",
      kind: "FEED",
      submission: null,
      department: "d",
      releasedBy: "甲",
      approvedBy: "乙",
      added: 1,
      changed: 0,
      removed: 0,
      digest: "00",
      leaves: 0,
      root: "00",
    }),
  );
  const before = await epochAfterStart();
  expect(await epochAfterStart()).toBe(before);
  await database.pool.query("DELETE FROM hub.release");
  const after = await epochAfterStart();
  // The embedded database is restored with its directory.
  expect(after === before).toBe(database.kind === "embedded");
  expect(await epochAfterStart()).toBe(after);
  await database.close();
  await rm(directory, { recursive: true });
});
