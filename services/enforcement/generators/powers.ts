/** 权力清单: powers of the usual kinds, numbered on and on, and procedures of the first of them. */
import type { Random, SampleContext, SampleGenerators, SampleRow } from "#kit";

export const powerSamples: SampleGenerators = {
  "enforcement.powers": power,
  "enforcement.flows": flow,
};

interface Kind {
  readonly letter: string;
  readonly kind: string;
  readonly verb: string;
  readonly days: number | null;
  readonly responsibilities: string;
  readonly liability: string;
}

const PENALTY: Kind = {
  letter: "C",
  kind: "行政处罚",
  verb: "的处罚",
  days: null,
  responsibilities: "立案、调查、审查、告知、决定、送达、执行",
  liability: "没有法律依据或者违反法定程序实施处罚的",
};
const INSPECTION: Kind = {
  letter: "J",
  kind: "行政检查",
  verb: "的监督检查",
  days: null,
  responsibilities: "制定计划、表明身份、检查、记录、处理、归档",
  liability: "未按规定检查或者发现违法行为不查处的",
};
const LICENSING: Kind = {
  letter: "A",
  kind: "行政许可",
  verb: "的许可",
  days: 20,
  responsibilities: "受理、审查、决定、送达、事后监管",
  liability: "对符合法定条件的申请不予受理或者不予许可的",
};
const CONFIRMATION: Kind = {
  letter: "G",
  kind: "行政确认",
  verb: "的确认",
  days: 15,
  responsibilities: "受理、审查、决定、送达",
  liability: "未在时限内作出确认的",
};
const REWARD: Kind = {
  letter: "H",
  kind: "行政奖励",
  verb: "的奖励",
  days: null,
  responsibilities: "公告、受理、审核、公示、奖励",
  liability: "弄虚作假给予奖励的",
};
const COERCION: Kind = {
  letter: "D",
  kind: "行政强制",
  verb: "的查封、扣押",
  days: null,
  responsibilities: "审批、实施、保管、处理、解除",
  liability: "没有法律、法规依据实施强制的",
};

const KINDS: readonly Kind[] = [
  PENALTY,
  LICENSING,
  INSPECTION,
  CONFIRMATION,
  PENALTY,
  COERCION,
  PENALTY,
  LICENSING,
  REWARD,
  INSPECTION,
];

const SUBJECTS = [
  { subject: "未按规定履行示例义务", basis: "《中华人民共和国行政处罚法》第九条" },
  { subject: "示例经营活动", basis: "《中华人民共和国行政许可法》第十二条" },
  { subject: "示例单位守法情况", basis: "《中华人民共和国安全生产法》第六十二条" },
  { subject: "示例资格", basis: "《中华人民共和国行政许可法》第十二条；《优化营商环境条例》第四十条" },
  { subject: "未按规定公示示例信息", basis: "《企业信息公示暂行条例》第十八条" },
  { subject: "示例违法物品", basis: "《中华人民共和国行政强制法》第九条" },
  { subject: "拒不接受示例检查", basis: "《中华人民共和国行政处罚法》第九条" },
] as const;

/** Powers that every department's sample has, whatever its length above it. */
const FIRST_POWERS = 10;
const PROCEDURES = ["普通程序", "简易程序", "听证程序"] as const;

function power(random: Random, index: number, { department }: SampleContext): SampleRow {
  const { kind, verb, days, responsibilities, liability } = kindOf(index);
  const { subject, basis } = SUBJECTS[index % SUBJECTS.length] ?? { subject: "", basis: "" };
  return {
    powerCode: powerCode(index),
    name: `对${subject}（第 ${index + 1} 项）${verb}`,
    powerKind: random.chance(0.3) ? kind.slice(2) : kind,
    legalBasis: basis,
    policyNumbers: "",
    agencyName: department.name,
    agencyUscc: department.uscc,
    responsibilities,
    liability,
    timeLimitWorkingDays: days === null ? "" : String(days - random.int(0, 5)),
    charge: index % 11 === 3 ? "《示例收费管理办法》第三条，每件 10 元" : "不收费",
  };
}

/** Shorter than any power's limit. */
const FLOW_DAYS = 8;

function flow(random: Random, index: number, { department }: SampleContext): SampleRow {
  const [place, round] = [index % FIRST_POWERS, Math.floor(index / FIRST_POWERS)];
  const { days, responsibilities } = kindOf(place);
  return {
    powerCode: powerCode(place),
    agencyName: department.name,
    agencyUscc: department.uscc,
    procedure: PROCEDURES[round] ?? `示例程序 ${round + 1}`,
    steps: responsibilities.split("、").join(random.pick(["→", "→", "->", "；"])),
    timeLimitWorkingDays: days === null ? "" : String(FLOW_DAYS - random.int(0, 5)),
    chartLink: random.chance(0.7) ? `https://www.example.com/flows/${powerCode(place)}-${round + 1}.png` : "",
  };
}

function kindOf(index: number): Kind {
  return KINDS[index % KINDS.length] ?? PENALTY;
}

function powerCode(index: number): string {
  return `${kindOf(index).letter}28${String(index + 1).padStart(5, "0")}`;
}
