/** `tongcha adopt`: a copy of another hub's database becomes this hub's own, and speaks. */
import { openDatabase } from "../../../services/kit/store/open/database.js";
import { ownerNames } from "../../../services/kit/store/follow/owner.js";
import { beginEpoch } from "../../../services/kit/store/write/epoch.js";
import type { Command } from "../command.js";

const command: Command = {
  name: "adopt",
  help: {
    zh: "由本中心接替此数据库副本：此后照常推送、到期撤回。原中心须已停用。",
    en: "Makes a copied database this hub's own: it sends and withdraws from then on. The original must have ended.",
  },
  run: async ({ settings }) => {
    const database = await openDatabase({ url: settings.databaseUrl, directory: settings.dataDirectory });
    try {
      const { address, server } = await ownerNames(database, settings.publicUrl);
      const owner = address ?? server;
      const { epoch } = await beginEpoch(database, { cause: "ADOPTED", after: null, owner });
      const [zh, en] = [
        owner ?? "未定（未设 PUBLIC_URL）",
        owner ?? "nobody by name (PUBLIC_URL is not set)",
      ];
      process.stdout.write(
        `数据库归属：${zh}；已另起历史 ${epoch}，已记入留痕。此后照常推送网络回调、到期撤回，积压的也会发出。
The database's owner: ${en}. Another history began, ${epoch}; it is in the trail. From now on webhooks are sent, what waited too, and the clock withdraws.\n`,
      );
    } finally {
      await database.close();
    }
  },
};
export default command;
