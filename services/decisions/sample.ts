/** Invented matters, consultations and results that keep every rule. */
import {
  addDays,
  periodOf,
  shiftPeriod,
  type Random,
  type SampleContext,
  type SampleGenerators,
  type SampleRow,
} from "#kit";

/** Matters and consultations of these years are in `samples/`. */
const [SAMPLED_YEAR, YEAR_BEFORE] = [2026, 2025] as const;
const yearOf = ({ today }: SampleContext): string => today.slice(0, 4);
const SUBJECTS = ["停车设施", "老旧小区改造", "养老服务", "水源保护", "学前教育", "慢行交通"] as const;
const subject = (index: number): string => SUBJECTS[index % SUBJECTS.length] ?? SUBJECTS[0];

export const samples: SampleGenerators = {
  "decisions.matters": matter,
  "decisions.steps": step,
  "decisions.consultations": consultation,
  "decisions.views": view,
  "decisions.results": result,
};

/** A catalogue of the year after, so that it stands beside none that is published. */
function matter(random: Random, index: number, context: SampleContext): SampleRow {
  const year = shiftPeriod(yearOf(context), 1);
  return {
    year: `${year}年`,
    number: String(index + 1),
    title: `密云区示例${subject(index)}规划（${index + 1}）`,
    kind: random.pick(["规划", "公共政策和措施", "重大项目"]),
    leadName: random.pick(["区教委", "区住建委", "北京市密云区民政局"]),
    partners: "区财政局",
    plannedMonth: `${year}年${random.int(1, 12)}月`,
    procedures: "公众参与；专家论证；风险评估；合法性审查；集体讨论决定",
    procedureNote: "",
    isHeard: random.pick(["是", "否"]),
    basis: "区政府工作报告（示例）",
    state: "列入目录",
    stateReason: "",
    adjustedOn: "",
    catalogueNumber: `京密政办示例字〔${year}〕9号`,
  };
}

function step(random: Random, index: number, context: SampleContext): SampleRow {
  return {
    matterKey: `${SAMPLED_YEAR}/${random.int(1, 2)}`,
    stage: "决策后评估",
    startedOn: addDays(context.today, -1 - index),
    endedOn: "",
    organName: "区司法局",
    result: "通过",
    explanation: "示例评估",
    documentNumber: "",
  };
}

function consultation(random: Random, index: number, context: SampleContext): SampleRow {
  const opensOn = addDays(context.today, -index);
  return {
    number: `YJ-${shiftPeriod(periodOf("year", context.today), 1)}-${String(index + 1).padStart(4, "0")}`,
    title: `关于《示例${subject(index)}办法（征求意见稿）》公开征求意见的公告`,
    matterKey: "",
    draftOf: `示例${subject(index)}办法`,
    organName: random.pick(["区教委", "区交通局"]),
    opensOn,
    closesOn: addDays(opensOn, random.int(30, 45)),
    term: random.pick(["重大行政决策", "涉企政策", "规范性文件", "一般政策文件"]),
    shortReason: "",
    draft: `第一条 为规范示例${subject(index)}，制定本办法。`,
    explanation: "一、起草背景；二、主要内容（示例）",
    basis: "《重大行政决策程序暂行条例》第十五条",
    channels: "网站；邮件；信函",
    contact: "sample@example.com；010-00000000",
    earlyExplanation: "",
  };
}

function view(random: Random, index: number): SampleRow {
  const outcome = random.pick(["采纳", "部分采纳", "未采纳"]);
  return {
    consultationNumber: `YJ-${SAMPLED_YEAR}-0001`,
    number: String(100 + index),
    view: `示例意见（${index + 1}）`,
    opinions: "1",
    outcome,
    change: outcome === "未采纳" ? "" : "草案第五条增加示例规定",
    reason: outcome === "采纳" ? "" : "超出本规划的期限，将在下一期研究",
  };
}

/** Nobody commented: what the numbers of a result must add up to is told by other files. */
function result(_random: Random, index: number, context: SampleContext): SampleRow {
  return {
    consultationNumber: `YJ-${YEAR_BEFORE}-${String(index + 1).padStart(4, "0")}`,
    received: "0",
    persons: "0",
    adopted: "0",
    partlyAdopted: "",
    notAdopted: "0",
    outside: "",
    publishedOn: addDays(context.today, -index),
    documentNumber: "",
  };
}
