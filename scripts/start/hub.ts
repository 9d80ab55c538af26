/** Puts a hub together: database, subgraphs, gateway, one HTTP server. Used by `start`, `serve`, the tests and the benchmarks. */
import { setTimeout as pause } from "node:timers/promises";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { openSharedAnswers } from "../../gateway/freshness/shared-answers.js";
import { openGateway, type Gateway } from "../../gateway/open-gateway.js";
import { createShowError } from "../../gateway/operation/show-error.js";
import { publishKeys } from "../../gateway/rights/publish-keys.js";
import { openHubClients } from "../../gateway/subgraphs/open-client.js";
import { createServer } from "../../gateway/adapters/http/create-server.js";
import { listen } from "../../gateway/adapters/http/listen.js";
import { forward } from "../../gateway/adapters/http/forward.js";
import { openPlanner } from "../../gateway/engine/plan/open-planner.js";
import { createNetworks, WEBHOOKS } from "../../gateway/subgraphs/networks.js";
import { createAuthenticate } from "../../gateway/rights/authenticate.js";
import { createDepartments, demandDepartments, type Department } from "../../gateway/rights/departments.js";
import type { RolloutState } from "../../gateway/graph/rollout.js";
import { createCallerStatements } from "../../gateway/rights/caller-statements.js";
import { createIssuer, type Issuer } from "../../gateway/rights/issuer.js";
import { createCheckKeys, type CheckKeys } from "../../gateway/rights/check-keys.js";
import { createSignCaller } from "../../gateway/rights/sign-caller.js";
import type { GraphSource } from "../../gateway/graph/graph-source.js";
import { openRegistry } from "../../gateway/registry/open-registry.js";
import { createAskService } from "../../gateway/registry/examine/ask-service.js";
import type { AskService } from "../../gateway/registry/examine/probe.js";
import { openRecorder } from "../../gateway/usage/recorder.js";
import { DEFAULT_CONTRACTS } from "../../gateway/graph/contracts/default-contracts.js";
import { openShippedTexts } from "../../gateway/graph/kept/shipped-texts.js";
import type { HubParts, Log } from "../../services/kit/graph/resolve/context.js";
import type { Subgraph } from "../../services/kit/graph/serve/define-subgraph.js";
import { discoverSubgraphs } from "../../services/kit/graph/serve/discover.js";
import { createLocalSubgraph, type RebuildableSubgraph } from "../../services/kit/graph/serve/execute-locally.js";
import { openLiveFeeds, type LiveFeeds } from "../../services/kit/graph/serve/live-feeds.js";
import { serveSubgraphs } from "../../services/kit/graph/serve/serve.js";
import { buildSchema } from "../../services/kit/graph/serve/build-schema.js";
import { verifyCaller } from "../../services/kit/graph/serve/verify-caller.js";
import { openFeedVersions } from "../../services/kit/store/follow/feed-versions.js";
import { openDatabase, type Database } from "../../services/kit/store/open/database.js";
import type { LocalSubgraph, RemoteSubgraph } from "#schema/subgraph.js";
import { CALLER_HEADER, type Caller } from "#schema/caller.js";
import { ERRORS, HubError } from "#schema/errors.js";
import { repeat, type Repeated } from "#schema/runtime/repeat.js";
import type { Keys } from "./keys.js";
import { readCostRules } from "./read-cost-rules.js";
import { readOverrideShares } from "./read-override-shares.js";
import { registerHealth } from "./readiness.js";
import { readDocumentModes } from "./read-document-modes.js";
import { openTracing } from "./open-tracing.js";
import { answerLimits, liveLimits, type Settings } from "./settings.js";

export interface HubOptions {
  readonly settings: Settings;
  readonly keys: Keys;
  readonly log: Log;
  /** An open database, or null to open the settings' own. It is closed with the hub. */
  readonly database?: Database;
  /** Called before each statement of the published reader, with its text. */
  readonly onStatement?: (text: string) => void;
  /** Only this subgraph, as a process of its own without a gateway. */
  readonly only?: string;
  /** Runs before the hub is ready: it may publish samples. */
  readonly beforeReady?: (hub: Omit<Hub, "close" | "askService">) => Promise<void>;
}

export interface Hub {
  readonly app: FastifyInstance;
  readonly url: string;
  readonly parts: HubParts;
  readonly issuer: Issuer;
  /** Asks a department's service as the registry does; null where there is no gateway. */
  readonly askService: AskService | null;
  readonly close: () => Promise<void>;
}

