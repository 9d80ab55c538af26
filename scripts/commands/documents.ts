/** `tongcha documents <action>`: the documents that a client has registered. Exit code 1 when some of them cannot be. */
import { HubError } from "#schema/errors.js";
import type { Command } from "../command.js";
import * as actions from "../documents/actions.js";

const ACTIONS: Readonly<Record<string, actions.Action>> = { ...actions };

const command: Command = {
  name: "documents",
  parameters: "<action> [file]",
  help: { zh: `客户端登记的查询文档：${Object.keys(actions).join("、")}。`, en: "The documents that a client has registered; the file is a manifest of graphql-codegen, Relay or Apollo." },
  options: [
    { flags: "--hub <url>", help: "通查的地址 Address of the hub (default: HOST and PORT)." },
    { flags: "--token <token>", help: "令牌；也可用环境变量 TONGCHA_TOKEN Token, or in TONGCHA_TOKEN." },
    { flags: "--client <name>", help: "客户端名 Name of the client." },
    { flags: "--contract <name>", help: "publish：客户端使用的契约视图；不填为全图 The contract that it asks; the whole graph unless given." },
    { flags: "--id <id>", help: "withdraw：撤回一个 One document, instead of a file's." },
    { flags: "--json", help: "输出 JSON，供程序读取 For programs." },
  ],
  run: async (input) => {
    const action = ACTIONS[input.parameters[0] ?? ""];
    if (!action) throw new HubError("OPTION_INVALID", { option: "<action>", wanted: Object.keys(ACTIONS).join(" | ") });
    return action(input);
  },
};
export default command;
