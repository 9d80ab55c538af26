/** What the front page says, in both languages. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

export interface Place {
  readonly path: string;
  readonly isLink: boolean;
}

export interface Entry {
  readonly place: Place;
  readonly words: Words;
}

export interface Section {
  readonly id: string;
  readonly title: Words;
  readonly text: Words;
  readonly entries: readonly Entry[];
}

export const ENGLISH_PATH = "/?lang=en";

const at = (path: string, zh: string, en: string): Entry => ({
  place: { path, isLink: true },
  words: { zh, en },
});
const named = (path: string, zh: string, en: string): Entry => ({
  place: { path, isLink: false },
  words: { zh, en },
});

const SECTIONS: readonly Section[] = [
  {
    id: "people",
    title: { zh: "查询数据", en: "Look at the data" },
    text: {
      zh: "在网页中编写查询，旁边就是中文说明和现成示例，不需要登录。",
      en: "Write queries in a page, with the documentation and ready examples beside them. No login is needed.",
    },
    entries: [
      at(
        "/explorer",
        "整张总图的查询台；不带令牌时为公开的接口视图",
        "the explorer: the graph, without a token its public view",
      ),
      at("/graphql/public", "公开的接口视图的查询台", "the explorer of the public view"),
      at("/graphql/mobile", "移动应用的接口视图的查询台", "the explorer of the view for mobile apps"),
      at(
        "/graphql/internal",
        "部门工作人员的接口视图的查询台，需要令牌",
        "the explorer of the view for the departments’ people, who need a token",
      ),
    ],
  },
  {
    id: "programs",
    title: { zh: "供程序使用", en: "For programs" },
    text: {
      zh: "以上地址用程序访问，就是 GraphQL 接口，也支持 WebSocket 和事件流。",
      en: "The addresses above, asked by a program, are GraphQL endpoints, over WebSocket and event streams too.",
    },
    entries: [
      at("/schema.graphql", "总图的模式", "the schema of the graph"),
      at("/schema/public.graphql", "公开的接口视图的模式", "the schema of the public view"),
      at("/schema/mobile.graphql", "移动应用的接口视图的模式", "the schema of the view for mobile apps"),
      at("/schema/changes.atom", "模式的变更记录，可用阅读器订阅", "changes of the schema, for feed readers"),
      at("/catalog.ttl", "公共数据目录（DCAT-AP 3）", "the catalogue, in DCAT-AP 3"),
      at("/catalog.jsonld", "公共数据目录（JSON-LD）", "the catalogue, as JSON-LD"),
      named(
        "/data/<dataset>.csv",
        "下载数据集，另有 XLSX、JSON、NDJSON、Parquet",
        "a dataset as a file; also xlsx, json, ndjson, parquet",
      ),
      at(
        "/.well-known/tongcha-log",
        "公开日志的首部，有签名和公钥，用以验证历次发布",
        "the signed head of the public log, by which releases are verified",
      ),
      named("/mcp", "供智能体查询（MCP）", "for agents, by the Model Context Protocol"),
      at("/llms.txt", "供智能体阅读的说明", "what is here, for agents"),
      named(
        "/alerts/<id>.atom",
        "订阅条件的 Atom 地址，用 saveStandingQuery 保存条件后获得",
        "the Atom feed of a standing query, which saveStandingQuery answers",
      ),
      at(
        "/.well-known/tongcha-callers.json",
        "核验调用者身份声明的公钥",
        "public keys of statements about callers",
      ),
    ],
  },
  {
    id: "departments",
    title: { zh: "部门报送", en: "Departments hand in" },
    text: {
      zh: "填报员用命令行或程序报送文件，需要令牌；空白表样任何人都可以下载。",
      en: "Clerks hand files in by the command line or a program, with a token. Anybody may load the empty forms.",
    },
    entries: [
      named("/intake/<feed>", "用 POST 报送文件", "takes a file by POST"),
      named("/intake/<feed>/template.xlsx", "空白表样", "the empty form"),
    ],
  },
  {
    id: "guides",
    title: { zh: "指南", en: "Guides" },
    text: { zh: "指南随程序提供，在程序所在的文件夹中。", en: "They come with the program, in its folder." },
    entries: [
      named(
        "services/disclosure/README.md",
        "填报员、审核员、政务公开科",
        "clerks, reviewers, the openness office",
      ),
      named("services/open-data/README.md", "使用开放数据，开放数据集", "using open data, opening datasets"),
      named("gateway/FRONT-ENDS.md", "门户和应用的开发人员", "developers of portals and apps"),
      named("services/README.md", "部门的开发人员", "departments’ developers"),
      named("gateway/OPERATORS.md", "运维人员", "operators"),
      named("schema/PROTOCOL.md", "全部接口、错误代码与请求头", "every interface, error code and header"),
    ],
  },
  {
    id: "operators",
    title: { zh: "运行状态", en: "How it runs" },
    text: {
      zh: "供监控程序读取；详细内容和指标只向运维人员的地址提供。",
      en: "For monitoring. Details and metrics are for operators’ addresses alone.",
    },
    entries: [
      at("/health/live", "进程是否运行", "whether the process runs"),
      at("/health/ready", "是否可以提供服务", "whether it can serve"),
      at("/metrics", "运行指标", "metrics"),
    ],
  },
];

export const TEXTS = {
  name: { zh: "通查 Tongcha", en: "Tongcha 通查" },
  title: { zh: "全区政务公开数据，一处查询", en: "All that the district must publish, in one graph" },
  other: { zh: "English", en: "中文" },
  skip: { zh: "跳到正文", en: "Skip to the content" },
  lead: {
    zh: "行政许可、行政处罚、检查、社会救助、教育、就业和公共数据开放，由各部门报送，经第二人审核后发布，并在一张总图中相互关联。每条记录都注明来自哪次发布的哪一行、由谁报送、由谁审核。",
    en: "Licences, penalties, inspections, social assistance, education, employment and open data: handed in by the departments, approved by a second person, and joined in one graph. Each record tells from which row of which release it came, who handed it in and who approved it.",
  },
  explore: { zh: "打开查询台", en: "Open the explorer" },
  forms: { zh: "各报送事项的空白表样", en: "The empty form of each feed" },
  sections: SECTIONS,
} as const;
