/**
 * 执法公示: the department as an agency and the organisations that it entrusts, their officers, and their years.
 */
import {
  addDays,
  addMonths,
  makeUscc,
  sampleDate,
  sampleParty,
  typeDate,
  type Random,
  type SampleContext,
  type SampleGenerators,
  type SampleRow,
} from "#kit";

export const publicitySamples: SampleGenerators = {
  "enforcement.agencies": agency,
  "enforcement.officers": officer,
  "enforcement.yearly-figures": yearlyFigure,
};

const FIELDS = [
  "市场监督管理",
  "城市管理",
  "卫生健康",
  "交通运输",
  "生态环境",
  "应急管理",
  "文化旅游",
  "司法行政",
] as const;

/** The department itself, then organisations that it entrusts. */
function agency(random: Random, index: number, { department }: SampleContext): SampleRow {
  const isEntrusted = index > 0;
  const party = sampleParty(index * 20 + random.int(0, 11));
  return {
    name: isEntrusted ? `密云区示例执法服务中心（第 ${index} 中心）` : department.name,
    unifiedSocialCreditCode: isEntrusted ? entrustedUscc(department.uscc, index) : department.uscc,
    agencyKind: isEntrusted ? random.pick(["受委托的组织", "受委托组织"]) : random.pick(["行政机关", "机关"]),
    legalRepresentative: party.legalRepresentative,
    duties: `${random.pick(FIELDS)}领域的行政检查和行政处罚（示例）`,
    enforcementArea: "密云区行政区域",
    address: `密云区示例路 ${index + 1} 号`,
    supervisionPhone: `010-0000${String(index % 10_000).padStart(4, "0")}`,
    complaintChannel: "12345 市民服务热线；区司法局行政执法监督部门",
    remedies: "可在六十日内申请行政复议，或者在六个月内提起行政诉讼",
    entrustingUscc: isEntrusted ? department.uscc : "",
    entrustment: isEntrusted ? "受委托在委托范围内检查和处罚，至 2030 年 12 月 31 日" : "",
  };
}

/**
 * Public institutions begin with 12, organisation codes with Y, which was never issued; then the department's
 * place, then the number.
 */
function entrustedUscc(department: string, index: number): string {
  let [number, left] = ["", index];
  for (let place = 0; place < 4; place += 1) {
    number = CODE_CHARACTERS.charAt(left % CODE_CHARACTERS.length) + number;
    left = Math.floor(left / CODE_CHARACTERS.length);
  }
  return makeUscc("12110118", `Y${department.charAt(11)}${department.slice(14, 16)}${number}`);
}

/** The characters of a code by GB 32100. */
const CODE_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY";

function officer(random: Random, index: number, { today, department }: SampleContext): SampleRow {
  const { legalRepresentative: officerName, citizenId } = sampleParty(index * 20);
  const from = sampleDate(random, addMonths(today, -20), addDays(today, -1));
  return {
    certificateNumber: `JM-${department.uscc.slice(10, 16)}-${String(index + 1).padStart(4, "0")}`,
    officerName,
    agencyName: department.name,
    agencyUscc: department.uscc,
    enforcementField: random.pick(FIELDS),
    validFrom: typeDate(random, from),
    validTo: typeDate(random, addDays(addMonths(from, 60), -1)),
    citizenId,
    mobile: "",
  };
}

/**
 * One year for each row, backwards from the last that is over: a hundred years and more, then no other is
 * left.
 */
function yearlyFigure(random: Random, index: number, { today, department }: SampleContext): SampleRow {
  const accepted = random.int(150, 190);
  const [refused, warnings, fines, confiscations, others] = [
    random.int(0, 5),
    random.int(10, 20),
    random.int(20, 30),
    random.int(0, 5),
    random.int(0, 3),
  ];
  return {
    year: `${Number(today.slice(0, 4)) - 1 - index}${random.pick(["年", "年", "", "年度"])}`,
    agencyName: department.name,
    agencyUscc: department.uscc,
    licenceApplications: String(accepted + random.int(0, 9)),
    licencesAccepted: String(accepted),
    licencesGranted: String(accepted - refused),
    licencesRefused: String(refused),
    licencesRevoked: String(random.int(0, 2)),
    warnings: String(warnings),
    fines: String(fines),
    confiscations: String(confiscations),
    suspensions: "0",
    licencesTaken: String(random.int(0, 2)),
    detentions: "0",
    otherPenalties: String(others),
    penaltiesTotal: String(fines + confiscations + others),
    penaltyAmountWanYuan: `${random.int(10, 99)}.${random.int(10, 99)}`,
    inspections: String(random.int(120, 180)),
    coerciveMeasures: String(random.int(0, 9)),
    coerciveExecutions: String(random.int(0, 3)),
    reconsiderations: String(random.int(0, 4)),
    lawsuits: String(random.int(0, 2)),
  };
}
