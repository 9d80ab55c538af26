/**
 * Invented items with their materials, steps and charges. Item number n of a department is the same in every
 * feed, so that they join; its powers are those of the power list's sample.
 */
import {
  addDays,
  sampleParty,
  SAMPLE_TOWNS,
  typeDate,
  type Random,
  type SampleContext,
  type SampleDepartment,
  type SampleGenerators,
  type SampleRow,
} from "#kit";
import { GUIDE_LEAD } from "./rules/known-rules.js";

/** Rows under items speak of the first ones, which are published with the samples. */
export const SAMPLE_ITEMS = 20;

export const samples: SampleGenerators = {
  "services-guide.items": item,
  "services-guide.materials": material,
  "services-guide.steps": step,
  "services-guide.fees": fee,
  "services-guide.places": place,
  "services-guide.questions": question,
  "services-guide.intermediary-notices": notice,
};

interface Kind {
  readonly type: string;
  readonly subject: string;
  readonly result: string;
  readonly resultKind: string;
  readonly days: number;
  readonly promise: number;
  readonly themes: string;
  readonly audiences: string;
  /** Letter of its powers, and the place of one among ten of them. */
  readonly power: readonly [letter: string, place: number] | null;
}

const SERVICE: Kind = {
  type: "公共服务",
  subject: "示例信息查询服务",
  result: "示例查询结果",
  resultKind: "其他",
  days: 0,
  promise: 1,
  themes: "其他",
  audiences: "自然人；企业法人",
  power: null,
};

const KINDS: readonly Kind[] = [
  {
    type: "行政许可",
    subject: "示例经营许可",
    result: "示例经营许可证",
    resultKind: "证照",
    days: 20,
    promise: 8,
    themes: "准营准办",
    audiences: "企业法人；非法人企业",
    power: ["A", 2],
  },
  {
    type: "行政确认",
    subject: "示例资格确认",
    result: "示例资格证明",
    resultKind: "批文",
    days: 15,
    promise: 7,
    themes: "职业资格",
    audiences: "自然人",
    power: ["G", 4],
  },
  {
    type: "行政许可",
    subject: "示例场所许可",
    result: "示例场所许可证",
    resultKind: "证照",
    days: 20,
    promise: 10,
    themes: "准营准办；安全生产",
    audiences: "企业法人；社会组织法人",
    power: ["A", 8],
  },
  {
    type: "行政奖励",
    subject: "示例贡献奖励",
    result: "示例奖励决定",
    resultKind: "批文",
    days: 0,
    promise: 30,
    themes: "创业就业",
    audiences: "自然人；企业法人",
    power: ["H", 9],
  },
  SERVICE,
];

interface SampleItem extends Kind {
  readonly number: number;
  readonly name: string;
  readonly catalogCode: string;
  readonly taskCode: string;
}

/** The organ that gathers the items has no powers of its own. */
function itemOf(number: number, { code, uscc }: SampleDepartment): SampleItem {
  const kind = code === GUIDE_LEAD ? SERVICE : (KINDS[number % KINDS.length] ?? SERVICE);
  const catalogCode = `0001${String(number + 1).padStart(5, "0")}000`;
  return {
    ...kind,
    number,
    name: `${kind.subject}（第${number + 1}项）`,
    catalogCode,
    taskCode: `${uscc}4${catalogCode}`,
  };
}

function powerCodeOf({ power, number }: SampleItem): string {
  if (power === null) return "";
  const [letter, place] = power;
  return `${letter}28${String(Math.floor(number / KINDS.length) * 10 + place).padStart(5, "0")}`;
}

/** A number in the part of the area that no subscriber has. */
const phone = (number: number): string => `010-0000${String(number % 10_000).padStart(4, "0")}`;
const HALL = "示例区政务服务中心";

