/**
 * Puts a hub together: database, subgraphs, gateway, one HTTP server. Used by `start`, `serve`, the tests and
 * the benchmarks.
 */
import type { FastifyInstance } from "fastify";
import { describeError } from "#schema/runtime/describe-error.js";
import { joined } from "#schema/runtime/joined.js";
import { createOutage } from "#schema/runtime/outage.js";
import type { Repeated } from "#schema/runtime/repeat.js";
import { createServer } from "../../gateway/adapters/http/create-server.js";
import { listen } from "../../gateway/adapters/http/listen.js";
import { createIsOperator } from "../../gateway/adapters/http/operators.js";
import type { MakePlanner } from "../../gateway/engine/plan/planner.js";
import type { AskService } from "../../gateway/registry/examine/probe.js";
import { createIssuer, type Issuer } from "../../gateway/rights/issuer.js";
import { createNetworks, SOURCES, WEBHOOKS } from "../../gateway/subgraphs/networks.js";
import type { HubParts, Log } from "../../services/kit/graph/resolve/hub-request.js";
import type { Subgraph } from "../../services/kit/graph/serve/define-subgraph.js";
import { discoverSubgraphs } from "../../services/kit/graph/serve/discover.js";
import { openLiveFeeds } from "../../services/kit/graph/serve/live-feeds.js";
import { openDatabase, type Database } from "../../services/kit/store/open/database.js";
import { workOnReleases } from "../../services/kit/store/follow/follow-releases.js";
import { explainDenial, refuseUnwritable } from "../../services/kit/store/open/refuse-unwritable.js";
import { migrate } from "../../services/kit/store/open/migrate.js";
import { fillLog } from "../../services/kit/store/write/fill-log.js";
import type { SubgraphPlugin } from "./apollo-subgraph.js";
import { addCopyRoute } from "./copy-route.js";
import { openSecrets } from "./keys/open-secrets.js";
import type { Keys } from "./keys/keys.js";
import { recordStart } from "./record-start.js";
import { registerHealth } from "./readiness.js";
import { remoteUrls } from "./remote-urls.js";
import { serveHub } from "./serve-hub.js";
import { serveSubgraph } from "./serve-subgraph.js";
import type { Served } from "./served.js";
import { answerLimits, type Settings } from "./settings.js";
import { bucketOf } from "./settings/bucket.js";
import { tablesOf } from "./tables.js";
import { watchHistory } from "./watch-history.js";

