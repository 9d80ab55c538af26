/** `tongcha rotate`: another key takes the place of one, step by step, while all goes on. */
import { HubError } from "#schema/errors.js";
import { unknownName, type Command } from "../command.js";

const NAMES = ["hub", "person", "issuer", "callers", "log"] as const;
const STEPS = ["add", "use", "drop", "lost"] as const;

const command: Command = {
  name: "rotate",
  parameters: "<key> <step>",
  help: {
    zh: "更换密钥，分步进行：add 添加，use 启用，drop 停用旧密钥；lost 为密钥已丢失。",
    en: "Puts another key in the place of one: add it, use it, drop the former; lost where there is none.",
  },
  options: [
    {
      flags: "--new-pseudonyms",
      help: "person lost 须写明：同一自然人此后另有代号，此前报送的原件不能再读 With person lost: persons get other pseudonyms from then on, and files handed in before cannot be read.",
    },
  ],
  run: async (input) => {
    const {
      parameters: [key = "", given = ""],
      options,
    } = input;
    const name = NAMES.find((known) => known === key);
    if (!name) throw unknownName("<key>", key, NAMES);
    const step = STEPS.find((known) => known === given);
    if (!step) throw unknownName("<step>", given, STEPS);
    const { forgetKey, rotateKey } = await import("../../start/keys/rotate-keys.js");
    if (step !== "lost") {
      await rotateKey(input, name, step);
      process.stdout.write(`${NEXT[step]}\n`);
      return;
    }
    if (name === "person" && options["newPseudonyms"] !== true)
      throw new HubError("OPTION_INVALID", { option: "--new-pseudonyms", wanted: "--new-pseudonyms" });
    await forgetKey(input.settings, name);
    process.stdout.write(`${FORGOTTEN}\n`);
  },
};
export default command;

const NEXT = {
  add: `已添加新密钥，尚未启用。请依次重新启动全部进程，再运行 use。
A new key was added, and is not used yet. Restart all processes, one after the other; then: use.`,
  use: `新密钥已排在首位。请依次重新启动全部进程；旧密钥签发的令牌全部过期后，再运行 drop。
The new key comes first. Restart all processes, one after the other; once no token of the former is good: drop.`,
  drop: `旧密钥已删除。请依次重新启动全部进程，并重新备份密钥。
The former key is gone. Restart all processes, one after the other, and back up the keys.`,
};

const FORGOTTEN = `数据库已不再要求原来的密钥，下次启动时以现有的密钥为准。
The database does not ask for the former key any more; the next start decides by the key that there is.`;
