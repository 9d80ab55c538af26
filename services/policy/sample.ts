/** Invented documents, interpretations, answers and issues of the gazette that keep every rule and join. */
import {
  addDays,
  addMonths,
  openWorkingDays,
  type Random,
  type SampleContext,
  type SampleGenerators,
  type SampleRow,
} from "#kit";

export const samples: SampleGenerators = {
  "policy.documents": document,
  "policy.interpretations": interpretation,
  "policy.answers": answer,
  "policy.briefings": briefing,
  "policy.evaluations": evaluation,
  "policy.meeting-topics": meetingTopic,
  "policy.gazette-issues": issue,
  "policy.gazette-contents": content,
  "policy.synonyms": synonym,
};

interface Topic {
  readonly name: string;
  readonly theme: string;
  readonly audience: string;
  readonly matter: string;
}

const TOPICS: readonly [Topic, ...Topic[]] = [
  {
    name: "中小企业服务办法",
    theme: "工业、交通/企业",
    audience: "中小企业；个体工商户",
    matter: "房租补贴、贷款贴息和上门服务",
  },
  {
    name: "人才引进办法",
    theme: "劳动、人事、监察/人才工作",
    audience: "高校毕业生；科技企业",
    matter: "安家补助、子女入学和职称评审",
  },
  {
    name: "养老服务补贴办法",
    theme: "民政、扶贫、救灾/社会福利",
    audience: "老年人",
    matter: "助餐、助浴和居家照护的补贴",
  },
  {
    name: "乡村民宿管理办法",
    theme: "商贸、海关、旅游/旅游",
    audience: "农民；企业",
    matter: "备案、消防和评定等级",
  },
  {
    name: "最低生活保障工作细则",
    theme: "民政、扶贫、救灾/社会救助",
    audience: "困难群众",
    matter: "申请、核对家庭经济状况和动态管理",
  },
  {
    name: "水源地保护工作方案",
    theme: "城乡建设、环境保护/环境监测",
    audience: "不限",
    matter: "巡查、举报奖励和生态补偿",
  },
  {
    name: "营商环境行动计划",
    theme: "综合政务/政务公开",
    audience: "企业；个体工商户",
    matter: "一网通办、告知承诺和融资对接",
  },
  {
    name: "义务教育入学工作意见",
    theme: "科技、教育/教育",
    audience: "学生儿童",
    matter: "登记入学、服务片区和随迁子女审核",
  },
];

/** One of eight is repealed by a later one of the same topic, one amended, one expired. */
const CALENDAR = openWorkingDays();
const CYCLE = TOPICS.length;
const SPACING_DAYS = 29;
const INTERPRETED_LATE = 4;
const NEVER_INTERPRETED = 6;

interface SampleDocument {
  readonly index: string;
  readonly number: string;
  readonly title: string;
  readonly topic: Topic;
  readonly made: string;
  readonly published: string;
  readonly effective: string;
  readonly place: number;
}

const topicOf = (place: number): Topic => TOPICS[place % CYCLE] ?? TOPICS[0];

const genreAt = (place: number): string => (place % CYCLE === 6 ? "公告" : "通知");

function documentAt(place: number, { today, department }: SampleContext): SampleDocument {
  const made = addDays(today, -12 - place * SPACING_DAYS);
  const year = made.slice(0, 4);
  const topic = topicOf(place);
  // The last of a cycle was public too late; a short file is without a fault.
  const published =
    place > CYCLE && place % CYCLE === CYCLE - 1 ? addDays(CALENDAR.add(made, 20).date, 4) : addDays(made, 2);
  const short = department.name.replace("北京市密云区", "").slice(0, 2);
  const serial = String(1_000 - place).padStart(6, "0");
  return {
    index: `SL-${department.code.toUpperCase()}/ZK-${year}-${serial}`,
    number: `密${short}示例发〔${year}〕${100 - place}号`,
    // An announcement has no number.
    title: `${department.name}关于印发《示例${topic.name}${place % 2 === 0 ? "" : "（试行）"}》的${genreAt(place)}`,
    topic,
    made,
    published,
    effective: addMonths(published, 1),
    place,
  };
}