export interface HubOptions {
  readonly settings: Settings;
  readonly keys: Keys;
  readonly log: Log;
  /** An open database, or null to open the settings' own. It is closed with the hub. */
  readonly database?: Database;
  /** This process's clock instead of the machine's, in milliseconds since 1970. */
  readonly clock?: () => number;
  /** Called before each statement of the published reader, with its text. */
  readonly onStatement?: (text: string) => void;
  /** Instead of one of its own. */
  readonly makePlanner?: MakePlanner;
  /** Instead of all that there are. */
  readonly subgraphs?: readonly Subgraph[];
  /** Only this subgraph, as a process of its own without a gateway. */
  readonly only?: string;
  /** Plug-ins of Apollo Server, for that process. */
  readonly plugins?: readonly SubgraphPlugin[];
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

/** Listens at once and answers `/health/ready` with 503 until all is there. */
export async function openHub(options: HubOptions): Promise<Hub> {
  const { settings, keys, log } = options;
  const door = createServer({
    trustedProxies: settings.trustedProxies,
    log: (entry) => log.error(entry, "A request failed"),
    isAccessLogged: settings.accessLog,
  });
  const health = registerHealth(door, createIsOperator(settings.operatorNetworks));
  // While the hub stops, an answer under way is its connection's last: an idle one would hold the stop up.
  door.addHook("onSend", (_request, reply, _payload, done) => {
    if (!health.isOpen) void reply.header("connection", "close");
    done();
  });

  const loading = options.subgraphs ? Promise.resolve(options.subgraphs) : discoverSubgraphs();
  // Faults of the subgraphs are reported where they are awaited.
  loading.catch(() => undefined);
  const database =
    options.database ??
    (await openDatabase({ url: settings.databaseUrl, directory: settings.dataDirectory }));
  database.pulse.onChange((change) =>
    change === "back"
      ? log.info({}, "The database answers again")
      : log.warn({ change }, "The database does not answer"),
  );
  /** What ends before the last answers are given, and what after them. */
  const before: (() => Promise<void>)[] = [];
  const after: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const end of before.toReversed()) await end();
    await door.close();
    for (const end of after) await end();
  };
  try {
    await refuseUnwritable(database.pool);
    const found = await loading;
    await migrate(database, tablesOf(found));
    const isGateway = settings.hubUrl !== null;
    const { personKey, originalKey, callerSecret } = await openSecrets(database, options);
    await recordStart(database, { settings, key: callerSecret, only: options.only });
    const history = await watchHistory({ database, settings, log, clock: options.clock });
    before.push(history.close);
    // What is published, and as what, is the hub's.
    const feeds = await openLiveFeeds(database, isGateway ? [] : found, (fault) =>
      log.error(describeError(fault), "A dataset stays as it was: its table cannot follow its definition"),
    );
    if (!isGateway) await fillLog(database, feeds.contractAt);
    let following: Repeated | null = null;
    let served: Served | null = null;
    let isBehind = false;
    // A graph is made of what was published before it is ready once, not after each release.
    let isFollowing = options.beforeReady === undefined;
    const outage = createOutage({
      onFault: (error) =>
        log.error(describeError(error), "The graph cannot follow the feeds and stays as it was"),
      onBack: (tries) => log.info({ tries }, "The graph follows the feeds again"),
    });
    const followFeeds = async (): Promise<void> => {
      isBehind = (await feeds.refresh()) || isBehind;
      if (!isBehind || !served || !isFollowing) return;
      isBehind = false;
      try {
        served.follow();
        await served.republish();
      } catch (error) {
        isBehind = true;
        throw error;
      }
    };
    // A caller that waits for it must not be overtaken by one that does not.
    const follow = joined(async () => {
      try {
        await followFeeds();
        outage.succeeded();
      } catch (error) {
        outage.failed(error);
        throw error;
      }
    });
    // A fault in later steps is not reported to the caller that released: the steps are repeated.
    const refresh = (): Promise<void> =>
      follow().catch(() => {
        following?.wake();
      });
    const parts: HubParts = {
      database,
      contracts: feeds.all,
      catalogue: new Map(found.flatMap(({ name, catalogue }) => (catalogue ? [[name, catalogue]] : []))),
      history: feeds,
      refresh,
      personKey,
      originalKey,
      now: history.now,
      publicUrl: settings.publicUrl,
      isCopy: () => history.copyOf() !== null,
      limits: {
        feedBytes: settings.feedLimitMiB * 1024 * 1024,
        findings: settings.findingLimit,
        originalDays: settings.originalDays,
        spoolBytes: settings.downloadSpoolMiB * 1024 * 1024,
        answer: answerLimits(settings),
        operationMs: settings.operationTimeoutMs,
      },
      webhooks: createNetworks(settings.webhookNetworks, WEBHOOKS),
      sources: {
        file: settings.sources,
        secrets: settings.sourceSecrets ?? new Map(),
        networks: createNetworks(settings.sourceNetworks, SOURCES),
      },
      bucket: bucketOf(settings),
      mail:
        settings.smtpUrl !== null && settings.mailFrom !== null
          ? { url: settings.smtpUrl, from: settings.mailFrom }
          : null,
      log,
    };
    const issuer = createIssuer({
      keys: keys.issuer,
      issuer: settings.tokenIssuer,
      audience: settings.tokenAudience,
    });
    served = await (options.only === undefined
      ? serveHub(door, {
          ...options,
          callerSecret,
          issuer,
          found,
          feeds,
          clockOffMs: history.offsetMs,
          parts,
        })
      : serveSubgraph(door, {
          name: options.only,
          found,
          feeds,
          parts,
          keys: keys.hub,
          plugins: options.plugins ?? [],
        }));
    const { state, release, degraded, askService, refusing } = served;
    const { condition } = database.pulse;
    const { offsetMs: clockOffMs, copyOf } = history;
    Object.assign(health, { graph: state, release, degraded, refusing, condition, clockOffMs, copyOf });
    // Releases of another process are noticed here; whoever publishes in this one waits for them.
    if (!isGateway) {
      following = await workOnReleases(database, {
        work: async () => {
          await follow();
          return true;
        },
        onFault: () => undefined,
      });
      before.push(following.stop);
    }
    if (options.only === undefined)
      addCopyRoute(door, { database, dataDirectory: settings.dataDirectory, keys: keys.hub });
    const url = await listen(door, settings);
    await options.beforeReady?.({ app: door, url, parts, issuer });
    isFollowing = true;
    await refresh();
    const remotes = remoteUrls(settings, found);
    for (const { name, start } of found)
      if (start && (options.only ?? name) === name && !remotes.has(name)) after.push(await start(parts));
    health.isOpen = true;
    return {
      app: door,
      url,
      parts,
      issuer,
      askService,
      close: async () => {
        health.isOpen = false;
        await close();
        await database.close();
      },
    };
  } catch (error) {
    await close();
    const told = await explainDenial(database.pool, error);
    await database.close();
    throw told;
  }
}
