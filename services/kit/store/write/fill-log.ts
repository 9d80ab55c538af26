/**
 * Trees of releases that a version of before there were trees has made, and their entries in the public log:
 * at each start, one release at a time, in bounded memory. What is done stays done when the process is ended.
 */
import type { FeedContract } from "../../feed/contract.js";
import type { Database } from "../open/database.js";
import { inTurn } from "../open/turns.js";
import { logSize } from "../read/log.js";
import { releasesAfter, type Release } from "../read/releases.js";
import { lockChain } from "./hash-chain.js";
import { extendLog } from "./log.js";
import { treeOfVersions } from "./tree.js";

/** Null where nobody defines the feed any more. */
export type ContractAt = (feed: string, release: number) => Promise<FeedContract | null>;

const BATCH = 100;

export async function fillLog(database: Database, contractAt: ContractAt): Promise<void> {
  if (!(await isBehind(database))) return;
  await inTurn(database, "log", async () => {
    for (let last = await logSize(database.pool); ;) {
      const releases = await releasesAfter(database.pool, last, BATCH);
      if (releases.length === 0) break;
      for (const release of releases) {
        if (release.root === null)
          await makeTree(database, release, await contractAt(release.feed, release.number));
        last = release.number;
      }
    }
    await database.transaction(async (client) => {
      await lockChain(client);
      await extendLog(client);
    });
  });
}

async function isBehind({ pool }: Database): Promise<boolean> {
  const { rows } = await pool.query(
    "SELECT FROM hub.release WHERE root IS NULL UNION ALL SELECT FROM hub.release WHERE number > (SELECT count(*) FROM hub.log WHERE level = 0) LIMIT 1",
  );
  return rows.length > 0;
}

/** A release that is being made waits for it, as another does. */
async function makeTree(
  database: Database,
  { number, kind, feed }: Release,
  contract: FeedContract | null,
): Promise<void> {
  await database.transaction(async (client) => {
    const tree = await treeOfVersions(client, { number, kind, feed, contract });
    await client.query("UPDATE hub.release SET leaves = $2, root = decode($3, 'hex') WHERE number = $1", [
      number,
      tree.leaves,
      tree.root,
    ]);
  });
}
