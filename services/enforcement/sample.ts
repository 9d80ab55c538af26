/**
 * True-to-life rows of this domain's feeds, by every rule of theirs. Parties, authorities and numbers are
 * invented and belong to nobody.
 */
import {
  addDays,
  addMonths,
  sampleDate,
  sampleParty,
  typeDate,
  USCC_PLACEHOLDER,
  type Random,
  type SampleContext,
  type SampleGenerators,
  type SampleRow,
} from "#kit";
import { inspectionSamples } from "./generators/inspections.js";
import { powerSamples } from "./generators/powers.js";
import { publicitySamples } from "./generators/publicity.js";

/**
 * Parties come back, so that one enterprise has several records: five rows to a party, in a file of any
 * length.
 */
function partyNumber(random: Random, index: number): number {
  return random.int(0, 20 + Math.floor(index / 5));
}

export const samples: SampleGenerators = {
  "enforcement.penalties": penalty,
  "enforcement.licences": licence,
  ...inspectionSamples,
  ...publicitySamples,
  ...powerSamples,
};

/** Fines of so many yuan count as grave here. */
const SERIOUS_YUAN = 30_000;
/** 《信用修复管理办法》: older decisions have no severity. */
const SEVERITIES_FROM = "2026-04-01";

function penalty(random: Random, index: number, context: SampleContext): SampleRow {
  const { violation, basis } = random.pick(VIOLATIONS);
  const fineYuan = random.int(1, 500) * 100;
  const confiscatedYuan = random.int(1, 200) * 50;
  const kind = random.int(0, 9);
  const [fined, confiscated, revoked] = [kind < 8, kind === 7, kind === 9];
  const isSerious = revoked || (fined && fineYuan >= SERIOUS_YUAN);
  // What is shown for a year is not yet over.
  const decided = sampleDate(
    random,
    addMonths(context.today, isSerious ? -20 : -11),
    addDays(context.today, -1),
  );
  const categories = [
    "警告",
    fined ? "罚款" : "",
    confiscated ? "没收违法所得" : "",
    revoked ? "暂扣或者吊销许可证" : "",
    kind === 8 ? "通报批评" : "",
  ].filter(Boolean);
  const ends = addMonths(decided, isSerious ? 36 : 12);
  return {
    ...partyCells(random, index),
    decisionNumber: `京密示例罚〔${decided.slice(0, 4)}〕${index + 1}号`,
    violationType: violation,
    violationFacts: `${decided.slice(0, 4)}年检查中发现当事人${violation}`,
    penaltyBasis: basis,
    penaltyCategories: categories.join("；"),
    penaltyContent: [
      ...categories.filter((category) => category !== "罚款"),
      fined ? `罚款${fineYuan}元` : "",
    ]
      .filter(Boolean)
      .join("；"),
    fineAmount: fined ? inWanYuan(fineYuan) : "",
    confiscationAmount: confiscated ? inWanYuan(confiscatedYuan) : "",
    suspendedOrRevokedLicence: revoked
      ? `食品经营许可证 JY1110118${String(index % 1_000_000).padStart(6, "0")}`
      : "",
    decisionDate: typeDate(random, decided),
    penaltyValidTo: typeDate(random, ends),
    publicityEnds: typeDate(random, ends),
    dishonestySeverity: decided < SEVERITIES_FROM ? "" : isSerious ? "严重" : "一般",
    ...authorityCells(context),
  };
}

function licence(random: Random, index: number, context: SampleContext): SampleRow {
  const { certificate, content } = random.pick(LICENCES);
  const decided = sampleDate(random, addMonths(context.today, -20), addDays(context.today, -1));
  return {
    ...partyCells(random, index),
    decisionTitle: "准予行政许可决定书",
    decisionNumber: `京密示例许〔${decided.slice(0, 4)}〕${index + 1}号`,
    licenceKind: random.pick(["普通", "普通许可", "核准", "登记", "其他-补办"]),
    certificateName: certificate,
    certificateNumber: `JY1110118${String(index % 1_000_000).padStart(6, "0")}`,
    licenceContent: content,
    decisionDate: typeDate(random, decided),
    validFrom: typeDate(random, decided),
    validTo: random.chance(0.1) ? "长期" : typeDate(random, addMonths(decided, 60)),
    status: "1",
    ...authorityCells(context),
  };
}

