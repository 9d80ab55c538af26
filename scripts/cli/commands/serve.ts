/**
 * `tongcha serve <name>`: one subgraph as a process of its own, for a gateway that names it in SUBGRAPH_URLS.
 */
import type { Command } from "../command.js";
import { preflight } from "../../start/preflight.js";

const command: Command = {
  name: "serve",
  parameters: "<name>",
  help: { zh: "单独运行一个子图。", en: "Runs one subgraph as its own process." },
  run: async ({ settings, parameters: [name = ""] }) => {
    await preflight(settings);
    const { runSubgraph } = await import("../run-hub.js");
    await runSubgraph(settings, name);
  },
};
export default command;
