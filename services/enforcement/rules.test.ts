import { describe, expect, test } from "@jest/globals";
import {
  lookups,
  type FeedContract,
  makeCitizenId,
  makeUscc,
  type Row,
  type RowContext,
  USCC_PLACEHOLDER,
} from "#kit";
import { createRowSecrets } from "#kit/hub";
import { agencies } from "./feeds/agencies.js";
import { flows } from "./feeds/flows.js";
import { inspectionItems } from "./feeds/inspection-items.js";
import { inspectionPlans } from "./feeds/inspection-plans.js";
import { inspectionResults } from "./feeds/inspection-results.js";
import { licences } from "./feeds/licences.js";
import { officers } from "./feeds/officers.js";
import { penalties } from "./feeds/penalties.js";
import { powers } from "./feeds/powers.js";
import { yearlyFigures } from "./feeds/yearly-figures.js";

const AUTHORITY = makeUscc("11110118", "YL900022");
const TODAY = "2026-11-20";
/** Published records that the rules look up, one of each feed; a value that ends in "unknown" finds none. */
const PUBLISHED: Readonly<Record<string, Row>> = {
  "directory.departments": {
    code: "scjgj",
    name: "示例局",
    formerNames: "示例老局、示例古局（至2019-03-17）",
    isEnforcing: true,
  },
  [agencies.id]: { name: "示例局", entrustingUscc: null },
  [inspectionPlans.id]: { startDate: "2026-11-01", endDate: "2026-11-30", itemCodes: "SJ-001、SJ-002" },
  [powers.id]: { timeLimitWorkingDays: 20 },
  "policy.documents": { validity: "REPEALED" },
  [yearlyFigures.id]: { licencesGranted: 50, penaltiesTotal: 50, inspections: 50 },
};
const context: RowContext = {
  fewestShown: 3,
  today: TODAY,
  department: { code: "scjgj", uscc: AUTHORITY },
  ...lookups(({ feed }, value) => {
    if (value.endsWith("unknown")) return null;
    return value === "idle" ? { name: "示例局", isEnforcing: false } : (PUBLISHED[feed] ?? {});
  }),
};

const organisation: Row = {
  partyName: "示例公司",
  partyKind: "ORGANISATION",
  unifiedSocialCreditCode: makeUscc("91110118", "YL000001"),
  legalRepresentative: "张示例",
};
const person: Row = {
  partyName: "张示例",
  partyKind: "NATURAL_PERSON",
  unifiedSocialCreditCode: null,
  legalRepresentative: null,
  personIdType: "CITIZEN_ID",
  personIdNumber: makeCitizenId("11022819900101001"),
};
const trader: Row = {
  ...organisation,
  partyKind: "SOLE_TRADER",
  unifiedSocialCreditCode: makeUscc("92110118", "YL000002"),
};
const agency: Row = { agencyName: "示例局", agencyUscc: AUTHORITY };
const authority: Row = {
  authorityName: "示例局",
  authorityUscc: AUTHORITY,
  sourceUnitName: "示例局",
  sourceUnitUscc: AUTHORITY,
};

