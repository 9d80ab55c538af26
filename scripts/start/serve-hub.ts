/**
 * A hub, or a gateway before one: its registry, its own subgraphs, the gateway over all, and the routes of
 * each.
 */
import { setTimeout as pause } from "node:timers/promises";
import type { FastifyInstance } from "fastify";
import { CALLER_HEADER } from "#schema/caller.js";
import { ERRORS } from "#schema/errors.js";
import { describeError } from "#schema/runtime/describe-error.js";
import { createIsOperator } from "../../gateway/adapters/http/operators.js";
import { openPlanner } from "../../gateway/engine/plan/open-planner.js";
import type { MakePlanner } from "../../gateway/engine/plan/planner.js";
import { openSharedAnswers, type SharedAnswers } from "../../gateway/freshness/shared-answers.js";
import { DEFAULT_CONTRACTS, PUBLIC_CONTRACT } from "../../gateway/graph/contracts/default-contracts.js";
import type { GraphSource } from "../../gateway/graph/graph-source.js";
import { openShippedTexts } from "../../gateway/graph/kept/shipped-texts.js";
import {
  createSharedSpending,
  openRedisSpending,
  type OpenSpending,
} from "../../gateway/limits/rate/shared-spending.js";
import { DEFAULT_RATES } from "../../gateway/limits/rate/plans.js";
import type { SharedSpending } from "../../gateway/limits/rate/rates.js";
import { openGateway, type Gateway } from "../../gateway/open-gateway.js";
import { createShowError } from "../../gateway/operation/show-error.js";
import { createAskService } from "../../gateway/registry/examine/ask-service.js";
import { openRegistry, type OpenRegistry } from "../../gateway/registry/open-registry.js";
import { createAuthenticate } from "../../gateway/rights/authenticate.js";
import { createCallerStatements } from "../../gateway/rights/caller-statements.js";
import { createCheckKeys } from "../../gateway/rights/check-keys.js";
import { createDepartments, demandDepartments, type Department } from "../../gateway/rights/departments.js";
import type { Issuer } from "../../gateway/rights/issuer.js";
import { publishKeys } from "../../gateway/rights/publish-keys.js";
import { createSignCaller, isSigned } from "../../gateway/rights/sign-caller.js";
import { createNetworks } from "../../gateway/subgraphs/networks.js";
import { openHubClients } from "../../gateway/subgraphs/open-client.js";
import { openRecorder, type Recorder } from "../../gateway/usage/recorder.js";
import type { HubParts, Log } from "../../services/kit/graph/resolve/hub-request.js";
import type { Subgraph } from "../../services/kit/graph/serve/define-subgraph.js";
import type { LiveFeeds } from "../../services/kit/graph/serve/live-feeds.js";
import { serveSubgraphs } from "../../services/kit/graph/serve/serve.js";
import { appendTrail } from "../../services/kit/store/write/trail.js";
import { identifyDatabase } from "../../services/kit/store/follow/owner.js";
import { openFeedVersions, type FeedVersions } from "../../services/kit/store/follow/feed-versions.js";
import { askState } from "./ask-state.js";
import type { Keys } from "./keys/keys.js";
import { addLogRoutes } from "./log-routes.js";
import { createHubMetrics } from "./hub-metrics.js";
import { openTracing } from "./open-tracing.js";
import { createOwnSubgraphs, type OwnSubgraphs } from "./own-subgraphs.js";
import { readCostRules } from "./read-cost-rules.js";
import { readDocumentModes } from "./read-document-modes.js";
import { remoteUrls } from "./remote-urls.js";
import type { Served } from "./served.js";
import {
  answerLimits,
  documentLimits,
  liveLimits,
  loggedOperations,
  rateRules,
  type Settings,
} from "./settings.js";
import { openSignIn } from "./open-sign-in.js";
import { registerSiteFiles } from "./site-files.js";
import { addSubgraphRoutes } from "./subgraph-routes.js";

export interface HubServing {
  readonly settings: Settings;
  readonly keys: Keys;
  /** Secret that turns the callers of departments' subgraphs into pseudonyms. */
  readonly callerSecret: Uint8Array;
  readonly issuer: Issuer;
  readonly found: readonly Subgraph[];
  readonly feeds: LiveFeeds;
  /** Milliseconds by which this process's clock is behind the database's. */
  readonly clockOffMs: () => number;
  readonly parts: HubParts;
  readonly log: Log;
  readonly onStatement?: ((text: string) => void) | undefined;
  readonly makePlanner?: MakePlanner | undefined;
}

/** The folder that `tongcha compose` writes. */
const SCHEMA = new URL("../../../schema/", import.meta.url);
const SDL_LIMIT_BYTES = 4 * 1024 * 1024;
const WAIT_MS = 500;

