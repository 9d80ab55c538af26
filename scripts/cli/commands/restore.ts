/** `tongcha restore`: a backup into an empty database and data directory. */
import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import type { Command } from "../command.js";
import { tellBackup } from "../tell-backup.js";

const command: Command = {
  name: "restore",
  parameters: "<file>",
  help: {
    zh: "将备份恢复到空的数据库和数据目录。",
    en: "Restores a backup to an empty database and data directory.",
  },
  run: async ({ settings, parameters }) => {
    const [{ restore }, { openKey }] = await Promise.all([
      import("../../backup/restore.js"),
      import("../../backup/locks.js"),
    ]);
    const file = resolve(parameters[0] ?? "");
    const manifest = await restore({ settings, file, key: await openKey(settings) });
    tellBackup("已恢复", "Restored", manifest, (await stat(file)).size);
  },
};
export default command;
