/**
 * `tongcha subgraph <action>`: a department's own subgraph, from its check to its removal. Exit code 1 when
 * it is refused.
 */
import { HUB_OPTIONS } from "../ask-hub.js";
import { unknownName, type Command } from "../command.js";
import * as actions from "../subgraph/actions.js";
import { dev, make } from "../subgraph/own-machine.js";

const ACTIONS: Readonly<Record<string, actions.Action>> = { new: make, dev, ...actions };

const command: Command = {
  name: "subgraph",
  parameters: "<action> [name]",
  help: { zh: `部门自己的子图：${Object.keys(ACTIONS).join("、")}。`, en: "A department's own subgraph." },
  options: [
    ...HUB_OPTIONS,
    { flags: "--name <name>", help: "子图名称 Name of the subgraph." },
    { flags: "--url <url>", help: "服务地址 Address of the service." },
    {
      flags: "--schema <file>",
      help: "模式文件；不填则从运行中的服务读取 Its schema; without it, it is read from the running service.",
    },
    { flags: "--note <text>", help: "说明 Why." },
    { flags: "--json", help: "输出 JSON，供程序读取 For programs." },
    { flags: "--to <version>", help: "rollback：回到哪个版本 The version to go back to." },
    {
      flags: "--revision <number>",
      help: "rollback：各部门的子图恢复到总图的哪个版本（督查员） The revision of the graph to restore (supervisor).",
    },
    {
      flags: "--coordinate <coordinate>",
      help: "request：模式坐标 Schema coordinate, such as Area.busLines.",
    },
    {
      flags: "--of <subgraph>",
      help: "request：属于哪个子图（征得同意）；不填则为批准不兼容变更 Whose it is, for a consent; without it a breaking change.",
    },
    { flags: "--reason <text>", help: "request、assign：理由 Why." },
    { flags: "--days <number>", help: "request：有效天数 Days that it is good for.", fallback: "30" },
    { flags: "--id <id>", help: "decide：授权申请的编号 Identifier of the permission." },
    { flags: "--directory <folder>", help: "new：新文件夹 The folder to be made (default: the name)." },
    { flags: "--kind <kind>", help: "new：typescript | plain" },
    {
      flags: "--department <code>",
      help: "dev：以哪个部门的名义（默认 jtj）；assign：改归哪个部门 Code of the department: that publishes (dev), that is to have the name (assign).",
    },
    { flags: "--decision <decision>", help: "decide：GRANTED | REFUSED | REVOKED" },
  ],
  run: async (input) => {
    const action = ACTIONS[input.parameters[0] ?? ""];
    if (!action) throw unknownName("<action>", input.parameters[0] ?? "", Object.keys(ACTIONS));
    return action(input);
  },
};
export default command;
