/** `tongcha codegen-config`: prints a configuration by which graphql-codegen writes a front end's types. */
import { text } from "node:stream/consumers";
import { HUB_OPTIONS, hubUrl, openAnswer } from "../ask-hub.js";
import { codegenConfig } from "../codegen-config.js";
import { textOption, type Command } from "../command.js";

const command: Command = {
  name: "codegen-config",
  help: {
    zh: "输出 graphql-codegen 的配置，前端据此生成类型。",
    en: "Prints a configuration for graphql-codegen, by which a front end has its types.",
  },
  options: [
    ...HUB_OPTIONS,
    {
      flags: "--contract <name>",
      help: "前端使用的接口视图 The contract that the front end asks.",
      fallback: "public",
    },
  ],
  run: async (input) => {
    const schema = new URL(
      `/schema/${encodeURIComponent(textOption(input, "contract") ?? "")}.graphql`,
      hubUrl(input),
    );
    process.stdout.write(codegenConfig(schema.href, await text(await openAnswer(input, schema, {}))));
  },
};
export default command;
