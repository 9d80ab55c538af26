/** `tongcha source <action>`: feeds that the hub fetches by itself from departments' systems. */
import { HUB_OPTIONS } from "../ask-hub.js";
import { unknownName, type Command } from "../command.js";
import * as actions from "../sources/actions.js";

const ACTIONS: Readonly<Record<string, actions.Action>> = { ...actions };

const command: Command = {
  name: "source",
  parameters: "<action> [id]",
  help: {
    zh: `数据源：${Object.keys(actions).join("、")}。`,
    en: "Sources from which feeds are fetched: how they do, one now, or what it would hand in.",
  },
  options: [...HUB_OPTIONS, { flags: "--json", help: "输出 JSON，供程序读取 For programs." }],
  run: async (input) => {
    const action = ACTIONS[input.parameters[0] ?? ""];
    if (!action) throw unknownName("<action>", input.parameters[0] ?? "", Object.keys(ACTIONS));
    return action(input);
  },
};
export default command;