export async function serveHub(app: FastifyInstance, serving: HubServing): Promise<Served> {
  const { settings, keys, found, feeds, parts, log, onStatement } = serving;
  const remotes = remoteUrls(settings, found);
  const trust = createTrust(serving);
  let takeRevision: Gateway["take"] | null = null;
  let restart = (): Promise<void> => Promise.resolve();
  const registry = addRegistry(app, serving, trust, async (number) => {
    await takeRevision?.(number);
  });
  const own = createOwnSubgraphs({ found, feeds, parts, remotes, onStatement });
  // Their addresses are known to this process only, and are no part of the graph.
  const adopt = (): Promise<void> =>
    registry.adoptOwn(
      [registry.subgraph, ...own.all].map(({ name, sdl }) => ({ name, sdl, url: `local:${name}` })),
    );
  if (settings.hubUrl === null) await adopt();
  else await untilPublished(registry.revisions, log);
  const memory = await openMemory(app, serving, () => {
    log.warn({}, "Another history began: the database was restored, or is a copy that was adopted");
    restart().catch((error: unknown) =>
      log.error(describeError(error), "What is known of the former history could not be read anew"),
    );
  });
  const {
    register,
    callerOf,
    state,
    degraded,
    take,
    restart: restartGraph,
  } = await addGateway(app, serving, {
    trust,
    registry,
    own,
    memory,
  });
  takeRevision = take;
  restart = async () => {
    await registry.restart();
    if (settings.hubUrl === null) await adopt();
    await restartGraph();
  };
  register(app);
  registerSiteFiles(app, parts);
  publishKeys(app, {
    issuer: settings.jwksUrl === null ? serving.issuer.keys : null,
    callers: trust.statements.keys,
  });
  addLogRoutes(app, {
    settings,
    keys: keys.log,
    parts,
    forwarding: { callerOf, signCaller: trust.signCaller },
  });
  registry.register(app);
  await app.register(serveSubgraphs, { subgraphs: own.local, keys: keys.hub, limits: parts.limits, log });
  await addSubgraphRoutes(app, {
    found,
    remotes,
    parts,
    callerOf,
    signCaller: trust.signCaller,
    keys: keys.hub,
  });
  return {
    askService: trust.askService,
    state: () => askState(state, registry.revisions.latest),
    refusing: createCheckKeys(remotes, trust.signCaller),
    release: () => memory.versions.current()?.latest ?? null,
    degraded,
    follow: own.follow,
    republish: adopt,
  };
}

/** Who signs what, who is believed, and which departments there are. */
function createTrust({ settings, keys, callerSecret, parts, log }: HubServing) {
  const networks = createNetworks(settings.subgraphNetworks);
  const statements = createCallerStatements({
    callerKeys: keys.callers,
    issuer: settings.tokenIssuer,
    pseudonymKey: callerSecret,
    now: parts.now,
  });
  const askService = createAskService({
    kind: "department",
    sign: statements.sign,
    timeoutMs: settings.departmentTimeoutMs,
    limitBytes: SDL_LIMIT_BYTES,
    networks,
    log: logFailures(log),
  });
  const departments = createDepartments(
    async () =>
      (
        await parts.database.pool.query<Department>(
          "SELECT code, name FROM directory.departments WHERE closed_in IS NULL ORDER BY code",
        )
      ).rows,
  );
  return {
    networks,
    statements,
    askService,
    departments,
    signCaller: createSignCaller(keys.hub[0], parts.now),
  };
}

type Trust = ReturnType<typeof createTrust>;

function addRegistry(
  app: FastifyInstance,
  { settings, parts, log }: HubServing,
  { askService, departments, networks }: Trust,
  serve: (number: number) => Promise<void>,
): OpenRegistry {
  const registry = openRegistry({
    database: parts.database,
    askService,
    departments,
    networks,
    contracts: DEFAULT_CONTRACTS,
    shipped: openShippedTexts(SCHEMA, logFailures(log)),
    limits: documentLimits(settings),
    usage: { days: settings.usageDays, least: settings.usageLeast },
    trail: appendTrail,
    serve,
    log: logFailures(log),
  });
  app.addHook("onClose", () => registry.close());
  return registry;
}

interface Memory {
  readonly versions: FeedVersions;
  /** Null: gateways have nothing in common. */
  readonly shared: SharedAnswers | null;
  readonly usage: Recorder;
  /** Null: this process is the only gateway. */
  readonly spending: SharedSpending | null;
}

/**
 * The memory of a gateway: the releases that it knows, answers that it shares with others, clients' use of
 * the graph.
 */
async function openMemory(app: FastifyInstance, serving: HubServing, onRestart: () => void): Promise<Memory> {
  const {
    settings,
    keys,
    parts: { database },
    log,
  } = serving;
  const shared =
    settings.redisUrl === null
      ? null
      : await openSharedAnswers({
          url: settings.redisUrl,
          key: keys.hub[0],
          scope: await identifyDatabase(database.pool),
          log: (entry) => log.warn(entry, "Answers are not shared"),
        });
  const usage = openRecorder({ database, log: (entry) => log.warn(entry, "What clients use is not stored") });
  const versions = await openFeedVersions(database, onRestart);
  const spending = await openSpending(serving);
  app.addHook("onClose", async () => {
    spending?.close();
    await versions.close();
    await usage.close();
    shared?.close();
  });
  return { versions, shared, usage, spending: spending?.spending ?? null };
}

