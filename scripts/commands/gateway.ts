/** `tongcha gateway`: serves any Federation 2 supergraph, on all cores. */
import cluster from "node:cluster";
import { availableParallelism } from "node:os";
import { openPlanner } from "../../gateway/plan/open-planner.js";
import { openStandaloneGateway } from "../../gateway/standalone.js";
import { openSource } from "../../gateway/supergraph/source.js";
import { HubError } from "#schema/errors.js";
import { textOption, type Command, type CommandInput } from "../command.js";
import { readContracts } from "../read-contracts.js";
import { readCostRules } from "../read-cost-rules.js";
import { answerLimits, liveLimits } from "../settings.js";
import { untilStopped } from "../until-stopped.js";

const command: Command = {
  name: "gateway",
  help: { zh: "为任意 Federation 2 超图提供网关。", en: "Serves any Federation 2 supergraph." },
  options: [
    { flags: "--supergraph <file|url>", help: "超图文件或地址，改变后自动换用 Its file or URL; a new one is taken while serving" },
    { flags: "--contracts <file>", help: "契约视图的定义（JSON） Contracts, as JSON: views by @tag at /graphql/<name>" },
    { flags: "--port <number>", help: "端口 Port", fallback: "4000" },
    { flags: "--host <address>", help: "监听地址 Address to listen on", fallback: "127.0.0.1" },
    { flags: "--workers <number>", help: "进程数，默认每核一个 Processes; one for each core unless told" },
  ],
  run: async (input) => {
    const workers = numberOption(input, "workers") ?? availableParallelism();
    if (cluster.isPrimary && workers > 1) return runPrimary(workers);
    try {
      await runGateway(input);
    } finally {
      // A worker's channel to its primary would keep it.
      cluster.worker?.disconnect();
    }
    return 0;
  },
};
export default command;

async function runGateway(input: CommandInput): Promise<void> {
  const { settings } = input;
  const where = textOption(input, "supergraph");
  if (where === null) throw new HubError("OPTION_INVALID", { option: "--supergraph", wanted: "supergraph.graphql" });
  const given = textOption(input, "contracts");
  const contracts = given === null ? [] : await readContracts(given);
  const gateway = await openStandaloneGateway({
    source: openSource(where), contracts, costs: readCostRules(settings, "measure", contracts), makePlanner: await openPlanner(), host: textOption(input, "host") ?? settings.host, port: numberOption(input, "port") ?? settings.port,
    limits: { selections: settings.selectionLimit, depth: settings.depthLimit, tokens: 20_000 }, subgraphTimeoutMs: settings.subgraphTimeoutMs,
    operationTimeoutMs: settings.operationTimeoutMs, answerLimits: answerLimits(settings), planningBudgetMs: settings.planningBudgetMs, trustedProxies: settings.trustedProxies, shareInFlight: settings.shareInFlight, corsOrigins: settings.corsOrigins, live: liveLimits(settings),
    log: (entry) => process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), ...entry })}\n`),
  });
  process.stdout.write(`${gateway.url}/graphql\n`);
  await untilStopped();
  await gateway.close();
}

/** Workers that die are replaced, until all are asked to stop. One that cannot even start ends them all. */
async function runPrimary(workers: number): Promise<number> {
  // Answers live for a moment: with room for them the collector has little to move.
  cluster.setupPrimary({ execArgv: [...process.execArgv, "--max-semi-space-size=64"] });
  let isStopping = false;
  let exitCode = 0;
  const failed = Promise.withResolvers<void>();
  const started = new Map<number, number>();
  const fork = (): void => { started.set(cluster.fork().id, Date.now()); };
  for (let count = 0; count < workers; count += 1) fork();
  cluster.on("exit", ({ id }, code) => {
    if (isStopping) return;
    if (Date.now() - (started.get(id) ?? 0) < START_MS) {
      exitCode = code || 1;
      failed.resolve();
    } else fork();
  });
  await Promise.race([untilStopped(), failed.promise]);
  isStopping = true;
  for (const worker of Object.values(cluster.workers ?? {})) worker?.process.kill("SIGTERM");
  return exitCode;
}

const START_MS = 5_000;

function numberOption(input: CommandInput, name: string): number | null {
  const given = textOption(input, name);
  if (given === null) return null;
  const value = Number(given);
  if (!Number.isInteger(value) || value < 0) throw new HubError("OPTION_INVALID", { option: `--${name}`, wanted: "1" });
  return value;
}