/** What `tongcha compose` writes. */
const SCHEMA = new URL("../../../schema/", import.meta.url);
const SDL_LIMIT_BYTES = 4 * 1024 * 1024;
const REFRESH_EVERY_MS = 5_000;
const WAIT_MS = 500;

/** Listens at once and answers `/health/ready` with 503 until all is there. */
export async function openHub(options: HubOptions): Promise<Hub> {
  const { settings, keys, log } = options;
  const door = createServer({ trustedProxies: settings.trustedProxies, log: (entry) => log.error(entry, "A request failed") });
  const health = registerHealth(door);
  // While the hub stops, an answer under way is its connection's last: an idle one would hold the stop up.
  door.addHook("onSend", (_request, reply, _payload, done) => {
    if (!health.isOpen) void reply.header("connection", "close");
    done();
  });

  const loading = discoverSubgraphs();
  // What is wrong with them is told where they are needed.
  loading.catch(() => undefined);
  const database = options.database ?? (await openDatabase({ url: settings.databaseUrl, directory: settings.dataDirectory }));
  database.pulse.onChange((change) => (change === "back" ? log.info({}, "The database answers again") : log.warn({ change }, "The database does not answer")));
  let looks: Repeated | null = null;
  try {
    const found = await loading;
    const isGateway = settings.hubUrl !== null;
    // What is published, and as what, is the hub's.
    const feeds = await openLiveFeeds(database, isGateway ? [] : found);
    let served: Served | null = null;
    let isBehind = false;
    const follow = async (): Promise<void> => {
      isBehind = (await feeds.refresh()) || isBehind;
      if (!isBehind || !served) return;
      isBehind = false;
      try {
        served.follow();
        await served.republish();
      } catch (error) {
        isBehind = true;
        throw error;
      }
    };
    const onFault = (error: unknown): void => log.error({ error: error instanceof Error ? error.message : typeof error }, "The graph cannot follow the feeds and stays as it was");
    // Who has released something is not told that of a mistake in what follows from it: it is made up for.
    const refresh = (): Promise<void> => follow().catch(onFault);
    const parts: HubParts = { database, contracts: feeds.all, refresh, personKey: keys.person, limits: { feedBytes: settings.feedLimitMiB * 1024 * 1024, findings: settings.findingLimit, answer: answerLimits(settings), operationMs: settings.operationTimeoutMs }, webhooks: createNetworks(settings.webhookNetworks, WEBHOOKS), log };
    const issuer = createIssuer({ key: keys.issuer, issuer: settings.tokenIssuer, audience: settings.tokenAudience });
    served = await (options.only === undefined ? addHub(door, found, feeds, parts, issuer, options) : addSubgraph(door, found, feeds, parts, options, options.only));
    const { state, release, degraded, askService, refusing } = served;
    Object.assign(health, { graph: state, release, degraded, refusing, condition: database.pulse.condition });
    // What another process published is noticed here; the embedded database has one process only.
    looks = database.kind === "server" && !isGateway ? repeat({ everyMs: REFRESH_EVERY_MS, work: follow, onFault }) : null;
    const url = await listen(door, settings);
    await options.beforeReady?.({ app: door, url, parts, issuer });
    const remotes = remoteUrls(settings, found);
    const stops: (() => Promise<void>)[] = [];
    for (const { name, start } of found) if (start && (options.only ?? name) === name && !remotes.has(name)) stops.push(await start(parts));
    health.isOpen = true;
    return {
      app: door, url, parts, issuer, askService,
      close: async () => {
        health.isOpen = false;
        await looks?.stop();
        await door.close();
        for (const stop of stops) await stop();
        await database.close();
      },
    };
  } catch (error) {
    await looks?.stop();
    await door.close();
    await database.close();
    throw error;
  }
}

/** What is served, and how it follows the feeds. */
interface Served {
  readonly askService: AskService | null;
  /** Which revision of the graph; null where there is no gateway. */
  readonly state: () => RolloutState | null;
  /** Number of the latest release that it knows; null while there may be a later one, or where there is no gateway. */
  readonly release: () => number | null;
  /** The subgraphs that did not answer their last calls; null for none. */
  readonly degraded: Gateway["degraded"];
  /** Subgraphs whose processes refuse this one's signatures. */
  readonly refusing: CheckKeys;
  /** Makes this process's own subgraphs anew. */
  readonly follow: () => void;
  /** Makes a revision of the graph of them, and serves it. */
  readonly republish: () => Promise<void>;
}