const GOOD: Readonly<Record<string, Row>> = {
  [penalties.id]: {
    ...organisation,
    ...authority,
    decisionNumber: "京密示例罚〔2026〕1号",
    penaltyCategories: ["FINE"],
    penaltyContent: "罚款2000元",
    fineAmount: "0.2",
    decisionDate: "2026-11-18",
    penaltyValidTo: "2027-11-18",
    publicityEnds: "2027-11-18",
  },
  [licences.id]: {
    ...organisation,
    ...authority,
    decisionNumber: "京密示例许〔2026〕1号",
    decisionDate: "2026-11-18",
    validFrom: "2026-11-18",
    validTo: "2031-11-18",
    status: "VALID",
  },
  [inspectionItems.id]: { ...authority, itemCode: "SJ-001", ratio: "5" },
  [inspectionPlans.id]: {
    ...authority,
    taskNumber: "2026-示例-11",
    itemCodes: "SJ-001、SJ-002",
    startDate: "2026-11-01",
    endDate: "2026-11-30",
    sampleSize: 20,
  },
  [inspectionResults.id]: {
    ...authority,
    taskNumber: "2026-示例-11",
    itemCode: "SJ-001",
    inspectionDate: "2026-11-18",
    outcome: "NO_PROBLEM",
  },
  [agencies.id]: {
    name: "示例局",
    unifiedSocialCreditCode: AUTHORITY,
    agencyKind: "ADMINISTRATIVE_ORGAN",
    supervisionPhone: "010-00000000、12345",
    remedies: "可申请行政复议或者提起行政诉讼",
  },
  [officers.id]: {
    ...agency,
    certificateNumber: "JM-2301-0001",
    validFrom: "2026-01-01",
    validTo: "2030-12-31",
  },
  [powers.id]: {
    ...agency,
    powerCode: "A2800001",
    name: "示例许可",
    powerKind: "LICENSING",
    legalBasis: "《中华人民共和国行政许可法》第十二条",
    timeLimitWorkingDays: 20,
    charge: "不收费",
  },
  [flows.id]: {
    ...agency,
    powerCode: "A2800001",
    procedure: "普通程序",
    steps: "受理→决定",
    timeLimitWorkingDays: 20,
    chartLink: "https://www.example.com/1.png",
  },
  [yearlyFigures.id]: {
    ...agency,
    year: "2026",
    licenceApplications: 60,
    licencesAccepted: 55,
    licencesGranted: 50,
    licencesRefused: 5,
    warnings: 20,
    fines: 40,
    otherPenalties: 10,
    penaltiesTotal: 50,
    penaltyAmountWanYuan: "12.5",
    inspections: 50,
  },
};
/** The figures of a year are handed in when it is over. */
const NEXT_YEAR: RowContext = { ...context, today: "2027-01-20" };

