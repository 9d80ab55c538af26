/**
 * One word for each concept, in all Chinese texts that users see: messages, findings, descriptions of the
 * graph, contracts, workbooks, commands and guides. `test/contract/vocabulary.test.ts` checks all of them.
 *
 * Officials read these texts together with laws and forms, so the vocabulary avoids words that have another
 * meaning there, and words that are too informal for an official notice.
 */
export interface Term {
  readonly zh: string;
  readonly en: string;
  /** The meaning of the term, and who sees it. */
  readonly where: string;
  /** Words that must not be used for it. */
  readonly not: readonly string[];
  /** Longer words with another meaning, which may contain a word of `not`. */
  readonly but?: readonly string[];
  /**
   * Paths under which the words of `not` are forbidden, if they are correct elsewhere; default: all paths.
   */
  readonly at?: readonly string[];
}

export const VOCABULARY: readonly Term[] = [
  // Feeds: submission, review and publication
  {
    zh: "报送事项",
    en: "feed",
    where: "填报员、审核员：报送的一类数据，如行政处罚",
    not: ["数据报送项", "报送项", "数据项"],
    but: ["双公示数据项", "数据项（列）"],
  },
  {
    zh: "报送",
    en: "submission, to submit",
    where: "填报员：交来文件，及交来的一份文件",
    not: ["提交", "上报"],
  },
  {
    zh: "数据源",
    en: "source",
    where: "信息化部门、填报员：定时取数的部门系统",
    not: ["取数源", "抓取", "采集源"],
  },
  {
    zh: "校验",
    en: "check",
    where: "系统逐格检查，系统验证哈希链",
    not: ["核对结果", "已核对，", "核对完", "复核"],
  },
  {
    zh: "核对",
    en: "to make sure",
    where: "人对照原文、原件检查",
    not: ["核查一下", "查对"],
    but: ["检查对象", "抽查对象"],
  },
  {
    zh: "校验值",
    en: "digest",
    where: "审核员：差异的哈希值；数据目录中的“摘要”是数据集的简介",
    not: ["摘要"],
    at: ["gateway", "scripts", "schema/errors.ts", "services/disclosure", "services/kit"],
  },
  { zh: "级别", en: "severity", where: "校验结果：错误、警告、提示", not: ["轻重"] },
  { zh: "审核不通过", en: "to reject", where: "审核员", not: ["否决"] },
  {
    zh: "撤回",
    en: "to withdraw",
    where: "填报员撤回报送；依法撤回已公开的记录（行政处罚法第四十八条）；子图用“停用”，查询文档用“注销”",
    not: ["撤下"],
  },
  { zh: "停止公示", en: "to expire", where: "公示期满", not: ["到期下线"] },
  { zh: "删除", en: "to remove", where: "文字、列、记录，模式中的字段", not: ["去掉", "删去", "移除"] },
  { zh: "按迟报统计", en: "counted as late", where: "校验结果", not: ["按迟报计。"] },
  { zh: "填写的是", en: "got", where: "校验结果中写出原值", not: ["收到“"] },

  // Who
  { zh: "智能体", en: "agent", where: "经 MCP 查询的大模型应用", not: ["智能代理", "机器人助手"] },
  { zh: "您", en: "you", where: "对读者的称呼", not: ["你"] },
  {
    zh: "部门编码",
    en: "department code",
    where: "部门名录中的编码，如 scjgj",
    not: ["部门代码", "报送单位代码", "部门的代码"],
  },
  { zh: "部门名录", en: "directory", where: "全区各部门的名单", not: ["部门目录"] },
  { zh: "所属部门", en: "owner", where: "子图、类型、字段归其管理的部门", not: ["归属方"] },
  { zh: "检查主体", en: "inspecting body", where: "抽查事项、计划和结果", not: ["检查机关"] },
  {
    zh: "该主体",
    en: "its",
    where: "总图的说明中指上一级的对象；镇街用“本辖区”，部门用“该部门”",
    not: ["它的", "此地"],
    but: ["此地址"],
  },
  {
    zh: "其他",
    en: "other",
    where: "各处",
    not: ["别的", "别人"],
    but: ["类别的", "性别的", "级别的", "区别的", "识别的", "个别的", "分别的", "特别的"],
  },

  {
    zh: "接口密钥",
    en: "API key",
    where: "查询量大的程序凭此查询；与登录令牌不同，不含角色",
    not: ["API 密钥", "API密钥", "访问密钥"],
  },

  {
    zh: "留痕",
    en: "trail",
    where: "督查员：密钥、授权、原件下载等事项的记录，与历次发布在同一条哈希链中",
    not: ["审计日志", "审计记录", "操作日志"],
  },

  // The graph, for developers
  {
    zh: "总图",
    en: "graph, supergraph",
    where: "开发员：各子图组合而成的一个 GraphQL 模式；单说“图”会读作图片",
    not: ["超图", "全图", "一张图", "图"],
    but: "总图 子图 视图 流程图 地图 附图 截图 意图 企图 试图 图片 图书 图像 图谱 图形 图层 图表 图例 图解 示意图 折线图 柱形图".split(
      " ",
    ),
  },
  {
    zh: "查询台",
    en: "explorer",
    where: "所有人：编写和运行查询的网页",
    not: ["浏览器界面", "调试台", "查询页面"],
  },
  {
    zh: "接口视图",
    en: "contract",
    where: "开发员：总图中对一类用户开放的部分",
    not: ["契约", "视图"],
    but: ["接口视图", "数据库视图"],
  },
  {
    zh: "授权",
    en: "permission",
    where: "开发员：经批准可以做的变更；行政机关给予的是“行政许可”",
    not: ["许可"],
    but: ["行政许可", "许可证", "许可机关", "授权许可"],
    at: [
      "gateway",
      "scripts",
      "schema/errors.ts",
      "schema/subgraphs/registry.graphql",
      "services/disclosure",
    ],
  },
  {
    zh: "订阅推送",
    en: "standing query",
    where: "公众：保存的条件，有新记录时推送；GraphQL 的订阅仍称“订阅”",
    not: ["订阅"],
    but: ["订阅推送", "Atom 订阅"],
    at: ["services/alerts", "schema/subgraphs/alerts.graphql"],
  },
  { zh: "响应", en: "to answer", where: "服务、地址有没有返回内容", not: ["应答", "回应"] },
  {
    zh: "查询结果",
    en: "answer",
    where: "一次查询返回的内容",
    not: ["答复", "回答"],
    but: [
      "政府信息公开答复",
      "答复书",
      // 条例第三十三条：机关对申请的答复。
      "答复日期",
      "答复期限",
      "按期答复",
      "逾期答复",
      "已答复",
      "未答复",
    ],
  },
  {
    zh: "不兼容",
    en: "breaking",
    where: "模式的变更；其下为“需留意”“兼容”",
    not: ["破坏性", "须留意", "有风险"],
  },

  // Style
  {
    zh: "升序、降序",
    en: "ascending, descending",
    where: "排序",
    not: ["从小到大", "从大到小", "从多到少", "从少到多", "从早到晚", "从晚到早"],
  },
  {
    zh: "字符",
    en: "character",
    where: "长度的单位",
    not: ["个字"],
    but: ["个字符", "个字段", "个字母", "个字节"],
  },
  { zh: "名称", en: "name", where: "各处", not: ["名字"], but: ["同名字段"] },
  { zh: "内容", en: "what is in it", where: "各处", not: ["东西"], but: ["东西部"] },
  {
    zh: "不正确",
    en: "wrong",
    where: "各处",
    not: ["不对", "不合格式", "不合规则"],
    but: ["不对外", "不对应"],
  },
  {
    zh: "无法",
    en: "cannot",
    where: "无法读取、无法连接、无法识别、无法确定",
    not: ["读不到", "读不下去", "读不懂", "连不上", "到不了", "看不出", "不认识", "不知道"],
  },
  { zh: "不允许", en: "not allowed", where: "各处", not: ["不许"] },
];

