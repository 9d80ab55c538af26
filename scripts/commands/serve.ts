/** `tongcha serve <name>`: one subgraph as a process of its own, for a gateway that names it in SUBGRAPH_URLS. */
import type { Command } from "../command.js";
import { openHub } from "../hub.js";
import { openKeys } from "../keys.js";
import { createLog } from "../log.js";
import { untilStopped } from "../until-stopped.js";

const command: Command = {
  name: "serve",
  parameters: "<name>",
  help: { zh: "单独运行一个子图。", en: "Runs one subgraph as its own process." },
  run: async ({ settings, parameters: [name = ""] }) => {
    const hub = await openHub({ settings, keys: await openKeys(settings), log: createLog(), only: name });
    process.stdout.write(`${name}: ${hub.url}/${name}/graphql\n`);
    await untilStopped();
    await hub.close();
  },
};
export default command;
