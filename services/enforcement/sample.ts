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
  type SampleParty,
  type SampleRow,
} from "#kit";
import { inspectionSamples } from "./generators/inspections.js";
import { powerSamples } from "./generators/powers.js";
import { publicitySamples } from "./generators/publicity.js";
import { certificateNumber, certificatesOf, offencesOf } from "./generators/sectors.js";

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

/** Each with the months for which it is shown, and the months in which it was decided: it is not over yet. */
const MINOR = { name: "轻微", months: [2, 3], decidedIn: 2 } as const;
const ORDINARY = { name: "一般", months: [9, 12], decidedIn: 9 } as const;
const SERIOUS = { name: "严重", months: [24, 36], decidedIn: 20 } as const;
/** Months for which a decision from before `SEVERITIES_FROM` is shown. */
const MOST_MONTHS = 36;
/** Fines of at least so many yuan count as grave in the sample. */
const SERIOUS_YUAN = 30_000;
/** 《信用修复管理办法》: older decisions have no severity. */
const SEVERITIES_FROM = "2026-04-01";

function penalty(random: Random, index: number, context: SampleContext): SampleRow {
  const party = sampleParty(partyNumber(random, index));
  const { violation, basis } = random.pick(offencesOf(context.department.name, party));
  const [{ certificate }] = certificatesOf(context.department.name, party);
  const fineYuan = random.int(1, 500) * 100;
  const confiscatedYuan = random.int(1, 200) * 50;
  const kind = random.int(0, 9);
  const [fined, confiscated, revoked] = [kind < 8, kind === 7, kind === 9];
  const severity = revoked || (fined && fineYuan >= SERIOUS_YUAN) ? SERIOUS : fined ? ORDINARY : MINOR;
  // The period of publicity must not have ended.
  const decided = sampleDate(
    random,
    addMonths(context.today, -severity.decidedIn),
    addDays(context.today, -1),
  );
  const categories = [
    "警告",
    fined ? "罚款" : "",
    confiscated ? "没收违法所得" : "",
    revoked ? "暂扣或者吊销许可证" : "",
    kind === 8 ? "通报批评" : "",
  ].filter(Boolean);
  const ends = addMonths(decided, decided < SEVERITIES_FROM ? MOST_MONTHS : random.pick(severity.months));
  return {
    ...partyCells(party, index),
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
    suspendedOrRevokedLicence: revoked ? `${certificate} ${certificateNumber(index)}` : "",
    decisionDate: typeDate(random, decided),
    penaltyValidTo: typeDate(random, ends),
    publicityEnds: typeDate(random, ends),
    dishonestySeverity: decided < SEVERITIES_FROM ? "" : severity.name,
    ...authorityCells(context),
  };
}

function licence(random: Random, index: number, context: SampleContext): SampleRow {
  const party = sampleParty(partyNumber(random, index));
  const { certificate, content, kind } = random.pick(certificatesOf(context.department.name, party));
  const decided = sampleDate(random, addMonths(context.today, -20), addDays(context.today, -1));
  return {
    ...partyCells(party, index),
    decisionTitle: "准予行政许可决定书",
    decisionNumber: `京密示例许〔${decided.slice(0, 4)}〕${index + 1}号`,
    licenceKind: random.chance(0.2) ? "其他-补办" : kind,
    certificateName: certificate,
    certificateNumber: certificateNumber(index),
    licenceContent: content,
    decisionDate: typeDate(random, decided),
    validFrom: typeDate(random, decided),
    validTo: random.chance(0.1) ? "长期" : typeDate(random, addMonths(decided, 60)),
    status: "1",
    ...authorityCells(context),
  };
}

function partyCells(party: SampleParty, index: number): SampleRow {
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