function document(_random: Random, index: number, context: SampleContext): SampleRow {
  const one = documentAt(index, context);
  const { today, department } = context;
  const kind = index % CYCLE;
  const [before, after] = [documentAt(index + CYCLE, context), documentAt(index - CYCLE, context)];
  const repeals = kind === 0;
  // What the one of a cycle before repeals ends on the day before that is in force.
  const isRepealed = kind === 0 && index >= CYCLE && after.effective <= today;
  const trialEnds = addMonths(one.effective, 12);
  const isExpired = kind === 5 && trialEnds < today;
  const isAmended = kind === 3 && index >= CYCLE;
  // One that ends later would be wrong when the sample is handed in after that day.
  const endsOn = isRepealed ? addDays(after.effective, -1) : isExpired ? trialEnds : "";
  return {
    indexNumber: one.index,
    title: one.title,
    issuer: department.name,
    jointIssuers: kind === 2 && department.code !== "czj" ? "北京市密云区财政局" : "",
    documentNumber: kind === 6 ? "" : one.number,
    madeOn: one.made,
    publishedOn: one.published,
    effectiveOn: kind === 6 ? "" : one.effective,
    endsOn,
    themes: one.topic.theme,
    genre: genreAt(index),
    validity: validityOf({
      isRepealed,
      isExpired,
      isAmended,
      from: kind === 6 ? one.published : one.effective,
      today,
    }),
    isNormative: kind === 6 ? "否" : "是",
    openness: "主动公开",
    keywords: `示例；${one.topic.name.slice(0, 4)}`,
    summary: `示例文件：明确${one.topic.matter}的条件、程序和责任。`,
    audiences: one.topic.audience,
    drafter: department.name,
    body: bodyOf(one),
    carriers: "网站；公报",
    amendedNumbers: kind === 3 ? before.number : "",
    repealedNumbers: repeals ? before.number : "",
    basisNumbers: "",
    decisionKey: "",
  };
}

function validityOf(of: {
  readonly isRepealed: boolean;
  readonly isExpired: boolean;
  readonly isAmended: boolean;
  readonly from: string;
  readonly today: string;
}): string {
  if (of.from > of.today) return "尚未施行";
  if (of.isRepealed) return "废止";
  if (of.isExpired) return "失效";
  return of.isAmended ? "已修改" : "现行有效";
}

function bodyOf({ topic, number, effective }: SampleDocument): string {
  const { name, matter, audience } = topic;
  return [
    "各镇人民政府、街道办事处，区政府各委、办、局（示例）：",
    `现将《示例${name}》印发给你们，请结合实际认真贯彻落实。`,
    "## 第一章 总则",
    `第一条 为规范${matter}，根据有关规定，结合本区实际，制定本办法。`,
    `第二条 本办法适用于本区的${audience.replaceAll("；", "、")}。`,
    "## 第二章 条件和标准",
    "第三条 符合下列条件的，可以申请：",
    "",
    "- 在本区依法登记或者居住满一年（示例）",
    "- 未被列入严重失信主体名单（示例）",
    "- 在规定时间内提出申请（示例）",
    "",
    "第四条 标准如下：",
    "",
    "| 档次 | 条件（示例） | 标准（示例） |",
    "| --- | --- | --- |",
    "| 一档 | 符合全部条件 | 每年1000元 |",
    "| 二档 | 符合主要条件 | 每年500元 |",
    "",
    "第五条 申请材料齐全的，受理单位应当在5个工作日内办结，一次性告知需要补正的内容。",
    "## 第三章 附则",
    `第六条 本办法自${effective}起施行，由印发单位负责解释。文号：${number}（示例）。`,
    "（此件公开发布）",
  ].join("\n");
}

