/**
 * Plausible pairs for samples: the unlawful acts that a department punishes in a line of business, and the
 * licences that it gives there. The line is read from the party's invented name, the department's field from
 * its own.
 */
import type { SampleParty } from "#kit";

export interface Offence {
  readonly violation: string;
  readonly basis: string;
}

export interface Certificate {
  readonly certificate: string;
  readonly content: string;
  /** 许可类别. */
  readonly kind: string;
}

interface Fit {
  /** Matches the name of the department. */
  readonly by: RegExp;
  /** Matches the name of the party. */
  readonly of: RegExp;
  readonly kinds: readonly SampleParty["kind"][];
}

const MARKET = /市场监督/;
const CITY = /城市管理/;
const SAFETY = /应急管理/;
const HEALTH = /卫生健康/;
const TRANSPORT = /交通/;
const ANYBODY = /./;
const FOOD = /餐饮|小吃|面馆|快餐|早点|农家院/;
const GROCERY = /食品|超市|便利|水果|粮油|肉店|蔬菜|茶庄|烟酒/;
const FOOD_MAKERS = /食品|豆腐坊|饮用水/;
const LODGING = /酒店|民宿|农家院/;
const DRUGS = /药品|药店/;
const DEVICES = /医疗器械/;
const BUILDING = /建筑|装饰|园林/;
const MACHINES = /机械|电子|酒店|物业|供热|仓储|包装|印刷/;
const UNITS = ["enterprise", "sole-trader"] as const;
const ENTERPRISES = ["enterprise"] as const;
const PERSONS = ["person"] as const;
const ALL = [...UNITS, ...PERSONS] as const;

const FOOD_LAW = "《中华人民共和国食品安全法》";
const SAFETY_LAW = "《中华人民共和国安全生产法》";

const OFFENCES: readonly (Fit & Offence)[] = [
  {
    by: MARKET,
    of: new RegExp(`${FOOD.source}|${GROCERY.source}`),
    kinds: UNITS,
    violation: "未按规定建立进货查验记录",
    basis: `${FOOD_LAW}第一百二十六条`,
  },
  {
    by: MARKET,
    of: GROCERY,
    kinds: UNITS,
    violation: "经营标签不符合规定的预包装食品",
    basis: `${FOOD_LAW}第一百二十五条`,
  },
  {
    by: MARKET,
    of: DRUGS,
    kinds: UNITS,
    violation: "未遵守药品经营质量管理规范",
    basis: "《中华人民共和国药品管理法》第一百二十六条",
  },
  {
    by: MARKET,
    of: DEVICES,
    kinds: UNITS,
    violation: "未建立并执行医疗器械进货查验记录制度",
    basis: "《医疗器械监督管理条例》第八十九条",
  },
  {
    by: MARKET,
    of: MACHINES,
    kinds: ENTERPRISES,
    violation: "使用未经定期检验的特种设备",
    basis: "《中华人民共和国特种设备安全法》第八十四条",
  },
  {
    by: MARKET,
    of: GROCERY,
    kinds: UNITS,
    violation: "使用未经检定的计量器具",
    basis: "《中华人民共和国计量法》第二十五条",
  },
  {
    by: MARKET,
    of: ANYBODY,
    kinds: ALL,
    violation: "未明码标价",
    basis: "《中华人民共和国价格法》第四十二条",
  },
  {
    by: MARKET,
    of: ANYBODY,
    kinds: ENTERPRISES,
    violation: "未按规定公示年度报告",
    basis: "《企业信息公示暂行条例》第十八条",
  },
  {
    by: CITY,
    of: ANYBODY,
    kinds: ALL,
    violation: "未按规定分类投放垃圾",
    basis: "《北京市生活垃圾管理条例》第六十四条",
  },
  {
    by: CITY,
    of: BUILDING,
    kinds: ENTERPRISES,
    violation: "施工现场未采取防尘措施",
    basis: "《中华人民共和国大气污染防治法》第一百一十五条",
  },
  {
    by: SAFETY,
    of: ANYBODY,
    kinds: UNITS,
    violation: "未按规定对从业人员进行安全生产教育和培训",
    basis: `${SAFETY_LAW}第九十七条`,
  },
  {
    by: SAFETY,
    of: ANYBODY,
    kinds: ENTERPRISES,
    violation: "未按规定组织生产安全事故应急预案演练",
    basis: `${SAFETY_LAW}第九十七条`,
  },
];
const ANY_OFFENCE: Offence = { violation: "未按规定履行示例义务", basis: "《示例管理办法》第三条" };

