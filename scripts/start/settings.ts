/**
 * Every setting: its variable, default, unit and meaning. Read once at the door; nothing else reads the
 * environment.
 */
import { resolve } from "node:path";
import { HubError } from "#schema/errors.js";
import type { AnswerLimits } from "#schema/runtime/meter.js";
import type { DocumentLimits } from "../../gateway/limits/document.js";
import type { LiveLimits } from "../../gateway/limits/live-places.js";

interface Setting<T> {
  readonly variable: string;
  readonly fallback: T;
  readonly help: { readonly zh: string; readonly en: string };
  readonly read: (text: string) => T | null;
}

export const SETTINGS = {
  host: text("HOST", "127.0.0.1", "监听地址", "Address to listen on."),
  port: number("PORT", 4000, "监听端口（0为任意空闲端口）", "Port to listen on; 0 takes any free one."),
  dataDirectory: text(
    "TONGCHA_DATA",
    ".tongcha",
    "数据目录：嵌入式数据库与密钥",
    "Directory of the embedded database and the keys.",
  ),
  databaseUrl: optional(
    "DATABASE_URL",
    "PostgreSQL 地址；不填则用嵌入式数据库",
    "postgres://… of a server; without it the embedded database is used.",
  ),
  samples: flag(
    "SAMPLES",
    true,
    "空库启动时发布示例数据",
    "Whether an empty hub publishes the samples when it starts.",
  ),
  hubUrl: optional(
    "HUB_URL",
    "本进程只作网关时，中心（提供子图的通查）的地址",
    "http://… of the hub: this process is a gateway before it, without subgraphs of its own.",
  ),
  subgraphUrls: text(
    "SUBGRAPH_URLS",
    "",
    "在其他进程运行的子图：名称=地址，逗号分隔",
    "Subgraphs in other processes: name=url, joined by commas.",
  ),
  hubKey: optional(
    "HUB_KEY",
    "网关与子图之间签名的密钥；不填则存于数据目录",
    "Key that signs requests from the gateway to subgraphs; without it one is kept in the data directory.",
  ),
  callersKey: optional(
    "CALLERS_KEY",
    "向部门自办子图说明查询者身份的私钥（P-256，PEM）；不填则存于数据目录",
    "Private key (P-256, PEM) by which departments' subgraphs are told who asks; without it one is kept in the data directory.",
  ),
  personKey: optional(
    "PERSON_KEY",
    "自然人号码去标识化的密钥；不填则存于数据目录",
    "Key that pseudonymises persons' numbers; without it one is kept in the data directory.",
  ),
  jwksUrl: optional(
    "JWKS_URL",
    "身份平台的公钥集地址；不填则用内置签发者",
    "Key set of the identity provider; without it the built-in issuer is used.",
  ),
  tokenIssuer: text("TOKEN_ISSUER", "tongcha", "令牌的签发者（iss）", "Issuer that tokens must name."),
  tokenAudience: text("TOKEN_AUDIENCE", "tongcha", "令牌的受众（aud）", "Audience that tokens must name."),
  token: optional(
    "TONGCHA_TOKEN",
    "命令行报送所用的令牌",
    "Token with which the command line hands files in.",
  ),
  feedLimitMiB: number("FEED_LIMIT_MIB", 256, "报送文件上限，MiB", "Largest feed file, in MiB."),
  findingLimit: number(
    "FINDING_LIMIT",
    10_000,
    "每份报送保存的校验结果上限，条",
    "Findings kept of one submission.",
  ),
  subgraphTimeoutMs: number(
    "SUBGRAPH_TIMEOUT_MS",
    10_000,
    "等待一个子图的上限，毫秒",
    "Longest wait for one subgraph, in milliseconds.",
  ),
  subgraphNetworks: text(
    "SUBGRAPH_NETWORKS",
    "",
    "部门自办子图可在的网段，逗号分隔；不填为公网与专用网地址，不含本机与链路地址",
    "Networks in which departments' subgraphs may be, joined by commas; without it public and private addresses, never this machine's or its links'.",
  ),
  webhookNetworks: text(
    "WEBHOOK_NETWORKS",
    "",
    "网络回调可在的网段，逗号分隔；不填为公网地址，且须为 https",
    "Networks in which webhooks may be, joined by commas; without it public addresses, over https only.",
  ),
  subgraphAnswerLimitMiB: number(
    "SUBGRAPH_ANSWER_LIMIT_MIB",
    8,
    "部门自办子图一次响应的上限，MiB",
    "Largest answer of a department's subgraph, in MiB.",
  ),
  departmentTimeoutMs: number(
    "DEPARTMENT_TIMEOUT_MS",
    5_000,
    "等待部门自办子图的上限，毫秒",
    "Longest wait for a department's subgraph, in milliseconds.",
  ),
  selectionLimit: number(
    "SELECTION_LIMIT",
    2_000,
    "一次查询的字段上限（片段展开后），个",
    "Most fields that a query may select, fragments expanded.",
  ),
  depthLimit: number(
    "DEPTH_LIMIT",
    15,
    "查询的层数上限（片段展开后），层",
    "Deepest selection, fragments expanded.",
  ),
  costMode: optional(
    "COST_MODE",
    "查询成本超过上限时：enforce 拒绝，measure 只记录；不填时 npm start 为 enforce，gateway 命令为 measure",
    "What happens to an operation over its limit of cost: enforce refuses it, measure only tells of it; without it npm start enforces, the gateway command measures.",
  ),
  costLimits: text(
    "COST_LIMITS",
    "",
    "一次查询的成本上限，点：接口视图=无令牌/有令牌/有角色，逗号分隔；/ 为总图，* 为其余各接口视图；不填为 *=10000/40000/200000",
    "Most points that one operation may cost: view=without token/with one/with a role, joined by commas; / is the whole graph, * what is not named; *=10000/40000/200000 without it.",
  ),
  rateLimits: optional(
    "RATE_LIMITS",
    "每个用户每分钟可用的点数：无令牌/有令牌/有角色，无令牌的按地址计；填 `off` 则不限；不填时 npm start 为 60000/600000/6000000，gateway --supergraph 不限",
    "Points that each client has per minute: without token (by address)/with one/with a role; off for no limit; without it npm start takes 60000/600000/6000000, gateway --supergraph off.",
  ),
  overrideLabels: text(
    "OVERRIDE_LABELS",
    "",
    "逐步移交（@override 的 label）：标签，或标签=百分比，逗号分隔；未列出的不移交",
    "Which custom labels of @override hold: label for every request, or label=percent, joined by commas; what is not named holds for none.",
  ),
  operationTimeoutMs: number(
    "OPERATION_TIMEOUT_MS",
    30_000,
    "一次查询的总时限，毫秒",
    "Longest time for one query, in milliseconds.",
  ),
  planningBudgetMs: number(
    "PLANNING_BUDGET_MS",
    5_000,
    "每个用户每分钟用于解析、规划新查询的处理器时间，毫秒",
    "Processor time that each client has per minute for queries that nobody has asked before, in milliseconds.",
  ),
  trustedProxies: text(
    "TRUSTED_PROXIES",
    "",
    "可信的反向代理地址或网段，逗号分隔；由其转告用户地址",
    "Addresses or networks of reverse proxies, joined by commas, that are believed about a client's address.",
  ),
  answerObjectLimit: number(
    "ANSWER_OBJECT_LIMIT",
    50_000,
    "一次查询结果的对象上限，个",
    "Most objects that subgraphs give for one answer.",
  ),
  answerLimitMiB: number("ANSWER_LIMIT_MIB", 8, "一次查询结果的上限，MiB", "Largest answer, in MiB."),
  usageDays: number(
    "USAGE_DAYS",
    30,
    "判断变更的影响范围时统计的天数：其间客户端实际使用过的字段、参数等",
    "Days back in which a client's use of a field, argument or value counts when a change of the graph is checked.",
  ),
  usageLeast: number(
    "USAGE_LEAST",
    1,
    "其间一个客户端（各版本合计）少于此次数的使用不妨碍删改；1为都顾及",
    "Fewest requests of a client, its versions together, in those days that stand in the way of a change; 1 counts all.",
  ),
  documentModes: text(
    "DOCUMENT_MODES",
    "",
    "各接口视图接受的查询：接口视图=open | log-unknown | trusted-only，逗号分隔，/ 为总图；未列出的为 open",
    "What each view answers: view=open | log-unknown | trusted-only, joined by commas; / is the whole graph, and what is not named is open.",
  ),
  answerStoreMiB: number(
    "ANSWER_STORE_MIB",
    64,
    "结果缓存的内存上限，MiB；0为不缓存",
    "Memory for answers that are kept until a release changes them, in MiB; 0 keeps none.",
  ),
  redisUrl: optional(
    "REDIS_URL",
    "各网关共享缓存的 Redis 地址；不填则各自缓存",
    "redis://… in which gateways share stored answers; without it each has its own only.",
  ),
  corsOrigins: text(
    "CORS_ORIGINS",
    "*",
    "可从网页跨域查询的来源，逗号分隔；* 为不限",
    "Origins of web pages that may ask, joined by commas; * for all.",
  ),
  liveConnections: number(
    "LIVE_CONNECTIONS",
    20_000,
    "一个网关进程同时的实时连接上限（WebSocket 与事件流），个",
    "Most live connections (WebSockets and event streams) of a gateway's process at a time.",
  ),
  liveConnectionsOfClient: number(
    "LIVE_CONNECTIONS_OF_CLIENT",
    1_000,
    "一个地址同时的实时连接上限，个；反向代理之后须设 TRUSTED_PROXIES",
    "Most live connections of one address in a process at a time; behind a reverse proxy set TRUSTED_PROXIES.",
  ),
  liveSubscriptions: number(
    "LIVE_SUBSCRIPTIONS",
    100_000,
    "一个网关进程同时的订阅上限，个",
    "Most subscriptions of a gateway's process at a time.",
  ),
  liveSubscriptionsOfClient: number(
    "LIVE_SUBSCRIPTIONS_OF_CLIENT",
    2_000,
    "一个地址同时的订阅上限，个",
    "Most subscriptions of one address in a process at a time.",
  ),
  liveStreams: number(
    "LIVE_STREAMS",
    5_000,
    "一个网关进程同时的互不相同的订阅上限，个",
    "Most subscriptions of a gateway's process that differ from each other, at a time.",
  ),
  tracesUrl: optional(
    "TRACES_URL",
    "调用链数据的接收地址（OTLP/HTTP）；不填则不记录",
    "http://…/v1/traces of a collector (OTLP over HTTP) that traces are sent to; without it nothing is traced.",
  ),
  traceShare: number(
    "TRACE_SHARE",
    100,
    "记录调用链的请求占比，%",
    "Share of operations that are traced, in per cent.",
  ),
  traceDepartments: flag(
    "TRACE_DEPARTMENTS",
    false,
    "是否把调用链编号告知部门自办子图",
    "Whether departments' subgraphs are told which trace a call belongs to.",
  ),
  shareInFlight: flag(
    "SHARE_IN_FLIGHT",
    true,
    "同时到达的相同查询是否只执行一次",
    "Whether equal queries that are under way at the same time are carried out once.",
  ),
} as const satisfies Record<string, Setting<unknown>>;

