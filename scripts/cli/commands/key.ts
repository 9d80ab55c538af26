/** `tongcha key <action>`: API keys of programs that ask much, as a supervisor gives them out. */
import { HUB_OPTIONS } from "../ask-hub.js";
import { unknownName, type Command } from "../command.js";
import * as actions from "../keys/actions.js";

const ACTIONS: Readonly<Record<string, actions.Action>> = { ...actions };

const command: Command = {
  name: "key",
  parameters: "<action> [id]",
  help: {
    zh: `接口密钥（督查员）：${Object.keys(actions).join("、")}。`,
    en: "API keys of programs that ask much; needs a supervisor's token.",
  },
  options: [
    ...HUB_OPTIONS,
    { flags: "--name <name>", help: "发放时：程序的名称，如 portal Name of the program." },
    { flags: "--owner <text>", help: "发放时：使用单位 Who answers for it." },
    {
      flags: "--plan <plan>",
      help: "发放时：额度 Its plan: anonymous | registered | partner",
      fallback: "registered",
    },
    {
      flags: "--days <number>",
      help: "发放时：有效天数；不填为长期有效 Days that it is good for; without end unless given.",
    },
    { flags: "--reason <text>", help: "吊销、暂停或恢复的理由 Why." },
    { flags: "--json", help: "输出 JSON，供程序读取 For programs." },
  ],
  run: async (input) => {
    const action = ACTIONS[input.parameters[0] ?? ""];
    if (!action) throw unknownName("<action>", input.parameters[0] ?? "", Object.keys(ACTIONS));
    return action(input);
  },
};
export default command;
