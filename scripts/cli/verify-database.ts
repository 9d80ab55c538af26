/** The hash chain of a database that no hub runs on. */
import { openLiveFeeds } from "../../services/kit/graph/serve/live-feeds.js";
import { discoverSubgraphs } from "../../services/kit/graph/serve/discover.js";
import type { Database } from "../../services/kit/store/open/database.js";
import { migrate } from "../../services/kit/store/open/migrate.js";
import { verifyChain, type Verification } from "../../services/kit/store/write/verify.js";
import { tablesOf } from "../start/tables.js";

export async function verifyDatabase(database: Database): Promise<Verification> {
  const found = await discoverSubgraphs();
  await migrate(database, tablesOf(found));
  return verifyChain(database.pool, (await openLiveFeeds(database, found)).all());
}
