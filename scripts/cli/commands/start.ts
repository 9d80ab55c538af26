/** `tongcha start`: the whole hub on one machine. */
import type { Command } from "../command.js";
import { preflight } from "../../start/preflight.js";

const command: Command = {
  name: "start",
  help: { zh: "启动通查：数据库、子图、网关。", en: "Starts the hub: database, subgraphs, gateway." },
  run: async ({ settings }) => {
    const started = performance.now();
    await preflight(settings);
    // To load the hub takes seconds: who cannot have it is told before.
    const { runHub } = await import("../run-hub.js");
    await runHub(settings, started);
  },
};
export default command;