/** The embedded database has one process, which has nobody to count with. */
async function openSpending({
  settings,
  keys,
  parts: { database },
  log,
}: HubServing): Promise<OpenSpending | null> {
  const options = {
    key: keys.hub[0],
    scope: await identifyDatabase(database.pool),
    log: (entry: object) => log.warn(entry, "Rates are not shared"),
  };
  if (settings.redisUrl !== null) return openRedisSpending(settings.redisUrl, options);
  return database.kind === "embedded"
    ? null
    : {
        spending: createSharedSpending({ ...options, store: { pool: database.pool } }),
        close: () => undefined,
      };
}

interface GatewayNeeds {
  readonly trust: Trust;
  readonly registry: OpenRegistry;
  readonly own: OwnSubgraphs;
  readonly memory: Memory;
}

async function addGateway(
  app: FastifyInstance,
  { settings, keys: hubKeys, issuer, feeds, clockOffMs, parts: { database }, log, makePlanner }: HubServing,
  { trust, registry, own, memory }: GatewayNeeds,
): Promise<Gateway> {
  const traces = await openTracing(settings);
  app.addHook("onClose", () => traces?.close());
  const tracing = traces?.tracing ?? null;
  const answer = answerLimits(settings);
  const rules = rateRules(settings, DEFAULT_RATES);
  const keys = settings.jwksUrl === null ? issuer.keys : new URL(settings.jwksUrl);
  const shown = (code: string): boolean => code !== "INTERNAL" && Object.hasOwn(ERRORS, code);
  return openGateway({
    graph: {
      source: {
        ...registry.revisions,
        follow: async () => {
          if (await feeds.refresh()) own.follow();
        },
      },
      contracts: DEFAULT_CONTRACTS,
      publicContract: settings.wholeGraphForAll ? null : PUBLIC_CONTRACT,
      applyContracts: registry.applyContracts,
      makePlanner: makePlanner ?? (await openPlanner()),
      overrideShares: settings.overrideLabels,
    },
    openClient: openHubClients({
      own: [registry.subgraph, ...own.all],
      sign: trust.signCaller,
      timeoutMs: settings.subgraphTimeoutMs,
      answerLimits: answer,
      tracing,
      log: logFailures(log),
      departments: {
        networks: trust.networks,
        statements: trust.statements,
        timeoutMs: settings.departmentTimeoutMs,
        limitBytes: settings.subgraphAnswerLimitMiB * 1024 * 1024,
        areTraced: settings.traceDepartments,
      },
    }),
    authenticate: demandDepartments(
      createAuthenticate({ keys, issuer: settings.tokenIssuer, audience: settings.tokenAudience }),
      trust.departments,
    ),
    keys: registry.keys,
    documents: {
      source: registry.documents,
      modeOf: readDocumentModes(settings, DEFAULT_CONTRACTS),
    },
    limits: {
      document: documentLimits(settings),
      answer,
      live: liveLimits(settings),
      costs: readCostRules(settings, "enforce", DEFAULT_CONTRACTS),
      rates: rules && {
        rules,
        shared: memory.spending,
        isPaid: ({ headers }) => isSigned(headers[CALLER_HEADER], hubKeys.hub),
      },
      operationTimeoutMs: settings.operationTimeoutMs,
      planningBudgetMs: settings.planningBudgetMs,
    },
    answers: {
      versions: memory.versions,
      limitBytes: settings.answerStoreMiB * 1024 * 1024,
      shared: memory.shared,
    },
    usage: memory.usage,
    metrics: createHubMetrics({
      clockOffMs,
      database,
      known: () => memory.versions.current()?.latest ?? null,
      isRedisUp: memory.shared && memory.shared.isUp,
    }),
    tracing,
    isOperator: createIsOperator(settings.operatorNetworks),
    shareInFlight: settings.shareInFlight,
    corsOrigins: settings.corsOrigins,
    pages: { contract: PUBLIC_CONTRACT, marks: { foot: settings.siteMarks, meta: settings.siteMeta } },
    signIn: {
      keys: hubKeys.session,
      publicUrl: settings.publicUrl,
      departmentName: trust.departments.nameOf,
      way: openSignIn(settings, issuer, log),
    },
    agents: { contract: PUBLIC_CONTRACT, publicUrl: settings.publicUrl },
    show: createShowError(logFailures(log), shown),
    logged: loggedOperations(settings),
    log: logFailures(log),
  });
}

function logFailures(log: Log): (entry: object) => void {
  return (entry) => log.error(entry, "A request failed");
}

/** A gateway waits for the hub's first graph, however long it takes. */
async function untilPublished({ latest }: Pick<GraphSource, "latest">, log: Log): Promise<void> {
  for (let tries = 0; (await latest()) === 0; tries += 1) {
    if (tries === 0) log.info({}, "Waiting for the hub's first graph");
    await pause(WAIT_MS);
  }
}
