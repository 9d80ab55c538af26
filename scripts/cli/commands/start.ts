/** `tongcha start`: the whole hub on one machine. */
import type { Command } from "../command.js";
import { openDatabase } from "../../../services/kit/store/open/database.js";
import { openKeys } from "../../start/keys/keys.js";
import { preflight } from "../../start/preflight.js";

const command: Command = {
  name: "start",
  help: { zh: "启动通查：数据库、子图、网关。", en: "Starts the hub: database, subgraphs, gateway." },
  isServer: true,
  run: async ({ settings }) => {
    const started = performance.now();
    await preflight(settings);
    const keys = await openKeys(settings);
    // To load the hub takes seconds: who cannot have it is told before, and the database opens meanwhile.
    const opening = openDatabase({ url: settings.databaseUrl, directory: settings.dataDirectory });
    const [{ runHub }, database] = await Promise.all([import("../run-hub.js"), opening]);
    await runHub({ settings, keys, database }, started);
  },
};
export default command;
