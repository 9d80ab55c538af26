import type { Command } from "../command.js";
import { settingsTable } from "../settings-table.js";
import { SETTINGS } from "../../start/settings.js";

const IN_A_FILE = " 也可写在文件中，由加 _FILE 的变量指明。 Or in a file that the variable with _FILE names.";

const command: Command = {
  name: "settings",
  help: { zh: "列出所有设置。", en: "Lists every setting." },
  options: [{ flags: "--markdown", help: "以 Markdown 表格列出 As the table of the guide of operators." }],
  run: async ({ options }) => {
    if (options["markdown"] === true) {
      process.stdout.write(settingsTable());
      return;
    }
    for (const { variable, fallback, help, isSecret } of SETTINGS)
      process.stdout.write(
        `${variable.padEnd(28)} ${(fallback || "—").padEnd(12)} ${help.zh}  ${help.en}${isSecret ? IN_A_FILE : ""}\n`,
      );
  },
};
export default command;