/** Pieces about the documents in their order; the one that nobody explains is left out. */
function interpretedAt(place: number, context: SampleContext): SampleDocument {
  const perCycle = CYCLE - 1;
  const [cycle, within] = [Math.floor(place / perCycle), place % perCycle];
  return documentAt(cycle * CYCLE + (within < NEVER_INTERPRETED ? within : within + 1), context);
}

/** A document without a number is named by its index number. */
const nameOf = ({ place, number, index }: SampleDocument): string => (place % CYCLE === 6 ? index : number);

function interpretation(_random: Random, index: number, context: SampleContext): SampleRow {
  const of = interpretedAt(index, context);
  const isLate = of.place % CYCLE === INTERPRETED_LATE;
  const isByHead = index % 5 === 0;
  const form = index % 4 === 3 ? "图解" : "简明问答";
  return {
    number: `JD-${context.department.code.toUpperCase()}-${of.published.slice(0, 4)}-${1_000 - index}`,
    document: nameOf(of),
    title: form === "图解" ? `一图读懂《示例${of.topic.name}》` : `《示例${of.topic.name}》简明问答`,
    form,
    role: isByHead ? "主要负责人" : "起草单位",
    interpreter: isByHead ? "示例局局长示例某" : "",
    stage: isLate ? "执行中" : "发布时",
    publishedOn: isLate ? CALENDAR.add(of.published, 3).date : of.published,
    elements: "背景依据；适用范围；办理程序",
    link: form === "图解" ? `https://example.com/jd/${index + 1}` : "",
    body: questionsOf(of)
      .map(({ question, answer: text }) => `## ${question}\n${text}`)
      .join("\n"),
  };
}

interface Pair {
  readonly question: string;
  readonly answer: string;
}

function questionsOf({ topic, effective }: SampleDocument): readonly [Pair, Pair, Pair] {
  const { name, audience, matter } = topic;
  return [
    {
      question: `哪些对象适用《示例${name}》？`,
      answer: `适用于本区的${audience.replaceAll("；", "、")}，涉及${matter}（示例）。`,
    },
    {
      question: `《示例${name}》什么时候开始施行？`,
      answer: `自${effective}起施行。此前已受理的，按原规定办理（示例）。`,
    },
    {
      question: `怎样申请《示例${name}》规定的事项？`,
      answer: "到区政务服务中心或者网上提出申请，材料齐全的5个工作日内办结（示例）。",
    },
  ];
}

function answer(_random: Random, index: number, context: SampleContext): SampleRow {
  const of = documentAt(Math.floor(index / 3), context);
  const { question, answer: text } = questionsOf(of)[index % 3] ?? questionsOf(of)[0];
  return {
    number: `WD-${context.department.code.toUpperCase()}-${index + 1}`,
    question,
    answer: text,
    document: nameOf(of),
    answeredOn: of.published,
    validTo: "",
    theme: of.topic.theme.split("/").at(-1) ?? "",
    audiences: of.topic.audience,
  };
}

function briefing(_random: Random, index: number, context: SampleContext): SampleRow {
  const of = documentAt(index * CYCLE, context);
  return {
    topic: `《示例${of.topic.name}》政策吹风会`,
    heldOn: of.published,
    form: index % 2 === 0 ? "政策吹风会" : "新闻发布会",
    speaker: "示例局局长示例某",
    place: "密云区示例路1号",
    media: "示例日报、示例电视台",
    document: nameOf(of),
    record: `主持人：请介绍《示例${of.topic.name}》的主要内容（示例）。\n答：主要是${of.topic.matter}（示例）。`,
  };
}

/** Each in the year after it was made, of those that were public by then. */
function evaluation(_random: Random, index: number, context: SampleContext): SampleRow {
  const of = documentAt(13 + index, context);
  const year = of.published.slice(0, 4);
  const isSurvey = index % 2 === 0;
  return {
    document: nameOf(of),
    year,
    methods: isSurvey ? "问卷调查；第三方评估" : "自评",
    evaluator: context.department.name,
    sample: isSurvey ? String(200 + index * 10) : "",
    satisfaction: isSurvey ? `${80 + (index % 15)}.5` : "",
    findings: `示例：《示例${of.topic.name}》总体见效，${of.topic.matter}的办理环节仍然偏多。`,
    changes: "示例：减少办理环节，增加上门服务。",
    publishedOn: addMonths(of.published, 10) <= context.today ? addMonths(of.published, 10) : context.today,
    link: "",
  };
}