const CERTIFICATES: readonly (Fit & Certificate)[] = [
  {
    by: MARKET,
    of: FOOD,
    kinds: UNITS,
    certificate: "食品经营许可证",
    content: "热食类食品制售；冷食类食品制售",
    kind: "普通",
  },
  {
    by: MARKET,
    of: GROCERY,
    kinds: UNITS,
    certificate: "食品经营许可证",
    content: "预包装食品销售；散装食品销售",
    kind: "普通",
  },
  {
    by: MARKET,
    of: FOOD_MAKERS,
    kinds: UNITS,
    certificate: "食品生产许可证",
    content: "示例食品生产",
    kind: "普通",
  },
  {
    by: MARKET,
    of: DRUGS,
    kinds: UNITS,
    certificate: "药品经营许可证",
    content: "处方药、非处方药零售",
    kind: "普通",
  },
  {
    by: MARKET,
    of: DEVICES,
    kinds: UNITS,
    certificate: "医疗器械经营许可证",
    content: "第三类医疗器械零售",
    kind: "普通",
  },
  {
    by: MARKET,
    of: MACHINES,
    kinds: ENTERPRISES,
    certificate: "特种设备使用登记证",
    content: "电梯使用登记",
    kind: "登记",
  },
  { by: MARKET, of: ANYBODY, kinds: UNITS, certificate: "营业执照", content: "设立登记", kind: "登记" },
  {
    by: MARKET,
    of: ANYBODY,
    kinds: PERSONS,
    certificate: "特种设备安全管理和作业人员证",
    content: "电梯修理",
    kind: "认可",
  },
  {
    by: HEALTH,
    of: LODGING,
    kinds: UNITS,
    certificate: "公共场所卫生许可证",
    content: "住宿场所",
    kind: "普通",
  },
  {
    by: HEALTH,
    of: /理发店/,
    kinds: UNITS,
    certificate: "公共场所卫生许可证",
    content: "理发店",
    kind: "普通",
  },
  {
    by: HEALTH,
    of: /超市|商贸/,
    kinds: UNITS,
    certificate: "公共场所卫生许可证",
    content: "商场",
    kind: "普通",
  },
  {
    by: HEALTH,
    of: ANYBODY,
    kinds: PERSONS,
    certificate: "护士执业证书",
    content: "护士首次注册",
    kind: "认可",
  },
  {
    by: TRANSPORT,
    of: /运输/,
    kinds: UNITS,
    certificate: "道路运输经营许可证",
    content: "普通货运",
    kind: "普通",
  },
];
const ANY_CERTIFICATE: Certificate = { certificate: "示例许可证", content: "示例许可事项", kind: "普通" };

type Party = Pick<SampleParty, "name" | "kind">;

/** At least one. */
export function offencesOf(department: string, party: Party): readonly [Offence, ...Offence[]] {
  const [first = ANY_OFFENCE, ...others] = OFFENCES.filter((one) => fits(one, department, party));
  return [first, ...others];
}

/** At least one, the closest to the line of business first. */
export function certificatesOf(department: string, party: Party): readonly [Certificate, ...Certificate[]] {
  const [first = ANY_CERTIFICATE, ...others] = CERTIFICATES.filter((one) => fits(one, department, party));
  return [first, ...others];
}

function fits({ by, of, kinds }: Fit, department: string, { name, kind }: Party): boolean {
  return by.test(department) && of.test(name) && kinds.includes(kind);
}

/** 示例许可证 示许0000012: a number that no register has. */
export function certificateNumber(index: number): string {
  return `示许${String(index + 1).padStart(7, "0")}`;
}