function item(random: Random, index: number, { department, today }: SampleContext): SampleRow {
  const sample = itemOf(index, department);
  const isOnline = index % 3 !== 2;
  const isAtOnce = sample.promise === 1;
  return {
    name: sample.name,
    parentName: sample.subject,
    catalogCode: sample.catalogCode,
    taskCode: sample.taskCode,
    handleItemCode: "",
    itemType: sample.type,
    state: "在用",
    version: String(random.int(1, 4)),
    powerCode: powerCodeOf(sample),
    legalBasis:
      sample.power === null
        ? "《中华人民共和国政府信息公开条例》第十三条"
        : "《中华人民共和国行政许可法》第十二条",
    policyNumbers: "",
    organName: department.name,
    organUscc: department.uscc,
    organKind: "法定机关",
    entrustedBy: "",
    level: "县级",
    jointOrgans: "",
    themes: sample.themes,
    audiences: sample.audiences,
    conditions: "1.申请人具备示例资格；2.有固定的示例场所",
    numberLimit: "无",
    caseKind: isAtOnce ? "即办件" : "承诺件",
    legalDays: String(sample.days),
    legalUnit: "工作日",
    legalNote: sample.days === 0 ? "法律、法规未规定办结时限" : "",
    promiseDays: String(sample.promise),
    promiseUnit: "工作日",
    promiseNote: isAtOnce ? "当场办结" : "",
    tolerance: index % 4 === 0 ? "示例场所证明可容缺后补" : "",
    isCommitted: index % 6 === 0 ? "是" : "否",
    isCharged: isCharged(index) ? "是" : "否",
    resultName: sample.result,
    resultKind: sample.resultKind,
    validity: sample.resultKind === "证照" ? "5年" : "",
    intermediary: "无",
    remedies: "60日内向区人民政府申请行政复议，或者6个月内依法提起行政诉讼",
    handlingForms: isOnline ? "窗口；网上" : "窗口",
    visits: isOnline ? "0" : "1",
    visitReason: isOnline ? "" : "须核验原件",
    onlineUrl: isOnline ? `https://www.example.com/apply/${sample.taskCode}` : "",
    isBookable: "是",
    isPaidOnline: isCharged(index) ? "是" : "",
    isDelivered: isOnline ? "是" : "否",
    scope: "全区",
    place: HALL,
    hours: "周一至周五9:00至17:00，法定节假日除外",
    phone: phone(100 + index),
    complaintPhone: phone(9_999),
    flowChart: "",
    plannedFrom: typeDate(random, addDays(today, -40 * (index % 20) - 1)),
    plannedUntil: "",
  };
}

function isCharged(number: number): boolean {
  return number % KINDS.length === 1;
}

const MATERIALS = [
  { name: "示例申请书", kind: "原件", source: "申请人自备", note: "按空白表格填写", form: "纸质或电子" },
  {
    name: "示例场所证明",
    kind: "复印件",
    source: "申请人自备",
    note: "产权证明或租赁合同",
    form: "纸质或电子",
  },
  { name: "示例资格证书", kind: "原件和复印件", source: "政府部门核发", note: "示例部门核发", form: "纸质" },
] as const;

function material(_random: Random, index: number, { department }: SampleContext): SampleRow {
  const [number, place] = [index % SAMPLE_ITEMS, Math.floor(index / SAMPLE_ITEMS)];
  const given = MATERIALS[place % MATERIALS.length] ?? MATERIALS[0];
  const round = Math.floor(place / MATERIALS.length);
  return {
    itemCode: itemOf(number, department).taskCode,
    order: String(place + 1),
    name: round === 0 ? given.name : `${given.name}（${round + 1}）`,
    kind: given.kind,
    necessity: place === 1 ? "容缺后补" : "必要",
    form: given.form,
    source: given.source,
    sourceNote: given.note,
    copies: "1",
    paper: "A4",
    legalBasis: "《中华人民共和国行政许可法》第二十九条",
    acceptanceStandard: "填写完整，签字或盖章，复印件清晰",
    reviewStandard: `核对${given.name}所载名称、地址与申请一致。常见问题：漏填日期、未盖章`,
    fillingNotes: "",
    blankForm: place === 0 ? "https://www.example.com/forms/blank.pdf" : "",
    sampleForm: place === 0 ? "https://www.example.com/forms/sample.pdf" : "",
    sharedBy: "",
    licenceCode: "",
  };
}

const STEPS = [
  {
    stage: "申请",
    content: "网上或者到窗口提交材料",
    post: "申请人",
    standard: "材料齐全",
    outcome: "收件凭证",
  },
  {
    stage: "受理",
    content: "材料齐全、符合法定形式的受理；不齐全的一次告知",
    post: "受理窗口",
    standard: "材料齐全、符合法定形式",
    outcome: "受理通知书",
  },
  {
    stage: "审查",
    content: "审查材料，需要的现场核查",
    post: "审查岗",
    standard: "符合示例条件",
    outcome: "审查意见",
  },
  { stage: "决定", content: "作出决定", post: "决定岗", standard: "事实清楚、依据充分", outcome: "决定书" },
  {
    stage: "送达",
    content: "窗口领取或者快递送达",
    post: "发证窗口",
    standard: "送达本人",
    outcome: "送达回证",
  },
] as const;

