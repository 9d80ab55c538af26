/** `tongcha migrate`: brings a database's tables up to date, as a start does, or tells what would be done. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { VERSION } from "#schema/runtime/version.js";
import { openDatabase } from "../../../services/kit/store/open/database.js";
import type { Plan } from "../../start/upgrade.js";
import type { Command } from "../command.js";

const command: Command = {
  name: "migrate",
  help: {
    zh: "把数据库的表升级到本版本；启动时也会自动升级。",
    en: "Brings the database's tables up to date, as a start does.",
  },
  options: [
    {
      flags: "--dry-run",
      help: "只列出将要执行的步骤和语句，不作任何改动 Tells the steps and their SQL, and changes nothing.",
    },
  ],
  run: async ({ settings, options }) => {
    const isDry = options["dryRun"] === true;
    if (isDry && settings.databaseUrl === null && !existsSync(join(settings.dataDirectory, "database"))) {
      process.stdout.write(
        "尚无嵌入式数据库，首次启动时建立 There is no database yet: the first start makes it\n",
      );
      return;
    }
    const database = await openDatabase({ url: settings.databaseUrl, directory: settings.dataDirectory });
    try {
      const { planUpgrade, upgrade } = await import("../../start/upgrade.js");
      const plan = await planUpgrade(database);
      if (isDry) {
        process.stdout.write(tellPlan(plan));
        return;
      }
      for (const name of await upgrade(database)) process.stdout.write(`✓ ${name}\n`);
      for (const { feed } of plan.feeds) process.stdout.write(`✓ ${feed}\n`);
      process.stdout.write(`数据库已是 ${VERSION} 的 The database is as ${VERSION} needs it\n`);
    } finally {
      await database.close();
    }
  },
};
export default command;

function tellPlan({ from, steps, feeds, later }: Plan): string {
  if (from !== null && steps.length + feeds.length === 0)
    return `无须改动，数据库已是 ${VERSION} 的 Nothing is to be done: the database is as ${VERSION} needs it\n`;
  const lines = [
    `${from ?? "—"} → ${VERSION}`,
    ...(from === null ? ["# hub.migration、hub.version：升级的记录 the history of its upgrades"] : []),
    ...steps.flatMap(({ name, statements }) => [
      `# ${name}`,
      ...(statements?.map((statement) => `${statement.trim()};`) ?? [AFTER_OTHERS]),
    ]),
    ...feeds.flatMap(({ feed, isNew, statements }) => [
      `# ${feed}（${isNew ? "新表 a new table" : "改表 its table changes"}）`,
      ...statements.map((statement) => `${statement};`),
    ]),
    ...later.map(
      (name) => `# ${name}：以数据定义的报送事项，其表随后再定 tables of its feeds that are data follow`,
    ),
    `未作任何改动：${steps.length}步，${feeds.length}个报送事项的表 Nothing was changed: ${steps.length} steps, tables of ${feeds.length} feeds`,
  ];
  return `${lines.join("\n")}\n`;
}

const AFTER_OTHERS =
  "-- 语句取决于前面各步所建的表 Its SQL follows from tables that the steps before it make";