/** For each rule, a change of a good row that breaks it, and the field that is pointed at. */
const BREAKS: Readonly<Record<string, { readonly change: Row; readonly field: string | null }>> = {
  "DP-01": { change: { ...person, personIdNumber: null }, field: "personIdNumber" },
  "DP-02": { change: { unifiedSocialCreditCode: USCC_PLACEHOLDER }, field: "unifiedSocialCreditCode" },
  "DP-03": {
    change: { ...trader, unifiedSocialCreditCode: USCC_PLACEHOLDER },
    field: "businessRegistrationNumber",
  },
  "DP-04": {
    change: { ...trader, unifiedSocialCreditCode: makeUscc("91110118", "YL000001") },
    field: "unifiedSocialCreditCode",
  },
  "DP-05": { change: { organisationCode: "MA00TEXT0" }, field: "organisationCode" },
  "DP-06": { change: { ...person, personIdNumber: "110228199001010011" }, field: "personIdNumber" },
  "DP-06A": { change: { legalRepresentativeIdType: "CITIZEN_ID" }, field: "legalRepresentativeIdNumber" },
  "DP-06B": { change: { ...person, personIdNumber: makeCitizenId("11022820150101001") }, field: null },
  "DP-07": { change: { decisionDate: "2026-11-21" }, field: "decisionDate" },
  "DP-07A": { change: { decisionDate: "1999-12-31" }, field: "decisionDate" },
  "DP-08A": { change: { validFrom: "2025-01-01" }, field: "validFrom" },
  "DP-08": { change: { validTo: "2026-01-01" }, field: "validTo" },
  "DP-09": { change: { status: "INVALID" }, field: "status" },
  "DP-09A": { change: { certificateName: "食品经营许可证" }, field: "certificateNumber" },
  "DP-10": { change: { decisionNumber: "京密示例罚〔2020〕1号" }, field: "decisionNumber" },
  "DP-11": { change: { fineAmount: null }, field: "fineAmount" },
  "DP-11A": { change: { penaltyCategories: ["WARNING"] }, field: "fineAmount" },
  "DP-11B": { change: { fineAmount: "2000" }, field: "fineAmount" },
  "DP-11C": { change: { fineAmount: "0.3" }, field: "fineAmount" },
  "DP-12": { change: { penaltyCategories: ["FINE", "CONFISCATION_OF_GAINS"] }, field: "confiscationAmount" },
  "DP-12A": { change: { confiscationAmount: "0.1" }, field: "confiscationAmount" },
  "DP-12B": {
    change: { penaltyCategories: ["FINE", "LICENCE_SUSPENDED_OR_REVOKED"] },
    field: "suspendedOrRevokedLicence",
  },
  "DP-12C": { change: { suspendedOrRevokedLicence: "示例证" }, field: "suspendedOrRevokedLicence" },
  "DP-13": { change: { penaltyCategoriesOther: "责令限期改正" }, field: "penaltyCategories" },
  "DP-14": { change: { authorityUscc: makeUscc("91110118", "YL000001") }, field: "authorityUscc" },
  "DP-14A": { change: { authorityUscc: "11unknown" }, field: "authorityUscc" },
  "DP-14B": { change: { authorityName: "示例旧局" }, field: "authorityName" },
  "DP-15": {
    change: { dishonestySeverity: "ORDINARY", publicityEnds: "2029-11-18" },
    field: "publicityEnds",
  },
  "DP-15C": {
    change: {
      decisionDate: "2026-03-02",
      publicityEnds: "2026-11-20",
      penaltyBasis: "《中华人民共和国消防法》第六十条",
    },
    field: "publicityEnds",
  },
  "DP-15D": {
    change: { penaltyCategories: ["WARNING"], fineAmount: null, penaltyContent: "警告" },
    field: "publicityEnds",
  },
  "DP-14C": { change: { authorityName: "示例古局" }, field: "authorityName" },
  "DP-15B": { change: { publicityEnds: "2029-11-18" }, field: "publicityEnds" },
  "DP-17": {
    change: { penaltyCategories: ["NOTICE_OF_CRITICISM"], decisionDate: "2021-07-14" },
    field: "penaltyCategories",
  },
  "DP-15A": { change: { penaltyValidTo: "2026-11-01" }, field: "penaltyValidTo" },
  "DP-16": { change: { decisionDate: "2026-10-12" }, field: "decisionDate" },
  "DP-21": { change: { sourceUnitUscc: makeUscc("11110118", "YL900021") }, field: "sourceUnitUscc" },
  "SJ-01": { change: { authorityUscc: makeUscc("11110118", "YL900021") }, field: "authorityUscc" },
  "SJ-02": { change: { ratio: "101" }, field: "ratio" },
  "SJ-03": { change: { itemCode: "unknown" }, field: "itemCode" },
  "SJ-04": { change: { inspectionDate: "2026-11-21" }, field: "inspectionDate" },
  "SJ-05": { change: { inspectionDate: "2026-09-01" }, field: "inspectionDate" },
  "SJ-06": { change: { penaltyDecisionNumber: "unknown" }, field: "penaltyDecisionNumber" },
  "SJ-08": { change: { taskNumber: "unknown" }, field: "taskNumber" },
  "SJ-09": { change: { inspectionDate: "2026-10-31" }, field: "inspectionDate" },
  "SJ-10": { change: { itemCode: "SJ-003" }, field: "itemCode" },
  "SJ-11": { change: { itemCodes: "SJ-001、unknown" }, field: "itemCodes" },
  "SJ-12": { change: { endDate: "2026-10-31" }, field: "endDate" },
  "SJ-13": { change: { endDate: "2027-01-31" }, field: "endDate" },
  "SJ-14": { change: { sampleSize: 0 }, field: "sampleSize" },
  "ZF-01": { change: { unifiedSocialCreditCode: "unknown" }, field: "unifiedSocialCreditCode" },
  "ZF-02": { change: { name: "示例分局" }, field: "name" },
  "ZF-03": {
    change: { unifiedSocialCreditCode: makeUscc("11110118", "YL900021") },
    field: "unifiedSocialCreditCode",
  },
  "ZF-04": { change: { agencyKind: "ENTRUSTED_ORGANISATION" }, field: "entrustment" },
  "ZF-05": { change: { entrustingUscc: AUTHORITY }, field: "entrustingUscc" },
  "ZF-06": { change: { supervisionPhone: "010-00000000、13800000000" }, field: "supervisionPhone" },
  "ZF-07": { change: { remedies: "可申请行政复议" }, field: "remedies" },
  "ZF-08": { change: { unifiedSocialCreditCode: "idle" }, field: "unifiedSocialCreditCode" },
  "ZF-11": { change: { agencyUscc: "unknown" }, field: "agencyUscc" },
  "ZF-12": { change: { agencyUscc: makeUscc("11110118", "YL900021") }, field: "agencyUscc" },
  "ZF-13": { change: { agencyName: "示例分局" }, field: "agencyName" },
  "ZF-21": { change: { certificateNumber: "第一号" }, field: "certificateNumber" },
  "ZF-22": { change: { validTo: "2025-12-31" }, field: "validTo" },
  "ZF-23": { change: { validFrom: "2026-11-21" }, field: "validFrom" },
  "ZF-24": { change: { validTo: "2026-12-31" }, field: "validTo" },
  "ZF-31": { change: { year: "2027" }, field: "year" },
  "ZF-32": { change: { year: "2025" }, field: "year" },
  "ZF-33": { change: { licencesAccepted: 61 }, field: "licencesAccepted" },
  "ZF-34": { change: { licencesGranted: 51 }, field: "licencesGranted" },
  "ZF-35": { change: { penaltiesTotal: 71 }, field: "penaltiesTotal" },
  "ZF-36": { change: { penaltyAmountWanYuan: "0" }, field: "penaltyAmountWanYuan" },
  "ZF-37": { change: { inspections: 500 }, field: "inspections" },
  "QL-01": { change: { legalBasis: "食品安全法" }, field: "legalBasis" },
  "QL-02": { change: { timeLimitWorkingDays: null }, field: "timeLimitWorkingDays" },
  "QL-03": { change: { timeLimitWorkingDays: 21 }, field: "timeLimitWorkingDays" },
  "QL-04": { change: { charge: "每件10元" }, field: "charge" },
  "QL-05": { change: { powerCode: "第1项" }, field: "powerCode" },
  POLICY_UNKNOWN: { change: { policyNumbers: "unknown" }, field: "policyNumbers" },
  POLICY_OVER: { change: { policyNumbers: "密政办示例发〔2020〕1号" }, field: "policyNumbers" },
  "QL-11": { change: { powerCode: "unknown" }, field: "powerCode" },
  "QL-12": { change: { steps: "受理、审查、决定" }, field: "steps" },
  "QL-13": { change: { timeLimitWorkingDays: 21 }, field: "timeLimitWorkingDays" },
  "QL-14": { change: { chartLink: "流程图.png" }, field: "chartLink" },
  "SJ-07": { change: { outcome: "FOLLOW_UP" }, field: "outcomeNote" },
};