/** Names of products, formats and standards, which Chinese sentences use untranslated. */
export const LATIN_NAMES: ReadonlySet<string> = wordsOf(`
  Apollo Atom BY CC CSV Connect Cookie ET Excel Federation Frictionless GB GBK GraphQL HTML HTTP HTTPS IP ISO JSON JWT KiB
  Markdown MCP MiB NDJSON Node Numbers ODS OpenDocument OpenID OTLP Parquet PDF PEM POST PostgreSQL PPT Redis Relay RFC RTF Schema
  DOCX JPG MariaDB MySQL OFD PNG SDL Server SFTP SHA SQLSTATE SSL Standard Table Tongcha URI URL UTF Webhooks WebSocket Word WPS RE XLS XLSB XLSX XML ZIP
  age cron npm
`);

/** Words that developers and administrators type: in GraphQL, queries, headers, commands and settings. */
export const CODE_WORDS: ReadonlySet<string> = wordsOf(`
  directive extend extensions federation fields field for from import label link name percent query
  reason resolvable schema sdl supergraph type url variables Int Mutation Query Subscription EXECUTION
  SECURITY after before by cursor first last search types true false null inspections public masked
  withheld reg TIMEOUT UNREACHABLE area areas datasets department departments id parties string number
  integer boolean date datetime time year yearmonth geopoint constraints pattern period month quarter coordinates files Accept Authorization
  Bearer Expect Host aud iss https sub sha Hash whsec assign compare decide dev documents new ours apollo
  publish remove request rollback subgraph withdraw enforce measure gateway start open HOST PORT loopback openssl rand add use drop lost person ctype
  ulimit ENCODING LOCALE jtj removed where codes encoding columns categories value required unique until
`);

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}
