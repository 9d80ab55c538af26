/**
 * `tongcha serve <name>`: one subgraph as a process of its own, for a gateway that names it in SUBGRAPH_URLS.
 */
import { textOption, type Command } from "../command.js";
import { preflight } from "../../start/preflight.js";

const command: Command = {
  name: "serve",
  parameters: "<name>",
  help: { zh: "单独运行一个子图。", en: "Runs one subgraph as its own process." },
  options: [
    {
      flags: "--plugins <file>",
      help: "Apollo Server 的插件文件，默认导出插件 Plug-ins of Apollo Server, its default export",
    },
  ],
  isServer: true,
  run: async (input) => {
    const {
      settings,
      parameters: [name = ""],
    } = input;
    await preflight(settings);
    const { runSubgraph } = await import("../run-hub.js");
    await runSubgraph(settings, name, textOption(input, "plugins"));
  },
};
export default command;
