/** `tongcha backup`: the database and its keys in one encrypted file, while all goes on. */
import { stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import * as v from "valibot";
import { HubError } from "#schema/errors.js";
import type { EmbeddedCopy } from "../../../services/kit/store/open/copy-directory.js";
import { FACTS } from "../../backup/manifest.js";
import { HUB_OPTIONS, hubUrl, openAnswer } from "../ask-hub.js";
import type { Command, CommandInput } from "../command.js";
import { tellBackup } from "../tell-backup.js";

const COPY = v.object({ name: v.pipe(v.string(), v.regex(/^[\w.-]+$/)), facts: FACTS });

const command: Command = {
  name: "backup",
  parameters: "<file>",
  help: {
    zh: "备份数据库与密钥，加密为一个文件；通查可照常运行。",
    en: "Backs the database and its keys up into one encrypted file; the hub may run.",
  },
  options: HUB_OPTIONS.filter(({ flags }) => !flags.startsWith("--token")),
  run: async (input) => {
    const { settings } = input;
    const [{ backUp }, { openLock }] = await Promise.all([
      import("../../backup/back-up.js"),
      import("../../backup/locks.js"),
    ]);
    const file = resolve(input.parameters[0] ?? "");
    const lock = await openLock(settings);
    const manifest = await backUp({ settings, file, lock, askHub: () => askCopy(input) });
    tellBackup("已备份", "Backed up", manifest, (await stat(file)).size);
  },
};
export default command;

/** Throws HUB_DOWN and the like; HUB_OTHER where the hub at that address has another data directory. */
async function askCopy(input: CommandInput): Promise<EmbeddedCopy> {
  const { settings } = input;
  const [{ COPY_PATH, signCopy }, { openKeys }] = await Promise.all([
    import("../../start/copy-route.js"),
    import("../../start/keys/keys.js"),
  ]);
  const url = new URL(COPY_PATH, hubUrl(input));
  const headers = await signCopy((await openKeys(settings, "refuse")).hub[0]);
  const answer = await new Response(await openAnswer(input, url, { method: "POST", headers })).text();
  const copy = v.parse(COPY, JSON.parse(answer));
  const isOwn = await stat(join(settings.dataDirectory, copy.name)).catch(() => null);
  if (isOwn) return copy;
  throw new HubError("HUB_OTHER", {
    address: url.origin,
    reason: `其数据目录不是 ${settings.dataDirectory}`,
    reasonEn: `its data directory is not ${settings.dataDirectory}`,
  });
}
