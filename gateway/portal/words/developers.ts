export const developers = {
  title: { zh: "开发者", en: "Developers" },
  lead: {
    zh: "本站的每一页都只用公开的接口，您的程序也可以：不需要登录。",
    en: "Every page here asks public interfaces alone, and so can your program, without signing in.",
  },
  graph: { zh: "查询接口", en: "The graph" },
  explorer: {
    zh: "查询台：在网页中编写查询，旁边就是中文说明和现成示例",
    en: "The explorer: write queries beside their documentation and ready examples",
  },
  public: {
    zh: "公开的接口视图；用程序访问就是 GraphQL 接口，也支持 WebSocket 和事件流",
    en: "The public view: GraphQL for programs, over WebSocket and event streams too",
  },
  mobile: { zh: "移动应用的接口视图", en: "The view for mobile apps" },
  internal: {
    zh: "部门工作人员的接口视图，需要令牌",
    en: "The view for the departments' people, who need a token",
  },
  changes: { zh: "总图的变更：改了什么，由谁改的", en: "Changes of the graph: what, and by whom" },
  sdl: { zh: "公开的接口视图的模式", en: "The schema of the public view" },
  changesFeed: { zh: "模式的变更记录，可用阅读器订阅", en: "Changes of the schema, for feed readers" },
  data: { zh: "数据和目录", en: "Data and catalogue" },
  catalogTurtle: { zh: "公共数据目录（DCAT-AP 3）", en: "The catalogue, in DCAT-AP 3" },
  catalogJson: { zh: "公共数据目录（JSON-LD）", en: "The catalogue, as JSON-LD" },
  download: {
    zh: "下载数据集，另有 XLSX、JSON、NDJSON、Parquet",
    en: "A dataset as a file; also xlsx, json, ndjson, parquet",
  },
  recordChanges: {
    zh: "数据集的变化：新公开、更正、不再公开的记录",
    en: "What was added, corrected and removed",
  },
  record: {
    zh: "一条记录的固定地址，另有 JSON 和网页",
    en: "A record's address for good; also JSON, and a page",
  },
  alert: {
    zh: "订阅条件的 Atom 地址，用 saveStandingQuery 保存条件后获得",
    en: "The Atom feed of a standing query, which saveStandingQuery answers",
  },
  agents: { zh: "供智能体查询（MCP），用 POST", en: "For agents, by the Model Context Protocol, by POST" },
  agentsText: { zh: "供智能体阅读的说明", en: "What is here, for agents" },
  trust: { zh: "验证", en: "Proof" },
  log: {
    zh: "公开日志的首部，有签名和公钥，用以验证历次发布",
    en: "The signed head of the public log, by which releases are verified",
  },
  proof: {
    zh: "数据集的证明，与下载的文件一起验证",
    en: "A dataset's proof, against which its file is verified",
  },
  callers: { zh: "核验调用者身份声明的公钥", en: "Public keys of statements about callers" },
  departments: { zh: "部门报送", en: "Departments hand in" },
  desk: { zh: "工作台：填报、审核、督查", en: "The desk: hand in, review, supervise" },
  intake: { zh: "用 POST 报送文件，需要令牌", en: "Takes a file by POST, with a token" },
  form: { zh: "空白表样，任何人都可以下载", en: "The empty form, for anybody" },
  operators: { zh: "运行状态", en: "How it runs" },
  live: { zh: "进程是否运行", en: "Whether the process runs" },
  ready: { zh: "是否可以提供服务", en: "Whether it can serve" },
  metrics: { zh: "运行指标，只向运维人员的地址提供", en: "Metrics, for operators' addresses alone" },
  embed: { zh: "放进部门网站", en: "In a department's own site" },
  embedText: {
    zh: "一段脚本，两个部件，颜色用您网站的。须由信息化部门先把您网站的地址加入允许的来源。",
    en: "One script, two parts, in your own colours. The IT office adds your site to the origins that may ask.",
  },
} as const;