function step(_random: Random, index: number, { department }: SampleContext): SampleRow {
  const [number, place] = [index % SAMPLE_ITEMS, Math.floor(index / SAMPLE_ITEMS)];
  const given = STEPS[place % STEPS.length] ?? STEPS[0];
  const isTimed = itemOf(number, department).promise > 1 && place > 0 && place < STEPS.length;
  return {
    itemCode: itemOf(number, department).taskCode,
    order: String(place + 1),
    ...given,
    limit: isTimed ? "1" : "0",
    limitUnit: "工作日",
    isSpecial: "否",
    isCounted: "是",
    basis: "",
  };
}

function fee(_random: Random, index: number, { department }: SampleContext): SampleRow {
  const round = Math.floor(index / SAMPLE_ITEMS);
  return {
    itemCode: itemOf(index % SAMPLE_ITEMS, department).taskCode,
    name: round === 0 ? "示例证书工本费" : `示例证书工本费（${round + 1}）`,
    standard: "每证10元",
    basis: "《示例收费管理办法》第三条",
    reduction: "小微企业免收",
  };
}

function place(_random: Random, index: number): SampleRow {
  const town = SAMPLE_TOWNS[index % SAMPLE_TOWNS.length] ?? SAMPLE_TOWNS[0];
  const round = Math.floor(index / SAMPLE_TOWNS.length);
  return {
    name: index === 0 ? HALL : `示例${town}便民服务中心${round === 0 ? "" : `第${round + 1}分厅`}`,
    address: `密云区${town}示例路${index + 1}号`,
    town,
    hours: "周一至周五9:00至17:00，法定节假日除外",
    phone: phone(index),
    route: "乘公交示例1路至示例站",
    barrierFree: "坡道、无障碍卫生间",
  };
}

const SERVICES = ["可行性研究", "环境影响评价", "工程造价", "资产评估", "测绘", "检测"] as const;
const DAYS_BETWEEN = 12;

/** Calls, each followed by who was chosen: a call's number is even, the result's the next odd one. */
function notice(_random: Random, index: number, { department, today }: SampleContext): SampleRow {
  const round = Math.floor(index / 2);
  const isResult = index % 2 === 1;
  const service = SERVICES[round % SERVICES.length] ?? SERVICES[0];
  const called = addDays(today, -30 - round * DAYS_BETWEEN);
  const party = sampleParty(round % 12);
  const number = (of: number): string => `SLZJ-${called.slice(0, 4)}-${of + 1}`;
  return {
    noticeNumber: number(index),
    kind: isResult ? "中选结果" : "采购公告",
    refersTo: isResult ? number(index - 1) : "",
    projectName: `示例改造项目（${round + 1}）${service}`,
    ownerName: department.name,
    ownerUscc: department.uscc,
    serviceKind: service,
    fundSource: "财政资金",
    budgetYuan: String(60_000 + round * 1_000),
    selection: ["随机抽取", "竞价", "择优"][round % 3] ?? "随机抽取",
    qualification: "具有示例资质",
    term: "合同签订后30日内",
    signUpUntil: isResult ? "" : addDays(called, 5),
    phone: phone(500 + round),
    publishedOn: isResult ? addDays(called, 10) : called,
    selectedName: isResult ? party.name : "",
    selectedUscc: isResult ? party.uscc : "",
    priceYuan: isResult ? String(50_000 + round * 900) : "",
    selectedOn: isResult ? addDays(called, 8) : "",
    platformUrl: `https://www.example.com/notices/${number(index)}`,
  };
}

/** Guides of two questions with two answers each: the first question leads to the second, or to an item. */
function question(_random: Random, index: number, { department }: SampleContext): SampleRow {
  const [round, place] = [Math.floor(index / 4), index % 4];
  const number = (round * 3 + place) % SAMPLE_ITEMS;
  const isFirst = place < 2;
  const leadsOn = place === 1;
  return {
    guide: `我要办示例事项（${round + 1}）`,
    node: isFirst ? "1" : "2",
    question: isFirst ? "您是个人还是企业？" : "您是第一次办理吗？",
    order: String((place % 2) + 1),
    label:
      [
        ["个人", "企业"],
        ["是，第一次办理", "不是，办过"],
      ][isFirst ? 0 : 1]?.[place % 2] ?? "",
    next: leadsOn ? "2" : "",
    itemCode: leadsOn ? "" : itemOf(number, department).taskCode,
    materials: "",
  };
}
