/**
 * Every setting: its variable, what it may be, its value unless it is given, and what it is for. The one
 * schema of all: `npx tongcha settings` and the guide of operators follow from it.
 */
import * as v from "valibot";
import { DEFAULT_OPERATORS } from "../../../gateway/adapters/http/operators.js";
import { DOCUMENT_MODES } from "../../../gateway/documents/modes.js";
import { COST_MODES } from "../../../gateway/limits/cost-limits.js";
import {
  ageIdentities,
  ageRecipients,
  file,
  flag,
  folder,
  hostName,
  kindOf,
  mailAddress,
  networks,
  oneOf,
  origins,
  pairs,
  passphrase,
  privateKeys,
  proxies,
  resource,
  s3Bucket,
  s3Prefix,
  s3Region,
  scopes,
  secretKeys,
  secretsByName,
  text,
  textsByName,
  url,
  urlsByName,
  whole,
} from "./kinds.js";
import { optional, secret, setting } from "./setting.js";

const HTTP = url("http", "https");

const documentModes = pairs(
  `应写作“接口视图=方式”，逗号分隔，方式有：${DOCUMENT_MODES.join("、")}`,
  `view=mode, joined by commas, where the modes are ${DOCUMENT_MODES.join(", ")}`,
  (given) => DOCUMENT_MODES.find((mode) => mode === given) ?? null,
);

/** Points for who has no token, a token, a role. */
const costLimits = pairs(
  "应写作“接口视图=无令牌/有令牌/有角色的点数”，逗号分隔",
  "view=points/points/points, joined by commas: without a token, with one, with a role",
  (given) => {
    const points = threeNumbers(given, 0);
    return points && { anonymous: points[0], token: points[1], role: points[2] };
  },
);

const rateLimits = kindOf(
  "应写作“无令牌/有令牌/有角色的点数”，或 off",
  "points/points/points (without a token, with one, with a role), or off",
  (given) => {
    if (given === "off") return given;
    const points = threeNumbers(given, 1);
    return points && { anonymous: points[0], registered: points[1], partner: points[2] };
  },
);

function threeNumbers(given: string | null, least: number): readonly [number, number, number] | null {
  const found = /^(\d{1,12})\/(\d{1,12})\/(\d{1,12})$/.exec(given ?? "");
  if (!found) return null;
  const [one, two, three] = [Number(found[1]), Number(found[2]), Number(found[3])];
  return Math.min(one, two, three) < least ? null : [one, two, three];
}

/** Per cent; a label as `@override` may have it, but `percent(n)`, which says its share itself. */
const overrideShares = pairs(
  "应写作“标签”或“标签=0至100的数”，逗号分隔，每个标签一次",
  "label, or label=0 to 100, joined by commas, each label once",
  (given) => {
    const percent = given ?? "100";
    return /^\d{1,3}(?:\.\d+)?$/.test(percent) && Number(percent) <= 100 ? Number(percent) : null;
  },
  (label) => /^[a-zA-Z][\w\-:./]*$/.test(label),
);

