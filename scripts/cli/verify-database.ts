/** The hash chain of a database that no hub runs on. */
import { openLiveFeeds } from "../../services/kit/graph/serve/live-feeds.js";
import { discoverSubgraphs } from "../../services/kit/graph/serve/discover.js";
import type { Database } from "../../services/kit/store/open/database.js";
import { migrate } from "../../services/kit/store/open/migrate.js";
import { fillLog } from "../../services/kit/store/write/fill-log.js";
import { verifyChain, type Verification } from "../../services/kit/store/write/verify.js";
import { tablesOf } from "../start/tables.js";

export async function verifyDatabase(database: Database): Promise<Verification> {
  const found = await discoverSubgraphs();
  await migrate(database, tablesOf(found));
  // What a hub refuses when it starts is no matter of the chain.
  const feeds = await openLiveFeeds(database, found, () => undefined);
  await fillLog(database, feeds.contractAt);
  return verifyChain(database.pool, feeds.all());
}