const FEEDS: readonly FeedContract[] = [
  penalties,
  licences,
  inspectionItems,
  inspectionPlans,
  inspectionResults,
  agencies,
  officers,
  powers,
  flows,
  yearlyFigures,
];

function contextOf(contract: FeedContract): RowContext {
  return contract === yearlyFigures ? NEXT_YEAR : context;
}

/** The good row, complete: every column that it does not name is blank. */
function rowOf(contract: FeedContract, change: Row): Row {
  const blank = Object.fromEntries(Object.keys(contract.columns).map((field) => [field, null]));
  return { ...blank, ...GOOD[contract.id], ...change };
}

describe.each(FEEDS.map((contract) => [contract.id, contract] as const))("%s", (_, contract) => {
  test("a good row breaks no rule", () => {
    expect(
      contract.rules.flatMap((rule) =>
        rule.check(rowOf(contract, {}), contextOf(contract)).map(() => rule.code),
      ),
    ).toEqual([]);
  });

  test.each(contract.rules.map((rule) => [rule.code, rule] as const))(
    "%s finds the row that breaks it, at its field",
    (code, rule) => {
      const broken = BREAKS[code];
      expect(broken).toBeDefined();
      expect(
        rule.check(rowOf(contract, broken?.change ?? {}), contextOf(contract)).map(({ field }) => field),
      ).toContain(broken?.field);
      expect(rule.text.zh).toMatch(/[一-龥]/);
    },
  );
});

