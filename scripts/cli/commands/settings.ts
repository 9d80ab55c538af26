import type { Command } from "../command.js";
import { SETTINGS } from "../../start/settings.js";

const command: Command = {
  name: "settings",
  help: { zh: "列出所有设置。", en: "Lists every setting." },
  run: async () => {
    for (const { variable, fallback, help } of Object.values(SETTINGS)) {
      process.stdout.write(
        `${variable.padEnd(22)} ${String(fallback ?? "—").padEnd(12)} ${help.zh}  ${help.en}\n`,
      );
    }
  },
};
export default command;