async function addHub(app: FastifyInstance, found: readonly Subgraph[], feeds: LiveFeeds, parts: HubParts, issuer: Issuer, { settings, keys, log, onStatement }: HubOptions): Promise<Served> {
  const remotes = remoteUrls(settings, found);
  const shared = settings.redisUrl === null ? null : await openSharedAnswers({ url: settings.redisUrl, key: keys.hub, scope: await identify(parts.database), log: (entry) => log.warn(entry, "Answers are not shared") });
  app.addHook("onClose", () => shared?.close());
  const traces = await openTracing(settings);
  app.addHook("onClose", () => traces?.close());
  const signCaller = createSignCaller(keys.hub);
  const networks = createNetworks(settings.subgraphNetworks);
  const statements = createCallerStatements({ key: keys.callers, issuer: settings.tokenIssuer, pseudonymKey: keys.hub });
  const logFailure = (entry: object): void => log.error(entry, "A request failed");
  const limits = { selections: settings.selectionLimit, depth: settings.depthLimit, tokens: 20_000 };
  let takeRevision: Gateway["take"] | null = null;
  const askService = createAskService({ kind: "department", sign: statements.sign, timeoutMs: settings.departmentTimeoutMs, limitBytes: SDL_LIMIT_BYTES, networks, log: logFailure });
  const departments = createDepartments(async () => (await parts.database.pool.query<Department>("SELECT code, name FROM directory.departments WHERE closed_in IS NULL ORDER BY code")).rows);
  const registry = await openRegistry({ database: parts.database, askService, departments, networks, contracts: DEFAULT_CONTRACTS, shipped: openShippedTexts(SCHEMA, logFailure), limits, usage: { days: settings.usageDays, least: settings.usageLeast }, serve: async (number) => { await takeRevision?.(number); }, log: logFailure });
  const usage = openRecorder({ database: parts.database, log: (entry) => log.warn(entry, "What clients use is not stored") });
  const versions = await openFeedVersions(parts.database);
  app.addHook("onClose", async () => {
    await versions.close();
    await usage.close();
    await registry.close();
  });
  const local: RebuildableSubgraph[] = [];
  const own = [registry.subgraph, ...found.map((subgraph): LocalSubgraph | RemoteSubgraph => {
    const url = remotes.get(subgraph.name);
    if (url !== undefined) return { name: subgraph.name, get sdl() { return buildSchema(subgraph, feeds.of(subgraph.name), feeds.all()).sdl; }, url };
    const made = createLocalSubgraph(subgraph, parts, onStatement ? { onStatement } : {}, feeds.of(subgraph.name));
    local.push(made);
    return made;
  })];
  const changing = new Set(found.filter(({ moreFeeds, resolversFor }) => moreFeeds ?? resolversFor).map(({ name }) => name));
  const follow = (): void => {
    for (const subgraph of local) if (changing.has(subgraph.name)) subgraph.rebuild(feeds.of(subgraph.name));
  };
  // Where each of them is, is this process's own knowledge, and no part of the graph.
  const adopt = (): Promise<void> => registry.adoptOwn(own.map(({ name, sdl }) => ({ name, sdl, url: `local:${name}` })));
  if (settings.hubUrl === null) await adopt();
  else await untilPublished(registry.revisions, log);
  const shown = (code: string): boolean => code !== "INTERNAL" && Object.hasOwn(ERRORS, code);
  const { register, callerOf, state, degraded, take } = await openGateway({
    graph: {
      source: { ...registry.revisions, follow: async () => { if (await feeds.refresh()) follow(); } },
      contracts: DEFAULT_CONTRACTS, applyContracts: registry.applyContracts, makePlanner: await openPlanner(), overrideShares: readOverrideShares(settings),
    },
    tracing: traces?.tracing ?? null,
    openClient: openHubClients({
      tracing: traces?.tracing ?? null, own, sign: signCaller, timeoutMs: settings.subgraphTimeoutMs, answerLimits: answerLimits(settings), log: logFailure,
      departments: { networks, statements, timeoutMs: settings.departmentTimeoutMs, limitBytes: settings.subgraphAnswerLimitMiB * 1024 * 1024, areTraced: settings.traceDepartments },
    }),
    authenticate: demandDepartments(createAuthenticate({ keys: settings.jwksUrl === null ? issuer.keys : new URL(settings.jwksUrl), issuer: settings.tokenIssuer, audience: settings.tokenAudience }), departments),
    documents: { source: registry.documents, modeOf: readDocumentModes(settings.documentModes, DEFAULT_CONTRACTS) },
    limits: {
      document: limits, answer: answerLimits(settings), live: liveLimits(settings), costs: readCostRules(settings, "enforce", DEFAULT_CONTRACTS),
      operationTimeoutMs: settings.operationTimeoutMs, planningBudgetMs: settings.planningBudgetMs,
    },
    answers: { versions, limitBytes: settings.answerStoreMiB * 1024 * 1024, shared }, shareInFlight: settings.shareInFlight,
    corsOrigins: settings.corsOrigins, usage, show: createShowError(logFailure, shown), log: logFailure,
  });
  takeRevision = take;
  register(app);
  publishKeys(app, { issuer: settings.jwksUrl === null ? issuer.keys : null, callers: statements.keys });
  registry.register(app);
  await app.register(serveSubgraphs, { subgraphs: local, key: keys.hub, limits: parts.limits });
  for (const { name, routes } of found) {
    if (!routes) continue;
    const url = remotes.get(name);
    if (url !== undefined) forward(app, { prefix: routes.prefix, name, origin: new URL(url).origin, callerOf, signCaller });
    else await app.register((scope) => routes.register(scope, { ...parts, callerOf: (request) => signedOr(callerOf, request, name, keys.hub) }), { prefix: routes.prefix });
  }
  return { askService, state, refusing: createCheckKeys(remotes, signCaller), release: () => versions.current()?.latest ?? null, degraded, follow, republish: adopt };
}