test("the year of a decision number may be the year before, until March", () => {
  const rule = penalties.rules.find(({ code }) => code === "DP-10");
  const check = (decisionDate: string): number =>
    rule?.check(rowOf(penalties, { decisionNumber: "京密示例罚〔2025〕1号", decisionDate }), context)
      .length ?? Number.NaN;
  expect([check("2026-03-31"), check("2026-04-01")]).toEqual([0, 1]);
});

test("a party is told by its code, a trader without one by its registration, a person by nothing public", () => {
  const idOf = (row: Row): unknown =>
    penalties.derived.partyId.from(rowOf(penalties, row), createRowSecrets(new Uint8Array(32)), context);
  expect(idOf({})).toBe(organisation["unifiedSocialCreditCode"]);
  expect(
    idOf({
      ...trader,
      unifiedSocialCreditCode: USCC_PLACEHOLDER,
      businessRegistrationNumber: "110228000001234",
    }),
  ).toBe("reg:110228000001234");
  expect(idOf(person)).toBeNull();
});

test("a department hands in the rows of organisations that it entrusts, and 区司法局 those of all", () => {
  const rule = officers.rules.find(({ code }) => code === "ZF-12");
  const check = (code: string, entrustingUscc: string | null): number =>
    rule?.check(rowOf(officers, { agencyUscc: makeUscc("12110118", "YW900001") }), {
      ...context,
      department: { code, uscc: AUTHORITY },
      ...lookups(() => ({ entrustingUscc })),
    }).length ?? Number.NaN;
  expect([check("scjgj", null), check("scjgj", AUTHORITY), check("sfj", null)]).toEqual([1, 0, 0]);
});

test("a power that stands twice in a file is pointed out at its second line", () => {
  const open = powers.setRules[0]?.open(context);
  for (const [line, powerCode] of [
    [2, "C2800001"],
    [3, "C2800002"],
  ] as const)
    open?.add(rowOf(powers, { powerCode }), line);
  open?.add(rowOf(powers, { name: "另一项" }), 4);
  expect(open?.end()).toEqual([{ line: 3, field: "name", details: { first: "C2800001" } }]);
});

test.each<[name: string, decided: string, found: readonly string[]]>([
  ["示例局", "2026-11-16", []],
  ["示例老局", "2026-11-16", []],
  ["示例旧局", "2026-11-16", ["DP-14B"]],
  ["示例古局", "2019-03-17", []],
  ["示例古局", "2019-03-18", ["DP-14C"]],
])("an authority called %s in a decision of %s is known, until the name's last day", (name, day, found) => {
  const row = rowOf(penalties, { authorityName: name, decisionDate: day });
  const names = penalties.rules.filter(({ code }) => code === "DP-14B" || code === "DP-14C");
  expect(names.filter(({ check }) => check(row, context).length > 0).map(({ code }) => code)).toEqual(found);
});