export type Settings = { readonly [Name in keyof typeof SETTINGS]: (typeof SETTINGS)[Name]["fallback"] };

/** Reads all settings, or throws SETTING_INVALID with the first that cannot be. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const read = <T>(setting: Setting<T>): T => {
    const given = environment[setting.variable];
    if (given === undefined || given === "") return setting.fallback;
    const value = setting.read(given);
    if (value === null)
      throw new HubError("SETTING_INVALID", {
        name: setting.variable,
        ...(typeof setting.fallback === "number"
          ? { reason: "应为非负整数", reasonEn: "a whole number from 0" }
          : { reason: "应为 true 或 false", reasonEn: "true or false" }),
      });
    return value;
  };
  const {
    host,
    port,
    dataDirectory,
    databaseUrl,
    samples,
    hubUrl,
    subgraphUrls,
    hubKey,
    callersKey,
    personKey,
    jwksUrl,
    tokenIssuer,
    tokenAudience,
    token,
    feedLimitMiB,
    findingLimit,
    subgraphTimeoutMs,
    subgraphNetworks,
    webhookNetworks,
    subgraphAnswerLimitMiB,
    departmentTimeoutMs,
    costMode,
    costLimits,
    rateLimits,
    overrideLabels,
    operationTimeoutMs,
    planningBudgetMs,
    trustedProxies,
    selectionLimit,
    depthLimit,
    answerObjectLimit,
    answerLimitMiB,
    usageDays,
    usageLeast,
    documentModes,
    answerStoreMiB,
    redisUrl,
    corsOrigins,
    liveConnections,
    liveConnectionsOfClient,
    liveSubscriptions,
    liveSubscriptionsOfClient,
    liveStreams,
    tracesUrl,
    traceShare,
    traceDepartments,
    shareInFlight,
  } = SETTINGS;
  return Object.freeze({
    host: read(host),
    port: read(port),
    dataDirectory: resolve(read(dataDirectory)),
    databaseUrl: read(databaseUrl),
    samples: read(samples),
    hubUrl: read(hubUrl),
    subgraphUrls: read(subgraphUrls),
    hubKey: read(hubKey),
    callersKey: read(callersKey),
    personKey: read(personKey),
    jwksUrl: read(jwksUrl),
    tokenIssuer: read(tokenIssuer),
    tokenAudience: read(tokenAudience),
    token: read(token),
    feedLimitMiB: read(feedLimitMiB),
    findingLimit: read(findingLimit),
    subgraphTimeoutMs: read(subgraphTimeoutMs),
    subgraphNetworks: read(subgraphNetworks),
    webhookNetworks: read(webhookNetworks),
    subgraphAnswerLimitMiB: read(subgraphAnswerLimitMiB),
    departmentTimeoutMs: read(departmentTimeoutMs),
    selectionLimit: read(selectionLimit),
    depthLimit: read(depthLimit),
    costMode: read(costMode),
    costLimits: read(costLimits),
    rateLimits: read(rateLimits),
    overrideLabels: read(overrideLabels),
    operationTimeoutMs: read(operationTimeoutMs),
    planningBudgetMs: read(planningBudgetMs),
    trustedProxies: read(trustedProxies),
    answerObjectLimit: read(answerObjectLimit),
    answerLimitMiB: read(answerLimitMiB),
    usageDays: read(usageDays),
    usageLeast: read(usageLeast),
    documentModes: read(documentModes),
    answerStoreMiB: read(answerStoreMiB),
    redisUrl: read(redisUrl),
    corsOrigins: read(corsOrigins),
    liveConnections: read(liveConnections),
    liveConnectionsOfClient: read(liveConnectionsOfClient),
    liveSubscriptions: read(liveSubscriptions),
    liveSubscriptionsOfClient: read(liveSubscriptionsOfClient),
    liveStreams: read(liveStreams),
    tracesUrl: read(tracesUrl),
    traceShare: read(traceShare),
    traceDepartments: read(traceDepartments),
    shareInFlight: read(shareInFlight),
  });
}

/** What one answer may be made of, as a gateway takes it. */
export function answerLimits({ answerObjectLimit, answerLimitMiB }: Settings): AnswerLimits {
  return { objects: answerObjectLimit, bytes: answerLimitMiB * 1024 * 1024 };
}

