/**
 * `tongcha restored`: says that a backup was restored, so that nothing of the time after it is taken for
 * true.
 */
import { openDatabase } from "../../../services/kit/store/open/database.js";
import type { Command } from "../command.js";

const command: Command = {
  name: "restored",
  help: {
    zh: "恢复备份或某一时间点后运行：另起历史，使缓存、标签、订阅游标不与恢复前的混同。",
    en: "After a backup or a point in time was restored: begins another history for caches, ETags and cursors.",
  },
  run: async ({ settings }) => {
    const database = await openDatabase({ url: settings.databaseUrl, directory: settings.dataDirectory });
    try {
      const { markRestored } = await import("../../start/mark-restored.js");
      const { epoch, release } = await markRestored(database);
      process.stdout.write(
        `已另起历史 ${epoch}，自第${release}次发布之后。此前的缓存、标签和订阅游标不再有效，已记入留痕；运行中的进程数秒内得知。
Another history began, ${epoch}, after release ${release}. No cache, ETag or cursor of before is good any more. It is in the trail; processes that run know within seconds.\n`,
      );
    } finally {
      await database.close();
    }
  },
};
export default command;