test.each<[basis: string, decided: string, ends: string, found: number]>([
  ["《中华人民共和国食品安全法》第一百二十六条", "2023-04-30", "2023-10-30", 0],
  ["《中华人民共和国食品安全法》第一百二十六条", "2023-05-01", "2024-04-30", 1],
  ["《中华人民共和国食品安全法》第一百二十六条", "2023-05-01", "2024-05-01", 0],
  ["《中华人民共和国食品安全法》第一百二十六条", "2026-03-31", "2026-10-31", 1],
  ["《中华人民共和国食品安全法》第一百二十六条", "2026-04-01", "2026-10-31", 0],
  ["《中华人民共和国价格法》第四十二条", "2023-05-01", "2023-10-01", 0],
])("a penalty by %s of %s that is shown until %s is shown too shortly: %s", (basis, day, ends, found) => {
  const rule = penalties.rules.find(({ code }) => code === "DP-15C");
  const row = rowOf(penalties, { penaltyBasis: basis, decisionDate: day, publicityEnds: ends });
  expect(rule?.check(row, context)).toHaveLength(found);
});

test.each<[kinds: readonly string[], decided: string, ends: string, found: number]>([
  [["WARNING"], "2026-03-31", "2027-03-31", 0],
  [["WARNING"], "2026-04-01", "2026-07-02", 1],
  [["WARNING", "NOTICE_OF_CRITICISM"], "2026-04-01", "2026-07-01", 0],
  [["WARNING", "FINE"], "2026-04-01", "2027-04-01", 0],
])(
  "a penalty of %s of %s that is shown until %s is shown too long for a minor one: %s",
  (kinds, day, ends, found) => {
    const rule = penalties.rules.find(({ code }) => code === "DP-15D");
    const row = rowOf(penalties, { penaltyCategories: [...kinds], decisionDate: day, publicityEnds: ends });
    expect(rule?.check(row, context)).toHaveLength(found);
  },
);

test.each<[day: string, today: string, late: number, rows: readonly Row[]]>([
  ["2026-11-09", "2026-11-18", 0, []],
  ["2026-11-09", "2026-11-19", 1, []],
  [
    "2026-11-09",
    "2026-11-19",
    0,
    [
      {
        provision: "decisions-deadline",
        parameter: "days",
        from: "2026-11-09",
        value: 10,
        basis: "示例文件",
      },
    ],
  ],
  [
    "2026-11-08",
    "2026-11-19",
    1,
    [
      {
        provision: "decisions-deadline",
        parameter: "days",
        from: "2026-11-09",
        value: 10,
        basis: "示例文件",
      },
    ],
  ],
])("a decision of %s is late on %s by the days that hold on its day: %s", (day, today, late, rows) => {
  const rule = penalties.rules.find(({ code }) => code === "DP-16");
  const around = {
    ...context,
    today,
    rows: lookups(
      () => null,
      () => rows,
    ).rows,
  };
  expect(rule?.check(rowOf(penalties, { decisionDate: day }), around)).toHaveLength(late);
});

test("the kinds of penalty of 2021 are those of the law from its first day on", () => {
  const rule = penalties.rules.find(({ code }) => code === "DP-17");
  const check = (decisionDate: string, category: string): number =>
    rule?.check(rowOf(penalties, { penaltyCategories: [category], decisionDate }), context).length ??
    Number.NaN;
  expect(check("2021-07-14", "CLOSURE")).toBe(1);
  expect(check("2021-07-15", "CLOSURE")).toBe(0);
  expect(check("2021-07-14", "FINE")).toBe(0);
});

test("outcomes of inspections are read whatever their punctuation, and in the words of official lists", () => {
  const { outcome } = inspectionResults.columns;
  const read = (text: string) => outcome.parse(text, { headerUnit: null, today: TODAY });
  for (const [text, value] of [
    ["发现问题已责令改正", "CORRECTION_ORDERED"],
    ["发现问题，已责令改正", "CORRECTION_ORDERED"],
    ["公示信息隐瞒真实情况弄虚作假", "INFORMATION_FALSE"],
    ["公示信息隐瞒真实情况、弄虚作假", "INFORMATION_FALSE"],
    ["通过登记的住所（经营场所）无法联系", "NOT_REACHABLE"],
    ["未发现开展本次抽查涉及的经营活动", "NO_SUCH_BUSINESS"],
  ] as const)
    expect(read(text)).toMatchObject({ ok: true, value });
});
