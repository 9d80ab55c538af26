/** True-to-life rows of this domain's feeds, by every rule of theirs. Parties, authorities and numbers are invented and belong to nobody. */
import { addDays, addMonths, sampleDate, sampleParty, typeDate, USCC_PLACEHOLDER, type Random, type SampleContext, type SampleGenerators, type SampleParty, type SampleRow } from "#kit";

/** Parties come back, so that one enterprise has several records: five rows to a party, in a file of any length. */
function partyNumber(random: Random, index: number): number {
  return random.int(0, 20 + Math.floor(index / 5));
}

const CERTIFIED_ITEMS = 12;

export const samples: SampleGenerators = {
  "enforcement.penalties": penalty,
  "enforcement.licences": licence,
  "enforcement.inspection-items": inspectionItem,
  "enforcement.inspection-results": inspectionResult,
};

function penalty(random: Random, index: number, context: SampleContext): SampleRow {
  const { violation, basis } = random.pick(VIOLATIONS);
  const decided = sampleDate(random, addMonths(context.today, -20), addDays(context.today, -1));
  const fineYuan = random.int(1, 500) * 100;
  const confiscatedYuan = random.int(1, 200) * 50;
  const kind = random.int(0, 9);
  const [fined, confiscated, revoked] = [kind < 8, kind === 7, kind === 9];
  const categories = ["警告", fined ? "罚款" : "", confiscated ? "没收违法所得" : "", revoked ? "暂扣或者吊销许可证" : "", kind === 8 ? "其他-责令改正" : ""].filter(Boolean);
  const ends = addMonths(decided, 36);
  return {
    ...partyCells(random, index),
    decisionNumber: `京密示例罚〔${decided.slice(0, 4)}〕${index + 1}号`,
    violationType: violation,
    violationFacts: `${decided.slice(0, 4)}年检查中发现当事人${violation}`,
    penaltyBasis: basis,
    penaltyCategories: categories.join("；"),
    penaltyContent: [...categories.filter((category) => category !== "罚款"), fined ? `罚款${fineYuan}元` : ""].filter(Boolean).join("；"),
    fineAmount: fined ? inWanYuan(fineYuan) : "",
    confiscationAmount: confiscated ? inWanYuan(confiscatedYuan) : "",
    suspendedOrRevokedLicence: revoked ? `食品经营许可证 JY1110118${String(index % 1_000_000).padStart(6, "0")}` : "",
    decisionDate: typeDate(random, decided),
    penaltyValidTo: typeDate(random, ends),
    publicityEnds: typeDate(random, ends),
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

function inspectionItem(random: Random, index: number, { department }: SampleContext): SampleRow {
  const { name, subjects, basis } = ITEMS[index % ITEMS.length] ?? { name: "", subjects: "", basis: "" };
  return {
    itemCode: itemCode(index), name, subjects, legalBasis: basis, inspectionClass: random.pick(["一般检查事项", "重点检查事项"]), methods: random.pick(["现场", "现场、书面", "网络监测"]),
    authorityName: department.name, authorityUscc: department.uscc, ratio: String(random.int(1, 20)), frequency: "每年 1 次",
  };
}

function inspectionResult(random: Random, index: number, { today, department }: SampleContext): SampleRow {
  const party = organisation(random, index);
  const outcome = random.pick(OUTCOMES);
  return {
    taskNumber: `${today.slice(0, 4)}-示例-${index + 1}`, partyName: party.name, unifiedSocialCreditCode: party.uscc, itemCode: itemCode(random.int(0, CERTIFIED_ITEMS - 1)),
    authorityName: department.name, authorityUscc: department.uscc, inspectionDate: typeDate(random, sampleDate(random, addMonths(today, -12), addDays(today, -1))),
    outcome, outcomeNote: outcome === "未发现问题" ? "" : "已要求限期改正", penaltyDecisionNumber: "",
  };
}

function partyCells(random: Random, index: number): SampleRow {
  const party = sampleParty(partyNumber(random, index));
  if (party.kind === "person") return { ...NO_ORGANISATION, partyName: party.name, partyKind: "自然人", personIdType: "身份证", personIdNumber: party.citizenId };
  const isTrader = party.kind === "sole-trader";
  const hasCode = !isTrader || index % 7 !== 0;
  return {
    ...NO_PERSON, partyName: party.name, partyKind: isTrader ? "个体工商户" : "法人及非法人组织",
    unifiedSocialCreditCode: hasCode ? party.uscc : USCC_PLACEHOLDER,
    businessRegistrationNumber: hasCode ? "" : party.businessRegistrationNumber,
    organisationCode: hasCode && !isTrader ? party.organisationCode : "",
    legalRepresentative: party.legalRepresentative,
    legalRepresentativeIdType: "身份证", legalRepresentativeIdNumber: party.citizenId,
  };
}

const NO_PERSON: SampleRow = { taxRegistrationNumber: "", institutionCertificateNumber: "", socialOrganisationNumber: "", legalRepresentativeId: "", personIdType: "", personIdNumber: "" };
const NO_ORGANISATION: SampleRow = {
  unifiedSocialCreditCode: "", businessRegistrationNumber: "", organisationCode: "", taxRegistrationNumber: "", institutionCertificateNumber: "", socialOrganisationNumber: "",
  legalRepresentative: "", legalRepresentativeId: "", legalRepresentativeIdType: "", legalRepresentativeIdNumber: "",
};

/** Persons are not inspected. */
function organisation(random: Random, index: number): SampleParty {
  return sampleParty(Math.floor(partyNumber(random, index) / 20) * 20);
}

function authorityCells({ department }: SampleContext): SampleRow {
  return { authorityName: department.name, authorityUscc: department.uscc, sourceUnitName: department.name, sourceUnitUscc: department.uscc, remark: "" };
}

function itemCode(index: number): string {
  return `SJ-${String(index + 1).padStart(3, "0")}`;
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

const OUTCOMES = ["未发现问题", "未发现问题", "未发现问题", "发现问题已责令改正", "通过登记的住所(经营场所)无法联系", "未按规定公示年报"] as const;

const ITEMS = [
  { name: "食品经营监督检查", subjects: "食品经营者", basis: "《中华人民共和国食品安全法》第一百一十条" },
  { name: "食品生产监督检查", subjects: "食品生产者", basis: "《中华人民共和国食品安全法》第一百一十条" },
  { name: "特种设备使用监督检查", subjects: "特种设备使用单位", basis: "《中华人民共和国特种设备安全法》第五十七条" },
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
