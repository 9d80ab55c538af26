/**
 * A database of so many penalties, with the keys that belong to it, as a hub that ran for years leaves it.
 */
import { penalties } from "../../../services/enforcement/feeds/penalties.js";
import { discoverContracts } from "../../../services/kit/graph/serve/discover.js";
import { openDatabase } from "../../../services/kit/store/open/database.js";
import { openHub } from "../../start/hub.js";
import { openKeys } from "../../start/keys/keys.js";
import { createLog } from "../../start/log.js";
import { publishSamples } from "../../start/publish-samples.js";
import { readSettings } from "../../start/settings.js";
import { loadSamples } from "../load-samples.js";

export async function fill(url: string, directory: string, rows: number): Promise<void> {
  const database = await openDatabase({ url, directory });
  const settings = readSettings({ PORT: "0", DATABASE_URL: url, TONGCHA_DATA: directory });
  const hub = await openHub({
    settings,
    keys: await openKeys(settings),
    log: createLog(),
    database,
    beforeReady: async ({ parts }) => {
      await publishSamples(parts, () => undefined);
      await loadSamples(database, await discoverContracts(), penalties, { rows, department: "scjgj" });
      await database.pool.query("VACUUM ANALYZE");
    },
  });
  await hub.close();
}