/** Two topics a meeting: a document of then, and a report. */
function meetingTopic(_random: Random, index: number, context: SampleContext): SampleRow {
  const place = Math.floor(index / 2);
  const of = documentAt(place, context);
  const isDocument = index % 2 === 0;
  return {
    organName: context.department.name,
    heldOn: addDays(of.made, -3),
    session: `示例第${100 - place}次常务会议`,
    place: isDocument ? "1" : "2",
    topic: isDocument ? `审议《示例${of.topic.name}》` : `听取${of.topic.matter}工作情况的汇报（示例）`,
    outcome: isDocument ? "审议通过" : "听取汇报",
    document: isDocument ? nameOf(of) : "",
    decisionKey: "",
    isOpen: place % 3 === 0 ? "是" : "否",
    link: place % 3 === 0 ? `https://example.com/hy/${100 - place}` : "",
  };
}

const ISSUES_A_YEAR = 4;

interface Issue {
  readonly year: number;
  readonly number: number;
  readonly published: string;
}

/** Issues come out on the last day of each quarter, the last one first. */
function issueAt(place: number, today: string): Issue {
  const quarters =
    Number(today.slice(0, 4)) * ISSUES_A_YEAR + Math.floor((Number(today.slice(5, 7)) - 1) / 3) - 1 - place;
  const [year, quarter] = [Math.floor(quarters / ISSUES_A_YEAR), quarters % ISSUES_A_YEAR];
  return {
    year,
    number: quarter + 1,
    published: addDays(addMonths(`${year}-${String(quarter * 3 + 1).padStart(2, "0")}-01`, 3), -1),
  };
}

function issue(_random: Random, index: number, { today }: SampleContext): SampleRow {
  const { year, number, published } = issueAt(index, today);
  return {
    year: `${year}年`,
    issue: String(number),
    totalIssue: String((year - 2018) * ISSUES_A_YEAR + number),
    publishedOn: published,
    title: `北京市密云区人民政府公报${year}年第${number}期（示例）`,
    copies: "2000",
    distribution: "区档案馆、区图书馆、政务服务大厅（示例）",
  };
}

const ENTRIES = 3;

function content(_random: Random, index: number, context: SampleContext): SampleRow {
  const { year, number, published } = issueAt(Math.floor(index / ENTRIES), context.today);
  const place = index % ENTRIES;
  const printed = Array.from({ length: 60 }, (_, at) => documentAt(at, context)).filter(
    (one) => one.published <= published,
  )[place];
  return {
    year: `${year}年`,
    issue: String(number),
    place: String(place + 1),
    column: "区政府办公室文件",
    title: printed?.title ?? "",
    document: printed ? nameOf(printed) : "",
    pageFrom: String(place * 6 + 1),
    pageTo: String(place * 6 + 6),
  };
}

const SYNONYMS: readonly (readonly [string, string, string])[] = [
  ["最低生活保障", "低保；低保金", "简称"],
  ["中小企业", "小微企业；中小微企业", "同义"],
  ["养老服务", "居家养老；助老", "俗称"],
  ["义务教育", "上小学；上初中", "俗称"],
  ["房租补贴", "租房补助", "同义"],
  ["人才引进", "引才", "简称"],
];

function synonym(_random: Random, index: number): SampleRow {
  const [term = "", synonyms = "", kind = ""] = SYNONYMS[index % SYNONYMS.length] ?? [];
  const cycle = Math.floor(index / SYNONYMS.length);
  return { term: cycle === 0 ? term : `${term}${cycle + 1}`, synonyms, kind };
}
