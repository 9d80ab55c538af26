/**
 * Inspections: items, the tasks of three years (one for each month), and results that keep to the tasks.
 * Tasks are of fixed years, since what refers to a plan needs the plan that was published.
 */
import {
  addDays,
  addMonths,
  sampleDate,
  sampleParty,
  typeDate,
  type Random,
  type SampleContext,
  type SampleGenerators,
  type SampleParty,
  type SampleRow,
} from "#kit";

export const inspectionSamples: SampleGenerators = {
  "enforcement.inspection-items": inspectionItem,
  "enforcement.inspection-plans": inspectionPlan,
  "enforcement.inspection-results": inspectionResult,
};

const FIRST_MONTH = "2024-01-01";
const TASKS = 36;
/** Inspections of each enterprise; a step that is prime to the number of tasks gives each another task. */
const INSPECTIONS_OF_ONE = 3;
const TASK_STEP = 5;

function inspectionItem(random: Random, index: number, { department }: SampleContext): SampleRow {
  const { name, subjects, basis } = ITEMS[index % ITEMS.length] ?? NO_ITEM;
  return {
    itemCode: itemCode(index),
    name,
    subjects,
    legalBasis: basis,
    inspectionClass: random.pick(["一般检查事项", "重点检查事项"]),
    methods: random.pick(["现场", "现场、书面", "网络监测"]),
    authorityName: department.name,
    authorityUscc: department.uscc,
    ratio: String(random.int(1, 20)),
    frequency: "每年 1 次",
  };
}

function inspectionPlan(random: Random, index: number, { department }: SampleContext): SampleRow {
  const { number, items, from, to } = taskOf(index);
  const { subjects } = ITEMS[index % ITEMS.length] ?? NO_ITEM;
  return {
    taskNumber: number,
    name: `${from.slice(0, 4)}年${Number(from.slice(5, 7))}月双随机抽查示例任务`,
    itemCodes: items.join(random.pick(["、", "、", "；"])),
    authorityName: department.name,
    authorityUscc: department.uscc,
    jointDepartments: index % 4 === 3 ? "区卫健委、区城管执法局" : "",
    startDate: typeDate(random, from),
    endDate: typeDate(random, to),
    subjects: `全区${subjects}`,
    sampleSize: String(random.int(1, 60) * 5),
  };
}

function inspectionResult(random: Random, index: number, { today, department }: SampleContext): SampleRow {
  const party = inspected(Math.floor(index / INSPECTIONS_OF_ONE));
  const task = begunTask(index * TASK_STEP, today);
  const outcome = random.pick(OUTCOMES);
  const last = task.to < today ? task.to : addDays(today, -1);
  return {
    taskNumber: task.number,
    partyName: party.name,
    unifiedSocialCreditCode: party.uscc,
    itemCode: random.pick(task.items),
    authorityName: department.name,
    authorityUscc: department.uscc,
    inspectionDate: typeDate(random, sampleDate(random, task.from, last)),
    outcome,
    outcomeNote: outcome === "未发现问题" ? "" : "已要求限期改正",
    penaltyDecisionNumber: "",
  };
}

interface Task {
  readonly number: string;
  readonly items: readonly string[];
  readonly from: string;
  readonly to: string;
}

/** The first tasks have a month each; those after them are of the same months again, under other numbers. */
function taskOf(index: number): Task {
  const from = addMonths(FIRST_MONTH, index % TASKS);
  const items = ITEMS.map((_, at) => at)
    .filter((at) => at % 3 === index % 3)
    .map(itemCode);
  return {
    number: `${from.slice(0, 4)}-示例-${String(index + 1).padStart(2, "0")}`,
    items,
    from,
    to: addDays(addMonths(from, 1), -1),
  };
}

/** A task that began before today, another for each of `INSPECTIONS_OF_ONE` places in a row. */
function begunTask(place: number, today: string): Task {
  const begun = Array.from({ length: TASKS }, (_, index) => taskOf(index)).filter(({ from }) => from < today);
  return begun[place % begun.length] ?? taskOf(0);
}

/** Persons are not inspected: of twenty parties the last three. */
function inspected(number: number): SampleParty {
  return sampleParty(Math.floor(number / 17) * 20 + (number % 17));
}

function itemCode(index: number): string {
  return `SJ-${String(index + 1).padStart(3, "0")}`;
}

const OUTCOMES = [
  "未发现问题",
  "未发现问题",
  "未发现问题",
  "发现问题已责令改正",
  "通过登记的住所(经营场所)无法联系",
  "未按规定公示年报",
] as const;

const ITEMS = [
  { name: "食品经营监督检查", subjects: "食品经营者", basis: "《中华人民共和国食品安全法》第一百一十条" },
  { name: "食品生产监督检查", subjects: "食品生产者", basis: "《中华人民共和国食品安全法》第一百一十条" },
  {
    name: "特种设备使用监督检查",
    subjects: "特种设备使用单位",
    basis: "《中华人民共和国特种设备安全法》第五十七条",
  },
  { name: "药品零售监督检查", subjects: "药品零售企业", basis: "《中华人民共和国药品管理法》第九十九条" },
  { name: "计量监督检查", subjects: "使用计量器具的单位", basis: "《中华人民共和国计量法》第十八条" },
  { name: "明码标价检查", subjects: "经营者", basis: "《中华人民共和国价格法》第十三条" },
  { name: "年报公示信息检查", subjects: "企业", basis: "《企业信息公示暂行条例》第十四条" },
  { name: "广告行为检查", subjects: "广告主", basis: "《中华人民共和国广告法》第四十九条" },
  { name: "产品质量监督检查", subjects: "生产者、销售者", basis: "《中华人民共和国产品质量法》第十五条" },
  { name: "网络交易监督检查", subjects: "网络交易经营者", basis: "《中华人民共和国电子商务法》第六条" },
  { name: "认证活动检查", subjects: "获证企业", basis: "《中华人民共和国认证认可条例》第五十一条" },
  { name: "商标使用行为检查", subjects: "商标使用人", basis: "《中华人民共和国商标法》第六十一条" },
] as const;

const NO_ITEM = { name: "", subjects: "", basis: "" } as const;
