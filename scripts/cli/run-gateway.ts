/** A gateway of its own, from its options to its end: one process, or a primary with its workers. */
import cluster from "node:cluster";
import { once } from "node:events";
import { availableParallelism } from "node:os";
import { openComparing } from "../../gateway/adapters/apollo/reference/compare-answers.js";
import { createIsOperator } from "../../gateway/adapters/http/operators.js";
import { assertFree, type Address } from "../../gateway/adapters/http/listen.js";
import { openPlanner } from "../../gateway/engine/plan/open-planner.js";
import { openStandaloneGateway, type StandaloneGateway } from "../../gateway/open-standalone.js";
import { openSource } from "../../gateway/graph/source.js";
import { HubError } from "#schema/errors.js";
import { textOption, type CommandInput } from "./command.js";
import { openHub } from "../start/hub.js";
import { openKeys } from "../start/keys/keys.js";
import { createLog } from "../start/log.js";
import { readContracts } from "../start/read-contracts.js";
import { readCostRules } from "../start/read-cost-rules.js";
import { answerLimits, documentLimits, liveLimits, loggedOperations, rateRules } from "../start/settings.js";
import { refuseUnknownViews } from "../start/refuse-unknown-views.js";
import { openTokens } from "../start/open-tokens.js";
import { openTracing } from "../start/open-tracing.js";
import { untilStopped } from "../start/until-stopped.js";

/** The exit code, when it has ended. */
export async function runGateway(input: CommandInput): Promise<number> {
  // Each that compares has a process of the other engine's beside it.
  const workers =
    numberOption(input, "workers") ?? (engineOf(input) === "compare" ? 1 : availableParallelism());
  if (cluster.isPrimary) await assertFree(addressOf(input));
  if (cluster.isPrimary && workers > 1) return runPrimary(workers);
  try {
    await serve(input);
  } finally {
    // A worker's channel to its primary would keep it.
    cluster.worker?.disconnect();
  }
  return 0;
}

/**
 * Runs a gateway before a hub: it reads published data from the hub's database and asks the hub for
 * everything else.
 */
async function runBefore(hubUrl: string, input: CommandInput): Promise<void> {
  const { settings: given } = input;
  if (given.databaseUrl === null)
    throw new HubError("SETTING_INVALID", {
      name: "DATABASE_URL",
      reason: "应为中心所用的 PostgreSQL 地址",
      reasonEn: "that of the hub",
    });
  refuseUnknownViews(given);
  const settings = { ...given, hubUrl, ...addressOf(input) };
  const log = createLog();
  const gateway = await openHub({ settings, keys: await openKeys(settings, "refuse"), log });
  const stopped = untilStopped();
  process.stdout.write(`${gateway.url}/graphql\n`);
  await stopped;
  await gateway.close();
}

