/**
 * `tongcha documents <action>`: the documents that a client has registered. Exit code 1 when some of them
 * cannot be.
 */
import { HUB_OPTIONS } from "../ask-hub.js";
import { unknownName, type Command } from "../command.js";
import * as actions from "../documents/actions.js";

const ACTIONS: Readonly<Record<string, actions.Action>> = { ...actions };

const command: Command = {
  name: "documents",
  parameters: "<action> [file]",
  help: {
    zh: `客户端登记的查询文档：${Object.keys(actions).join("、")}。`,
    en: "The documents that a client has registered; the file is a manifest of graphql-codegen, Relay or Apollo.",
  },
  options: [
    ...HUB_OPTIONS,
    { flags: "--client <name>", help: "客户端名称 Name of the client." },
    {
      flags: "--contract <name>",
      help: "publish：客户端使用的接口视图；不填为总图 The contract that it asks; the whole graph unless given.",
    },
    { flags: "--id <id>", help: "withdraw：注销一个 One document, instead of a file's." },
    { flags: "--json", help: "输出 JSON，供程序读取 For programs." },
  ],
  run: async (input) => {
    const action = ACTIONS[input.parameters[0] ?? ""];
    if (!action) throw unknownName("<action>", input.parameters[0] ?? "", Object.keys(ACTIONS));
    return action(input);
  },
};
export default command;