/** Which database it is: one that was made of another's backup is another. */
async function identify({ pool }: Database): Promise<string> {
  const { rows } = await pool.query<{ name: string }>("SELECT system_identifier || '.' || (SELECT oid FROM pg_database WHERE datname = current_database()) AS name FROM pg_control_system()");
  return rows[0]?.name ?? "";
}

async function addSubgraph(app: FastifyInstance, found: readonly Subgraph[], feeds: LiveFeeds, parts: HubParts, { keys }: HubOptions, name: string): Promise<Served> {
  const subgraph = found.find((known) => known.name === name);
  if (!subgraph) throw new HubError("OPTION_INVALID", { option: "name", wanted: found.map((known) => known.name).join("、") });
  const made = createLocalSubgraph(subgraph, parts, {}, feeds.of(name));
  await app.register(serveSubgraphs, { subgraphs: [made], key: keys.hub, limits: parts.limits });
  const { routes } = subgraph;
  if (routes) await app.register((scope) => routes.register(scope, { ...parts, callerOf: (request) => verifyCaller(headerOf(request.headers[CALLER_HEADER]), name, keys.hub) }), { prefix: routes.prefix });
  return { askService: null, state: () => null, refusing: () => Promise.resolve([]), release: () => null, degraded: () => null, follow: () => made.rebuild(feeds.of(name)), republish: () => Promise.resolve() };
}

/** A route is asked by a person with a token, or by a gateway in another process that has signed who the person is. */
function signedOr(callerOf: Gateway["callerOf"], request: FastifyRequest, name: string, key: Uint8Array): Promise<Caller | null> {
  const signed = headerOf(request.headers[CALLER_HEADER]);
  return signed === undefined ? callerOf(request) : verifyCaller(signed, name, key);
}

/** A gateway waits for the hub's first graph, however long it takes. */
async function untilPublished({ latest }: Pick<GraphSource, "latest">, log: Log): Promise<void> {
  for (let tries = 0; (await latest()) === 0; tries += 1) {
    if (tries === 0) log.info({}, "Waiting for the hub's first graph");
    await pause(WAIT_MS);
  }
}

/** `name=url,name=url`; what is not named is at the hub, for a gateway before one. */
function remoteUrls({ hubUrl, subgraphUrls }: Settings, found: readonly Subgraph[]): ReadonlyMap<string, string> {
  const urls = new Map<string, string>();
  if (hubUrl !== null && !/^https?:\/\/[^/]/.test(hubUrl)) throw new HubError("SETTING_INVALID", { name: "HUB_URL", reason: "应为 http:// 或 https:// 地址 / an http:// or https:// address" });
  if (hubUrl !== null) for (const { name } of found) urls.set(name, new URL(`/${name}/graphql`, hubUrl).href);
  for (const pair of subgraphUrls.split(",").filter(Boolean)) {
    const [name = "", url = ""] = pair.split(/=(.*)/s);
    if (!found.some((subgraph) => subgraph.name === name) || !URL.canParse(url)) throw new HubError("SETTING_INVALID", { name: "SUBGRAPH_URLS", reason: `应为 名称=地址 / name=url: ${found.map((subgraph) => subgraph.name).join(", ")}` });
    urls.set(name, url);
  }
  return urls;
}

function headerOf(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}