async function serve(input: CommandInput): Promise<void> {
  const { settings } = input;
  const engine = engineOf(input);
  const where = textOption(input, "supergraph");
  const hubUrl = textOption(input, "hub") ?? settings.hubUrl;
  if (hubUrl !== null && !/^https?:$/.test(URL.parse(hubUrl)?.protocol ?? ""))
    throw new HubError("OPTION_INVALID", { option: "--hub", wanted: "http://hub:4000" });
  if (where === null && hubUrl !== null && engine === "ours") return runBefore(hubUrl, input);
  if (where === null)
    throw new HubError("OPTION_INVALID", { option: "--supergraph", wanted: "supergraph.graphql" });
  const given = textOption(input, "contracts");
  const log = (entry: Readonly<Record<string, unknown>>): void =>
    void process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), ...entry })}\n`);
  if (engine === "apollo") {
    // It knows of no views.
    if (given !== null) throw new HubError("OPTION_INVALID", { option: "--engine", wanted: "ours" });
    const { serveReference } = await import("../../gateway/adapters/apollo/reference/serve-reference.js");
    return untilAsked(
      await serveReference({ where, trustedProxies: settings.trustedProxies, ...addressOf(input), log }),
    );
  }
  const contracts = given === null ? [] : await readContracts(given);
  const rules = rateRules(settings, null);
  const traces = await openTracing(settings);
  const comparing = engine === "compare" ? await openComparing(where, log) : null;
  const tokens = await openTokens(
    {
      keys: textOption(input, "jwks") ?? settings.jwksUrl,
      issuer: textOption(input, "issuer") ?? settings.tokenIssuer,
      audience: textOption(input, "audience") ?? settings.tokenAudience,
    },
    log,
  );
  const gateway = await openStandaloneGateway({
    tracing: traces?.tracing ?? null,
    around: comparing?.around,
    source: openSource(where),
    contracts,
    makePlanner: await openPlanner(),
    overrideShares: settings.overrideLabels,
    ...addressOf(input),
    limits: {
      document: documentLimits(settings),
      answer: answerLimits(settings),
      live: liveLimits(settings),
      costs: readCostRules(settings, "measure", contracts),
      rates: rules && { rules, shared: null },
      operationTimeoutMs: settings.operationTimeoutMs,
      planningBudgetMs: settings.planningBudgetMs,
    },
    subgraphTimeoutMs: settings.subgraphTimeoutMs,
    trustedProxies: settings.trustedProxies,
    ...(tokens && { authenticate: tokens.authenticate }),
    isOperator: createIsOperator(settings.operatorNetworks),
    shareInFlight: settings.shareInFlight,
    corsOrigins: settings.corsOrigins,
    logged: loggedOperations(settings),
    log,
  });
  await untilAsked(gateway);
  await comparing?.close();
  await tokens?.close();
  await traces?.close();
}

/** Serves until it is asked to stop. */
async function untilAsked({ url, close }: Pick<StandaloneGateway, "url" | "close">): Promise<void> {
  const stopped = untilStopped();
  if ((cluster.worker?.id ?? FIRST) === FIRST) process.stdout.write(`${url}/graphql\n`);
  await stopped;
  await close();
}

/**
 * The first worker shows whether there can be others: one that cannot start says why, once, and its code is
 * that of all. Then workers that end are replaced, until all are asked to stop.
 */
async function runPrimary(workers: number): Promise<number> {
  // Answers live for a moment: with room for them the collector has little to move.
  cluster.setupPrimary({ execArgv: [...process.execArgv, "--max-semi-space-size=64"] });
  const stopped = untilStopped();
  let isStopping = false;
  const first = cluster.fork();
  const failed = await Promise.race([
    stopped.then(() => 0),
    once(first, "listening").then(() => null),
    once(first, "exit").then(([code]: readonly unknown[]) => Number(code) || 1),
  ]);
  if (failed === null) {
    cluster.on(
      "exit",
      () =>
        void setTimeout(() => {
          if (!isStopping) cluster.fork();
        }, REPLACE_AFTER_MS).unref(),
    );
    for (let count = 1; count < workers; count += 1) cluster.fork();
    await stopped;
  }
  isStopping = true;
  for (const worker of Object.values(cluster.workers ?? {})) worker?.process.kill("SIGTERM");
  return failed ?? 0;
}

const FIRST = 1;
/** One that ends at once does so again. */
const REPLACE_AFTER_MS = 500;

function addressOf(input: CommandInput): Address {
  return {
    host: textOption(input, "host") ?? input.settings.host,
    port: numberOption(input, "port") ?? input.settings.port,
  };
}

const ENGINES = ["ours", "apollo", "compare"] as const;

function engineOf(input: CommandInput): (typeof ENGINES)[number] {
  const given = textOption(input, "engine") ?? "ours";
  const engine = ENGINES.find((name) => name === given);
  if (!engine) throw new HubError("OPTION_INVALID", { option: "--engine", wanted: ENGINES.join(", ") });
  return engine;
}

function numberOption(input: CommandInput, name: string): number | null {
  const given = textOption(input, name);
  if (given === null) return null;
  const value = Number(given);
  if (!Number.isInteger(value) || value < 0)
    throw new HubError("OPTION_INVALID", { option: `--${name}`, wanted: "1" });
  return value;
}