/** How large a query may be, as a gateway takes it. */
export function documentLimits({ selectionLimit, depthLimit }: Settings): DocumentLimits {
  return { selections: selectionLimit, depth: depthLimit, tokens: 20_000 };
}

/** What may be open at a time, as a gateway takes it. */
export function liveLimits(settings: Settings): LiveLimits {
  return {
    connections: settings.liveConnections,
    connectionsOfClient: settings.liveConnectionsOfClient,
    subscriptions: settings.liveSubscriptions,
    subscriptionsOfClient: settings.liveSubscriptionsOfClient,
    streams: settings.liveStreams,
  };
}

function text(variable: string, fallback: string, zh: string, en: string): Setting<string> {
  return { variable, fallback, help: { zh, en }, read: (given) => given };
}

function optional(variable: string, zh: string, en: string): Setting<string | null> {
  return { variable, fallback: null, help: { zh, en }, read: (given) => given };
}

function number(variable: string, fallback: number, zh: string, en: string): Setting<number> {
  return {
    variable,
    fallback,
    help: { zh, en },
    read: (given) => (/^\d{1,9}$/.test(given) ? Number(given) : null),
  };
}

function flag(variable: string, fallback: boolean, zh: string, en: string): Setting<boolean> {
  return {
    variable,
    fallback,
    help: { zh, en },
    read: (given) => (given === "true" ? true : given === "false" ? false : null),
  };
}
