/** Invented schools, plans and catchments. School number n is the same in every feed, so that they join. */
import {
  periodOf,
  SAMPLE_TOWNS,
  sampleInstitutionCode,
  shiftPeriod,
  type Random,
  type SampleContext,
  type SampleGenerators,
  type SampleRow,
} from "#kit";

/** Every feed but the list itself speaks of the first schools, which are published with the samples. */
export const SAMPLE_SCHOOLS = 60;
const STAGES = ["小学", "初中", "幼儿园", "九年一贯制", "高中"] as const;

export const samples: SampleGenerators = {
  "education.schools": school,
  "education.admission-plans": admissionPlan,
  "education.catchments": catchment,
  "education.admission-results": admissionResult,
  "education.preschool-plan": preschoolProject,
  "education.balance": indicator,
  "education.aid": aid,
};

function codeOf(school: number): string {
  return `21110180${String(school).padStart(2, "0")}`.slice(-10);
}

const stageOf = (number: number): string => STAGES[number % STAGES.length] ?? "小学";
/** The stage of a school that admits by catchment. */
const entryOf = (number: number): string =>
  stageOf(number) === "初中" ? "初中" : stageOf(number) === "幼儿园" ? "幼儿园" : "小学";
const yearOf = ({ today }: SampleContext, back: number): number => Number(today.slice(0, 4)) - back;

function school(random: Random, index: number): SampleRow {
  const stage = stageOf(index);
  const classes = random.int(6, 36);
  const town = SAMPLE_TOWNS[index % SAMPLE_TOWNS.length] ?? "溪翁庄镇";
  const isKindergarten = stage === "幼儿园";
  return {
    code: index < 100 ? codeOf(index) : String(2_200_000_000 + index),
    name: `密云区示例${stage === "幼儿园" ? "幼儿园" : stage === "小学" ? "小学" : "学校"}（${index + 1}）`,
    stage,
    ownership: index % 7 === 6 ? "民办" : "公办",
    inclusive: isKindergarten ? "普惠" : "",
    grade: isKindergarten ? "一级一类" : "",
    unifiedSocialCreditCode: index % 7 === 6 ? sampleInstitutionCode("52", index) : "",
    town,
    address: `密云区${town}示例路 ${index + 1} 号`,
    phone: `010-0000${String(index % 10_000).padStart(4, "0")}`,
    classes: String(classes),
    pupils: String(classes * random.int(20, 44)),
    teachers: String(classes * 2 + random.int(1, 9)),
    floorSquareMetres: `${classes * 210}.5`,
    hasSchoolBus: random.pick(["有", "无", ""]),
  };
}

function admissionPlan(random: Random, index: number, context: SampleContext): SampleRow {
  const [number, year] = [index % SAMPLE_SCHOOLS, yearOf(context, Math.floor(index / SAMPLE_SCHOOLS))];
  const classes = random.int(2, 10);
  return {
    year: String(year),
    schoolCode: codeOf(number),
    stage: entryOf(number),
    classes: String(classes),
    seats: String(classes * random.int(25, 45)),
    eligible: "本片区适龄儿童、少年",
    opensOn: `${year}年5月${random.int(1, 9)}日`,
    closesOn: `${year}/5/${random.int(20, 31)}`,
    entryMode: random.pick(["单校划片", "派位", "寄宿"]),
  };
}

function catchment(_random: Random, index: number, context: SampleContext): SampleRow {
  const [row, year] = [
    index % (SAMPLE_SCHOOLS * 3),
    yearOf(context, Math.floor(index / (SAMPLE_SCHOOLS * 3))),
  ];
  const [number, part] = [Math.floor(row / 3), row % 3];
  const head = { year: `${year}年`, schoolCode: codeOf(number), stage: entryOf(number), isShared: "" };
  if (part === 0)
    return {
      ...head,
      placeKind: "社区",
      placeName: `示例第${number + 1}社区`,
      numberFrom: "",
      numberTo: "",
      parity: "",
    };
  if (part === 1)
    return {
      ...head,
      placeKind: "村",
      placeName: `${SAMPLE_TOWNS[number % SAMPLE_TOWNS.length] ?? ""}示例${number + 1}村`,
      numberFrom: "",
      numberTo: "",
      parity: "",
    };
  // A road to ten schools: each has a stretch of it, or a side.
  const stretch = number % 10;
  return {
    ...head,
    placeKind: "道路",
    placeName: `示例${Math.floor(number / 10) + 1}路`,
    numberFrom: String(Math.floor(stretch / 2) * 100 + 1),
    numberTo: String(Math.floor(stretch / 2) * 100 + 100),
    parity: stretch % 2 === 0 ? "单号" : "双号",
  };
}

function admissionResult(random: Random, index: number, context: SampleContext): SampleRow {
  const admitted = random.int(60, 300);
  return {
    year: String(yearOf(context, 1 + Math.floor(index / SAMPLE_SCHOOLS))),
    schoolCode: codeOf(index % SAMPLE_SCHOOLS),
    admitted: String(admitted),
    fromCatchment: String(Math.floor(admitted * 0.8)),
    migrantChildren: String(Math.floor(admitted * 0.1)),
  };
}

function preschoolProject(random: Random, index: number, context: SampleContext): SampleRow {
  const year = yearOf(context, index % 3);
  return {
    name: `示例幼儿园建设项目（${index + 1}）`,
    kind: random.pick(["新建", "改扩建"]),
    seats: String(random.int(3, 12) * 30),
    town: SAMPLE_TOWNS[index % SAMPLE_TOWNS.length] ?? "溪翁庄镇",
    startsOn: `${year}/3/1`,
    plannedEnd: `${year + 1}年8月31日`,
    progress: random.pick(["主体施工", "装修", "已竣工"]),
    investmentWanYuan: String(random.int(800, 5_000)),
  };
}

const INDICATORS = [
  ["每百名学生拥有高于规定学历教师数", "人"],
  ["生均教学及辅助用房面积", "平方米"],
  ["生均体育运动场馆面积", "平方米"],
  ["每百名学生拥有网络多媒体教室数", "间"],
] as const;

function indicator(random: Random, index: number, context: SampleContext): SampleRow {
  const [name, unit] = INDICATORS[index % INDICATORS.length] ?? INDICATORS[0];
  return {
    year: String(yearOf(context, 1 + Math.floor(index / INDICATORS.length))),
    subject: "全区",
    indicator: name,
    value: `${random.int(3, 12)}.${random.int(1, 99)}`,
    unit,
    isMet: random.pick(["是", "否"]),
  };
}

const PROGRAMMES = ["学前教育资助", "义务教育困难学生生活补助", "普通高中国家助学金", "高等教育新生入学资助"];

function aid(random: Random, index: number, { today }: SampleContext): SampleRow {
  const persons = random.int(30, 400);
  return {
    period: `${shiftPeriod(periodOf("schoolYear", today), -1 - Math.floor(index / PROGRAMMES.length))}学年`,
    programme: PROGRAMMES[index % PROGRAMMES.length] ?? "",
    personTimes: String(persons),
    amountYuan: String(persons * 1_250 - random.int(1, 9) * 50),
  };
}
