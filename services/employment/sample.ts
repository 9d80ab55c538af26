/** Invented vacancies, fairs, subsidies and figures that keep every rule. */
import {
  addDays,
  addMonths,
  periodOf,
  sampleDate,
  sampleInstitutionCode,
  sampleParty,
  SAMPLE_TOWNS,
  shiftPeriod,
  typeDate,
  type Random,
  type SampleContext,
  type SampleGenerators,
  type SampleRow,
} from "#kit";

export const samples: SampleGenerators = {
  "employment.vacancies": vacancy,
  "employment.job-fairs": jobFair,
  "employment.training": training,
  "employment.subsidies": subsidy,
  "employment.public-posts": publicPost,
  "employment.figures": figure,
  "employment.policies": policy,
  "employment.pension-adjustments": pensionAdjustment,
};

/** Enterprises only: the first twelve of every twenty. */
function enterprise(number: number): { readonly name: string; readonly uscc: string } {
  return sampleParty(Math.floor(number / 12) * 20 + (number % 12));
}
const townOf = (index: number): string => SAMPLE_TOWNS[index % SAMPLE_TOWNS.length] ?? "溪翁庄镇";
const pick = <T>(list: readonly [T, ...T[]], index: number): T => list[index % list.length] ?? list[0];

const TITLES = ["示例操作工", "示例服务员", "示例会计", "示例护理员", "示例司机", "示例程序员"] as const;

function vacancy(random: Random, index: number, { today }: SampleContext): SampleRow {
  const { name, uscc } = enterprise(random.int(0, 20 + Math.floor(index / 5)));
  const published = sampleDate(random, addDays(today, -60), addDays(today, -1));
  const from = random.int(30, 90) * 100;
  const isAgreed = random.chance(0.1);
  return {
    number: `GW-${today.slice(0, 4)}-${index + 1}`,
    employer: name,
    unifiedSocialCreditCode: uscc,
    title: pick(TITLES, index),
    occupation: "",
    openings: String(random.int(1, 20)),
    education: random.pick(["不限", "高中", "大专", "本科"]),
    experienceYears: random.pick(["", "1", "3"]),
    salaryFromYuan: isAgreed ? "" : String(from),
    salaryToYuan: isAgreed ? "" : String(from + random.int(5, 40) * 100),
    place: `密云区示例路 ${index + 1} 号`,
    town: townOf(index),
    audiences: random.pick(["不限", "高校毕业生", "农民工；退役军人", "残疾人"]),
    conditions: "能适应倒班",
    publishedOn: typeDate(random, published),
    closesOn: random.chance(0.3) ? "" : typeDate(random, addDays(today, random.int(30, 90))),
    contactName: random.pick(["人事部", "综合办公室"]),
    contactPhone: `010-0000${String(index % 10_000).padStart(4, "0")}`,
  };
}

function jobFair(random: Random, index: number, { today }: SampleContext): SampleRow {
  const isOnLine = index % 3 === 2;
  return {
    name: `示例专场招聘会（${index + 1}）`,
    organiser: "示例人才公共服务中心",
    date: typeDate(random, addDays(today, 20 - index * 10)),
    startsAt: "09:00",
    endsAt: "11:30",
    form: isOnLine ? "网络" : "现场",
    place: isOnLine ? "" : "示例广场",
    town: isOnLine ? "" : townOf(index),
    employers: String(random.int(10, 60)),
    posts: String(random.int(100, 900)),
    link: isOnLine ? `https://example.com/fair/${index + 1}` : "",
  };
}

function training(random: Random, index: number, { today }: SampleContext): SampleRow {
  return {
    name: `示例培训班（第${index + 1}期）`,
    institution: `示例职业培训学校${(index % 12) + 1}`,
    unifiedSocialCreditCode: sampleInstitutionCode("52", 100_000 + (index % 12)),
    trade: random.pick(["养老护理员", "民宿管家", "电工"]),
    level: random.pick(["初级", "中级"]),
    subsidyYuan: String(random.int(8, 24) * 100),
    term: "15 天",
    places: String(random.int(20, 60)),
    applyBy: typeDate(random, addDays(today, 30 - index * 12)),
  };
}

function subsidy(random: Random, index: number, { today }: SampleContext): SampleRow {
  const isPerson = index % 6 === 5;
  const { name, uscc } = enterprise(index % 40);
  return {
    period: `${shiftPeriod(periodOf("quarter", today), -1 - Math.floor(index / 20)).replace("-Q", "年第")}季度`,
    kind: isPerson ? "创业补贴" : random.pick(["社保补贴", "岗位补贴", "培训补贴", "稳岗返还"]),
    receiver: isPerson ? `张示例${index}` : name,
    receiverKind: isPerson ? "个人" : "单位",
    unifiedSocialCreditCode: isPerson ? "" : uscc,
    persons: isPerson ? "1" : String(random.int(1, 60)),
    amountYuan: `${random.int(8, 900) * 100}.5`,
    documentNumber: `京密人社示例发〔${today.slice(0, 4)}〕${(index % 30) + 1}号`,
    batch: String(index + 1),
  };
}

function publicPost(random: Random, index: number, { today }: SampleContext): SampleRow {
  return {
    title: pick(["示例巡查员", "示例保洁员", "示例护林员"], index),
    employer: `示例${townOf(index)}社保所`,
    openings: String(random.int(1, 12)),
    terms: "按最低工资标准",
    conditions: "登记的就业困难人员",
    closesOn: addDays(today, 20 + index),
  };
}

const MEASURES = [
  "城镇登记失业人数",
  "登记失业率(%)",
  "城镇新增就业",
  "农村劳动力转移就业",
  "高校毕业生就业率",
] as const;

function figure(random: Random, index: number, { today }: SampleContext): SampleRow {
  const measure = pick(MEASURES, index);
  const isRate = measure.includes("率");
  const period = shiftPeriod(periodOf("month", today), -1 - Math.floor(index / MEASURES.length));
  return {
    period: `${period.slice(0, 4)}年${Number(period.slice(5))}月`,
    measure,
    town: "",
    value: isRate
      ? measure.startsWith("登记")
        ? `2.${random.int(10, 95)}`
        : `9${random.int(1, 7)}.${random.int(1, 9)}`
      : String(random.int(200, 3_000)),
  };
}

function policy(random: Random, index: number, { today }: SampleContext): SampleRow {
  const from = addMonths(today, -3 * (index + 1));
  return {
    documentNumber: `京密人社示例发〔${from.slice(0, 4)}〕${index + 1}号`,
    title: `示例就业政策（${index + 1}）`,
    audiences: random.pick(["高校毕业生", "农民工", "高校毕业生；退役军人"]),
    conditions: "示例条件",
    standard: "每人 1000 元",
    channel: "区政务服务中心",
    validFrom: from,
    validTo: addMonths(from, 36),
  };
}

function pensionAdjustment(_random: Random, index: number, { today }: SampleContext): SampleRow {
  const year = Number(today.slice(0, 4)) - index;
  return {
    year: String(year),
    effectiveDate: `${year}/1/1`,
    fixedYuan: "35",
    linkedRule: "缴费每满 1 年增加 3 元",
    favouredRule: "年满 65 周岁的增加 40 元",
    averageYuan: String(4_800 + (year - 2_020) * 120),
    documentNumber: `京人社示例发〔${year}〕8号`,
  };
}
