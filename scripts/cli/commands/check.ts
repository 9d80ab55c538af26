/** `tongcha check`: proves that a backup can be restored, and restores nothing. */
import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import type { Command } from "../command.js";
import { tellBackup } from "../tell-backup.js";

const command: Command = {
  name: "check",
  parameters: "<file>",
  help: { zh: "检查备份是否完整、能否打开，不作恢复。", en: "Reads a whole backup, and restores nothing." },
  run: async ({ settings, parameters }) => {
    const [{ checkBackup }, { openKey }] = await Promise.all([
      import("../../backup/check-backup.js"),
      import("../../backup/locks.js"),
    ]);
    const file = resolve(parameters[0] ?? "");
    const { manifest } = await checkBackup(file, await openKey(settings));
    tellBackup("备份完好", "The backup is whole", manifest, (await stat(file)).size);
  },
};
export default command;
