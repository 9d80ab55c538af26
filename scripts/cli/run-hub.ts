/** The whole hub on one machine, or one of its subgraphs, until it is told to stop. */
import type { Caller } from "#schema/caller.js";
import { discoverSubgraphs } from "../../services/kit/graph/serve/discover.js";
import { unknownName } from "./command.js";
import { DEMO_HOURS, demoPeople } from "../start/demo-people.js";
import { openHub, type Hub, type HubOptions } from "../start/hub.js";
import { openKeys } from "../start/keys/keys.js";
import { createLog } from "../start/log.js";
import { publishSamples } from "../start/publish-samples.js";
import { readPlugins } from "../start/read-plugins.js";
import type { Settings } from "../start/settings.js";
import type { Database } from "../../services/kit/store/open/database.js";
import { untilStopped } from "../start/until-stopped.js";

const QUERY = `{ penalties(first: 3, orderBy: DECISION_DATE_DESC) { totalCount nodes { decisionNumber partyName decisionDate fineAmount department { name } } } }`;

/** `started`: when it was asked for, by the clock of `performance`. */
export async function runHub(
  { settings, keys, database }: Pick<HubOptions, "settings" | "keys"> & { readonly database: Database },
  started: number,
): Promise<void> {
  const log = createLog();
  const hub = await openHub({
    settings,
    keys,
    database,
    log,
    beforeReady: async ({ parts }) => {
      if (settings.samples)
        await publishSamples(parts, ({ feed, file, rows }) =>
          process.stdout.write(
            `  已发布示例：${feed}，${rows}行 Published: ${file.slice(file.lastIndexOf("/") + 1)}\n`,
          ),
        );
    },
  });
  // Whoever reads that the hub is ready may stop it at the same moment.
  const stopped = untilStopped();
  await printWelcome(hub, demoPeople(settings), performance.now() - started);
  await stopped;
  process.stdout.write("正在停止… Stopping…\n");
  await hub.close();
}

/** Throws COMMAND_INVALID for a name that stands for none. */
export async function runSubgraph(
  settings: Settings,
  name: string,
  pluginFile: string | null,
): Promise<void> {
  const known = (await discoverSubgraphs()).map((subgraph) => subgraph.name);
  if (!known.includes(name)) throw unknownName("<name>", name, known);
  const log = createLog();
  const plugins = pluginFile === null ? [] : await readPlugins(pluginFile);
  const keys = await openKeys(settings, "refuse");
  const hub = await openHub({ settings, keys, log, only: name, plugins });
  const stopped = untilStopped();
  process.stdout.write(`${name}: ${hub.url}/${name}/graphql\n`);
  await stopped;
  await hub.close();
}

async function printWelcome(
  { url, issuer, parts }: Hub,
  people: readonly Caller[],
  startMs: number,
): Promise<void> {
  const lines = [
    "",
    `通查已就绪 Tongcha is ready (${(startMs / 1000).toFixed(1)} s, ${parts.database.kind === "embedded" ? "嵌入式数据库 embedded database" : "PostgreSQL"})`,
    "",
    `  GraphQL    ${url}/graphql`,
    `  报送 Intake ${url}/intake/<feed id>`,
    `  健康 Health ${url}/health/ready`,
    "",
    "试一试 Try:",
    `  curl -s ${url}/graphql -H 'content-type: application/json' -d '${JSON.stringify({ query: QUERY })}'`,
    "",
  ];
  if (people.length > 0) {
    lines.push(`演示令牌（${DEMO_HOURS}小时） Demo tokens for ${DEMO_HOURS} hours:`);
    for (const person of people)
      lines.push(`  ${person.roles.join()}: ${await issuer.issue(person, DEMO_HOURS)}`);
    lines.push("");
  }
  process.stdout.write(`${lines.join("\n")}\n`);
}