function partyCells(random: Random, index: number): SampleRow {
  const party = sampleParty(partyNumber(random, index));
  if (party.kind === "person")
    return {
      ...NO_ORGANISATION,
      partyName: party.name,
      partyKind: "自然人",
      personIdType: "身份证",
      personIdNumber: party.citizenId,
    };
  const isTrader = party.kind === "sole-trader";
  const hasCode = !isTrader || index % 7 !== 0;
  return {
    ...NO_PERSON,
    partyName: party.name,
    partyKind: isTrader ? "个体工商户" : "法人及非法人组织",
    unifiedSocialCreditCode: hasCode ? party.uscc : USCC_PLACEHOLDER,
    businessRegistrationNumber: hasCode ? "" : party.businessRegistrationNumber,
    organisationCode: hasCode && !isTrader ? party.organisationCode : "",
    legalRepresentative: party.legalRepresentative,
    legalRepresentativeIdType: "身份证",
    legalRepresentativeIdNumber: party.citizenId,
  };
}

const NO_PERSON: SampleRow = {
  taxRegistrationNumber: "",
  institutionCertificateNumber: "",
  socialOrganisationNumber: "",
  legalRepresentativeId: "",
  personIdType: "",
  personIdNumber: "",
};
const NO_ORGANISATION: SampleRow = {
  unifiedSocialCreditCode: "",
  businessRegistrationNumber: "",
  organisationCode: "",
  taxRegistrationNumber: "",
  institutionCertificateNumber: "",
  socialOrganisationNumber: "",
  legalRepresentative: "",
  legalRepresentativeId: "",
  legalRepresentativeIdType: "",
  legalRepresentativeIdNumber: "",
};

function authorityCells({ department }: SampleContext): SampleRow {
  return {
    authorityName: department.name,
    authorityUscc: department.uscc,
    sourceUnitName: department.name,
    sourceUnitUscc: department.uscc,
    remark: "",
  };
}

/** Exact: 元 to 万元 moves the point by four places. */
function inWanYuan(yuan: number): string {
  const digits = String(yuan).padStart(5, "0");
  return `${digits.slice(0, -4)}.${digits.slice(-4)}`.replace(/\.?0+$/, "");
}

const VIOLATIONS = [
  { violation: "未按规定建立进货查验记录", basis: "《中华人民共和国食品安全法》第一百二十六条" },
  { violation: "经营标签不符合规定的预包装食品", basis: "《中华人民共和国食品安全法》第一百二十五条" },
  { violation: "未明码标价", basis: "《中华人民共和国价格法》第四十二条" },
  { violation: "使用未经检定的计量器具", basis: "《中华人民共和国计量法》第二十五条" },
  { violation: "未按规定公示年度报告", basis: "《企业信息公示暂行条例》第十八条" },
  { violation: "未按规定分类投放垃圾", basis: "《北京市生活垃圾管理条例》第六十四条" },
  { violation: "施工现场未采取防尘措施", basis: "《中华人民共和国大气污染防治法》第一百一十五条" },
] as const;

const LICENCES = [
  { certificate: "食品经营许可证", content: "热食类食品制售；冷食类食品制售" },
  { certificate: "食品生产许可证", content: "糕点生产" },
  { certificate: "医疗器械经营许可证", content: "第三类医疗器械零售" },
  { certificate: "公共场所卫生许可证", content: "宾馆" },
  { certificate: "道路运输经营许可证", content: "普通货运" },
  { certificate: "特种设备使用登记证", content: "电梯使用登记" },
] as const;