export const SCHEMA = v.object({
  host: setting("HOST", hostName, "127.0.0.1", "监听地址", "Address to listen on."),
  port: setting(
    "PORT",
    whole(0, 65_535),
    "4000",
    "监听端口（0为任意空闲端口）",
    "Port to listen on; 0 takes any free one.",
  ),
  dataDirectory: setting(
    "TONGCHA_DATA",
    folder,
    ".tongcha",
    "数据目录：嵌入式数据库与密钥",
    "Directory of the embedded database and the keys.",
  ),
  databaseUrl: secret(
    "DATABASE_URL",
    url("postgres", "postgresql"),
    "PostgreSQL 地址；不填则用嵌入式数据库",
    "postgres://… of a server; without it the embedded database is used.",
  ),
  samples: setting(
    "SAMPLES",
    flag,
    "true",
    "空库启动时发布示例数据",
    "Whether an empty hub publishes the samples when it starts.",
  ),
  publicUrl: optional(
    "PUBLIC_URL",
    HTTP,
    "中心的公开地址；首次填写后即为数据库的归属，地址不同的副本不推送、不自动撤回",
    "Public address of the hub. The first one owns the database: a copy with another, or none, sends and withdraws nothing by itself.",
  ),
  hubUrl: optional(
    "HUB_URL",
    HTTP,
    "本进程只作网关时，中心（提供子图的通查）的地址",
    "http://… of the hub: this process is a gateway before it, without subgraphs of its own.",
  ),
  subgraphUrls: setting(
    "SUBGRAPH_URLS",
    urlsByName,
    "",
    "在其他进程运行的子图：名称=地址，逗号分隔",
    "Subgraphs in other processes: name=url, joined by commas.",
  ),
  hubKey: secret(
    "HUB_KEY",
    secretKeys,
    "网关与子图之间签名的密钥；不填则存于数据目录",
    "Key that signs requests from the gateway to subgraphs; without it one is kept in the data directory.",
  ),
  callersKey: secret(
    "CALLERS_KEY",
    privateKeys,
    "向部门自办子图说明查询者身份的私钥（P-256，PEM）；不填则存于数据目录",
    "Private key (P-256, PEM) by which departments' subgraphs are told who asks; without it one is kept in the data directory.",
  ),
  logKey: secret(
    "LOG_KEY",
    privateKeys,
    "签署公开日志首部的私钥（P-256，PEM）；不填则存于数据目录",
    "Private key (P-256, PEM) that signs the head of the public log; without it one is kept in the data directory.",
  ),
  issuerKey: secret(
    "ISSUER_KEY",
    privateKeys,
    "内置签发者签发令牌的私钥（P-256，PEM）；不填则存于数据目录",
    "Private key (P-256, PEM) of the built-in issuer of tokens; without it one is kept in the data directory.",
  ),
  sessionKey: secret(
    "SESSION_KEY",
    secretKeys,
    "网页登录所用 Cookie 的加密密钥；不填则存于数据目录",
    "Key that encrypts the cookies of people who sign in by a browser; without it one is kept in the data directory.",
  ),
  personKey: secret(
    "PERSON_KEY",
    secretKeys,
    "自然人号码去标识化的密钥；不填则存于数据目录",
    "Key that pseudonymises persons' numbers; without it one is kept in the data directory.",
  ),
  jwksUrl: optional(
    "JWKS_URL",
    HTTP,
    "身份平台的公钥集地址；不填则用内置签发者",
    "Key set of the identity provider; without it the built-in issuer is used.",
  ),
  tokenIssuer: setting(
    "TOKEN_ISSUER",
    text,
    "tongcha",
    "令牌的签发者（iss）",
    "Issuer that tokens must name.",
  ),
  tokenAudience: setting(
    "TOKEN_AUDIENCE",
    text,
    "tongcha",
    "令牌的受众（aud）",
    "Audience that tokens must name.",
  ),
  oidcClientId: optional(
    "OIDC_CLIENT_ID",
    text,
    "本中心在身份平台登记的客户端编号；填写后即可用网页登录（OpenID Connect），须同时填写 JWKS_URL、TOKEN_ISSUER 和 PUBLIC_URL",
    "The hub's client at the identity provider: with it people sign in by a browser (OpenID Connect). It wants JWKS_URL, TOKEN_ISSUER and PUBLIC_URL as well.",
  ),
  oidcClientSecret: secret(
    "OIDC_CLIENT_SECRET",
    text,
    "该客户端的密码；不填则为公开客户端",
    "The client's secret; without it the client is a public one.",
  ),
  oidcScopes: setting(
    "OIDC_SCOPES",
    scopes,
    "openid profile",
    "登录时申请的范围（`scope`），空格分隔",
    "Scopes that a sign-in asks for, joined by spaces.",
  ),
  oidcToken: setting(
    "OIDC_TOKEN",
    oneOf(["access", "id"]),
    "access",
    "含角色和部门的令牌：`access` 为访问令牌，`id` 为身份令牌",
    "The token with roles and department: access or id.",
  ),
  oidcResource: optional(
    "OIDC_RESOURCE",
    resource,
    "访问令牌的用途（RFC 8707 的 `resource`）；身份平台需要时填写，一般与 TOKEN_AUDIENCE 相同",
    "What access tokens are for (resource, RFC 8707), where the provider wants to be told; usually TOKEN_AUDIENCE.",
  ),
  token: secret(
    "TONGCHA_TOKEN",
    text,
    "命令行报送所用的令牌",
    "Token with which the command line hands files in.",
  ),
  feedLimitMiB: setting(
    "FEED_LIMIT_MIB",
    whole(1, 65_536),
    "256",
    "报送文件上限，MiB",
    "Largest feed file, in MiB.",
  ),
  findingLimit: setting(
    "FINDING_LIMIT",
    whole(1, 1_000_000),
    "10000",
    "每份报送保存的校验结果上限，条",
    "Findings kept of one submission.",
  ),
  originalDays: setting(
    "ORIGINAL_DAYS",
    whole(1, 36_500),
    "365",
    "报送的原件和校验内容在办结后保存的天数，期满删除",
    "Days for which a file as it came, and what was found in it, is kept after the last that happened to it; then it is erased.",
  ),
  downloadSpoolMiB: setting(
    "DOWNLOAD_SPOOL_MIB",
    whole(1, 1_048_576),
    "2048",
    "历次发布的文件在临时目录中最多占用的空间，MiB",
    "Room of releases' files in the folder for temporary files (TMPDIR), in MiB; the largest file that there can be.",
  ),
  backupPassphrase: secret(
    "BACKUP_PASSPHRASE",
    passphrase,
    "备份的口令；不填也无公钥时在终端中询问",
    "Passphrase of backups; without it and without recipients the terminal is asked.",
  ),
  backupRecipients: optional(
    "BACKUP_RECIPIENTS",
    ageRecipients,
    "备份只能由这些 age 公钥（age1…）对应的私钥打开，逗号分隔；填了则不用口令",
    "Public keys of age (age1…), joined by commas, whose private keys alone open backups; no passphrase then.",
  ),
  backupIdentity: secret(
    "BACKUP_IDENTITY",
    ageIdentities,
    "打开备份的 age 私钥（AGE-SECRET-KEY-…）",
    "Private key of age (AGE-SECRET-KEY-…) that opens backups.",
  ),
  subgraphTimeoutMs: setting(
    "SUBGRAPH_TIMEOUT_MS",
    whole(1, 3_600_000),
    "10000",
    "等待一个子图的上限，毫秒",
    "Longest wait for one subgraph, in milliseconds.",
  ),
  subgraphNetworks: setting(
    "SUBGRAPH_NETWORKS",
    networks,
    "",
    "部门自办子图可在的网段，逗号分隔；不填为公网与专用网地址，不含本机与链路地址",
    "Networks in which departments' subgraphs may be, joined by commas; without it public and private addresses, never this machine's or its links'.",
  ),
  webhookNetworks: setting(
    "WEBHOOK_NETWORKS",
    networks,
    "",
    "网络回调可在的网段，逗号分隔；不填为公网地址，且须为 https",
    "Networks in which webhooks may be, joined by commas; without it public addresses, over https only.",
  ),
  sources: optional(
    "SOURCES",
    file,
    "数据源文件（JSON）：定时从各部门的系统取数报送；不填则不取数",
    "File (JSON) of the sources from which feeds are fetched on schedule; without it none are.",
  ),
  sourceSecrets: secret(
    "SOURCE_SECRETS",
    secretsByName,
    "数据源的密码和私钥：JSON 对象，名称与数据源文件中所写的一致",
    "Passwords and keys of the sources: a JSON object, by the names that SOURCES has for them.",
  ),
  sourceNetworks: setting(
    "SOURCE_NETWORKS",
    networks,
    "",
    "数据源可在的网段，逗号分隔；不填为公网与专用网地址，不含本机与链路地址",
    "Networks in which sources may be, joined by commas; without it public and private addresses, never this machine's or its links'.",
  ),
  s3Endpoint: optional(
    "S3_ENDPOINT",
    HTTP,
    "S3 兼容的对象存储地址，如 `https://s3.example.cn`；与 S3_BUCKET、S3_KEY_ID、S3_KEY 同时填写后，新上传的附件存放于此；不填则存放在数据库中",
    "Address of a store that speaks S3, such as https://s3.example.cn; beside S3_BUCKET, S3_KEY_ID and S3_KEY: new attachments are kept there, without it in the database.",
  ),
  s3Region: setting(
    "S3_REGION",
    s3Region,
    "us-east-1",
    "对象存储的地域",
    "Region for which requests to the store are signed.",
  ),
  s3Bucket: optional("S3_BUCKET", s3Bucket, "存放附件的存储桶", "Bucket of the attachments."),
  s3Prefix: setting(
    "S3_PREFIX",
    s3Prefix,
    "attachments/",
    "附件在存储桶中的路径，以 / 结尾；填 `/` 则直接放在桶中",
    "Before each attachment's name in the bucket, ending with /; / alone for nothing.",
  ),
  s3KeyId: secret("S3_KEY_ID", text, "对象存储的密钥编号", "Id of the access key of the store."),
  s3Key: secret(
    "S3_KEY",
    text,
    "对象存储的密钥，用于签名，不会发送",
    "Access key of the store; it signs requests and is never sent.",
  ),
  smtpUrl: secret(
    "SMTP_URL",
    url("smtp", "smtps"),
    "邮件服务器地址，如 `smtps://user:password@host:465`、`smtp://host:25`；填写后向各部门的电子邮箱发送公开任务提醒",
    "smtps://user:password@host:465 or smtp://host:25 of a mail server: departments are reminded of their duties by e-mail.",
  ),
  mailFrom: optional(
    "MAIL_FROM",
    mailAddress,
    "提醒邮件的发件地址，与 SMTP_URL 同时填写",
    "Address from which reminders are sent; given beside SMTP_URL.",
  ),
  subgraphAnswerLimitMiB: setting(
    "SUBGRAPH_ANSWER_LIMIT_MIB",
    whole(1, 1_024),
    "8",
    "部门自办子图一次响应的上限，MiB",
    "Largest answer of a department's subgraph, in MiB.",
  ),
  departmentTimeoutMs: setting(
    "DEPARTMENT_TIMEOUT_MS",
    whole(1, 3_600_000),
    "5000",
    "等待部门自办子图的上限，毫秒",
    "Longest wait for a department's subgraph, in milliseconds.",
  ),
  selectionLimit: setting(
    "SELECTION_LIMIT",
    whole(1, 1_000_000),
    "2000",
    "一次查询的字段上限（片段展开后），个",
    "Most fields that a query may select, fragments expanded.",
  ),
  depthLimit: setting(
    "DEPTH_LIMIT",
    whole(1, 1_000),
    "15",
    "查询的层数上限（片段展开后），层",
    "Deepest selection, fragments expanded.",
  ),
  costMode: optional(
    "COST_MODE",
    oneOf(COST_MODES),
    "查询成本超过上限时：enforce 拒绝，measure 只记录；不填时 npm start 为 enforce，gateway 命令为 measure",
    "What happens to an operation over its limit of cost: enforce refuses it, measure only tells of it; without it npm start enforces, the gateway command measures.",
  ),
  costLimits: setting(
    "COST_LIMITS",
    costLimits,
    "",
    "一次查询的成本上限，点：接口视图=无令牌/有令牌/有角色，逗号分隔；/ 为总图，* 为其余各接口视图；不填为 *=10000/40000/200000",
    "Most points that one operation may cost: view=without token/with one/with a role, joined by commas; / is the whole graph, * what is not named; *=10000/40000/200000 without it.",
  ),
  rateLimits: optional(
    "RATE_LIMITS",
    rateLimits,
    "每个用户每分钟可用的点数：无令牌/有令牌/有角色，无令牌的按地址计；填 `off` 则不限；不填时 npm start 为 60000/600000/6000000，gateway --supergraph 不限",
    "Points that each client has per minute: without token (by address)/with one/with a role; off for no limit; without it npm start takes 60000/600000/6000000, gateway --supergraph off.",
  ),
  overrideLabels: setting(
    "OVERRIDE_LABELS",
    overrideShares,
    "",
    "逐步移交（@override 的 label）：标签，或标签=百分比，逗号分隔；未列出的不移交",
    "Which custom labels of @override hold: label for every request, or label=percent, joined by commas; what is not named holds for none.",
  ),
  operationTimeoutMs: setting(
    "OPERATION_TIMEOUT_MS",
    whole(1, 3_600_000),
    "30000",
    "一次查询的总时限，毫秒",
    "Longest time for one query, in milliseconds.",
  ),
  planningBudgetMs: setting(
    "PLANNING_BUDGET_MS",
    whole(1, 3_600_000),
    "5000",
    "每个用户每分钟用于解析、规划新查询的处理器时间，毫秒",
    "Processor time that each client has per minute for queries that nobody has asked before, in milliseconds.",
  ),
  trustedProxies: setting(
    "TRUSTED_PROXIES",
    proxies,
    "",
    "可信的反向代理地址或网段，逗号分隔；由其转告用户地址",
    "Addresses or networks of reverse proxies, joined by commas, that are believed about a client's address.",
  ),
  answerObjectLimit: setting(
    "ANSWER_OBJECT_LIMIT",
    whole(1, 1_000_000_000),
    "50000",
    "一次查询结果的对象上限，个",
    "Most objects that subgraphs give for one answer.",
  ),
  answerLimitMiB: setting(
    "ANSWER_LIMIT_MIB",
    whole(1, 1_024),
    "8",
    "一次查询结果的上限，MiB",
    "Largest answer, in MiB.",
  ),
  usageDays: setting(
    "USAGE_DAYS",
    whole(0, 3_650),
    "30",
    "判断变更的影响范围时统计的天数：其间客户端实际使用过的字段、参数等",
    "Days back in which a client's use of a field, argument or value counts when a change of the graph is checked.",
  ),
  usageLeast: setting(
    "USAGE_LEAST",
    whole(0, 1_000_000_000),
    "1",
    "其间一个客户端（各版本合计）少于此次数的使用不妨碍删改；1为都顾及",
    "Fewest requests of a client, its versions together, in those days that stand in the way of a change; 1 counts all.",
  ),
  documentModes: setting(
    "DOCUMENT_MODES",
    documentModes,
    "",
    "各接口视图接受的查询：接口视图=open | log-unknown | trusted-only，逗号分隔，/ 为总图；未列出的为 open",
    "What each view answers: view=open | log-unknown | trusted-only, joined by commas; / is the whole graph, and what is not named is open.",
  ),
  answerStoreMiB: setting(
    "ANSWER_STORE_MIB",
    whole(0, 1_048_576),
    "64",
    "结果缓存的内存上限，MiB；0为不缓存",
    "Memory for answers that are kept until a release changes them, in MiB; 0 keeps none.",
  ),
  redisUrl: secret(
    "REDIS_URL",
    url("redis", "rediss"),
    "各网关共享缓存的 Redis 地址；不填则各自缓存",
    "redis://… in which gateways share stored answers; without it each has its own only.",
  ),
  siteMarks: setting(
    "SITE_MARKS",
    textsByName,
    "",
    "各页页脚的标识：名称=内容，逗号分隔，内容为 https 地址的显示为链接，如 `网站标识码=1101180000`",
    "Marks at the foot of each page: name=text, joined by commas; an https address is a link by its name.",
  ),
  siteMeta: setting(
    "SITE_META",
    textsByName,
    "",
    "各页的 `meta` 标签：名称=内容，逗号分隔，如 `SiteName=示例区政务公开,SiteIDCode=1101180000`",
    "Tags `meta` of each page: name=content, joined by commas.",
  ),
  corsOrigins: setting(
    "CORS_ORIGINS",
    origins,
    "*",
    "可从网页跨域查询的来源，逗号分隔；* 为不限",
    "Origins of web pages that may ask, joined by commas; * for all.",
  ),
  liveConnections: setting(
    "LIVE_CONNECTIONS",
    whole(0, 10_000_000),
    "20000",
    "一个网关进程同时的实时连接上限（WebSocket 与事件流），个",
    "Most live connections (WebSockets and event streams) of a gateway's process at a time.",
  ),
  liveConnectionsOfClient: setting(
    "LIVE_CONNECTIONS_OF_CLIENT",
    whole(0, 10_000_000),
    "1000",
    "一个地址同时的实时连接上限，个；反向代理之后须设 TRUSTED_PROXIES",
    "Most live connections of one address in a process at a time; behind a reverse proxy set TRUSTED_PROXIES.",
  ),
  liveSubscriptions: setting(
    "LIVE_SUBSCRIPTIONS",
    whole(0, 10_000_000),
    "100000",
    "一个网关进程同时的订阅上限，个",
    "Most subscriptions of a gateway's process at a time.",
  ),
  liveSubscriptionsOfClient: setting(
    "LIVE_SUBSCRIPTIONS_OF_CLIENT",
    whole(0, 10_000_000),
    "2000",
    "一个地址同时的订阅上限，个",
    "Most subscriptions of one address in a process at a time.",
  ),
  liveStreams: setting(
    "LIVE_STREAMS",
    whole(0, 10_000_000),
    "5000",
    "一个网关进程同时的互不相同的订阅上限，个",
    "Most subscriptions of a gateway's process that differ from each other, at a time.",
  ),
  wholeGraphForAll: setting(
    "WHOLE_GRAPH_FOR_ALL",
    flag,
    "false",
    "没有角色的查询者在 /graphql 是否也得到总图的全部，含报送与审核；默认只得到公开的接口视图",
    "Whether who has no role gets the whole graph at /graphql, with reporting and review; else the public view.",
  ),
  operatorNetworks: setting(
    "OPERATOR_NETWORKS",
    proxies,
    DEFAULT_OPERATORS,
    "运维人员的地址或网段，逗号分隔：只有从这些地址可以读取 /metrics 和健康检查的详情；反向代理之后须设 TRUSTED_PROXIES",
    "Operators' addresses or networks, joined by commas: they alone read /metrics and the details of /health/ready; behind a reverse proxy set TRUSTED_PROXIES.",
  ),
  accessLog: setting(
    "ACCESS_LOG",
    flag,
    "false",
    "是否记录访问日志：每次查询和每个其他请求各一行，有名称、代码和耗时，没有查询内容、变量和地址",
    "Whether there is an access log: a line for each operation and each other request, with names, codes and times; never texts, values or addresses.",
  ),
  slowQueryMs: optional(
    "SLOW_QUERY_MS",
    whole(1, 3_600_000),
    "查询耗时达到此数即记录慢查询日志，毫秒，含各阶段和各子图的耗时；不填则不记录",
    "Operations that take as long are logged, with their stages and calls of subgraphs, in milliseconds; without it none are.",
  ),
  tracesUrl: optional(
    "TRACES_URL",
    HTTP,
    "调用链数据的接收地址（OTLP/HTTP）；不填则不记录",
    "http://…/v1/traces of a collector (OTLP over HTTP) that traces are sent to; without it nothing is traced.",
  ),
  traceShare: setting(
    "TRACE_SHARE",
    whole(0, 100),
    "100",
    "记录调用链的请求占比，%",
    "Share of operations that are traced, in per cent.",
  ),
  traceDepartments: setting(
    "TRACE_DEPARTMENTS",
    flag,
    "false",
    "是否把调用链编号告知部门自办子图",
    "Whether departments' subgraphs are told which trace a call belongs to.",
  ),
  shareInFlight: setting(
    "SHARE_IN_FLIGHT",
    flag,
    "true",
    "同时到达的相同查询是否只执行一次",
    "Whether equal queries that are under way at the same time are carried out once.",
  ),
});
