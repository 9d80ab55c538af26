/** A database that a backup was restored into is another history from then on. */
import { discoverSubgraphs } from "../../services/kit/graph/serve/discover.js";
import type { Database } from "../../services/kit/store/open/database.js";
import { migrate } from "../../services/kit/store/open/migrate.js";
import type { Epoch } from "../../services/kit/store/read/epoch.js";
import { beginEpoch } from "../../services/kit/store/write/epoch.js";
import { tablesOf } from "./tables.js";

/** Also of a backup that an earlier release made. Resolves to the epoch that begins. */
export async function markRestored(database: Database): Promise<Epoch> {
  await migrate(database, tablesOf(await discoverSubgraphs()));
  return beginEpoch(database, { cause: "RESTORED", after: null });
}
