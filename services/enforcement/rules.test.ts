import { describe, expect, test } from "@jest/globals";
import { createRowSecrets, type FeedContract, makeCitizenId, makeUscc, type Row, type RowContext, USCC_PLACEHOLDER } from "#kit";
import { inspectionItems } from "./feeds/inspection-items.js";
import { inspectionResults } from "./feeds/inspection-results.js";
import { licences } from "./feeds/licences.js";
import { penalties } from "./feeds/penalties.js";

const AUTHORITY = makeUscc("11110118", "YL900022");
const TODAY = "2026-11-20";
const context: RowContext = { today: TODAY, department: { code: "scjgj", uscc: AUTHORITY }, lookup: (_feed, _column, value) => (value === "unknown" ? null : { name: "示例局" }), rows: () => [] };

const organisation: Row = { partyName: "示例公司", partyKind: "ORGANISATION", unifiedSocialCreditCode: makeUscc("91110118", "YL000001"), legalRepresentative: "张示例" };
const person: Row = { partyName: "张示例", partyKind: "NATURAL_PERSON", unifiedSocialCreditCode: null, legalRepresentative: null, personIdType: "CITIZEN_ID", personIdNumber: makeCitizenId("11022819900101001") };
const trader: Row = { ...organisation, partyKind: "SOLE_TRADER", unifiedSocialCreditCode: makeUscc("92110118", "YL000002") };
const authority: Row = { authorityName: "示例局", authorityUscc: AUTHORITY, sourceUnitName: "示例局", sourceUnitUscc: AUTHORITY };

const GOOD: Readonly<Record<string, Row>> = {
  [penalties.id]: { ...organisation, ...authority, decisionNumber: "京密示例罚〔2026〕1号", penaltyCategories: ["FINE"], penaltyContent: "罚款2000元", fineAmount: "0.2", decisionDate: "2026-11-18", penaltyValidTo: "2027-11-18", publicityEnds: "2027-11-18" },
  [licences.id]: { ...organisation, ...authority, decisionNumber: "京密示例许〔2026〕1号", decisionDate: "2026-11-18", validFrom: "2026-11-18", validTo: "2031-11-18", status: "VALID" },
  [inspectionItems.id]: { ...authority, itemCode: "SJ-001", ratio: "5" },
  [inspectionResults.id]: { ...authority, itemCode: "SJ-001", inspectionDate: "2026-11-18", outcome: "NO_PROBLEM" },
};

/** For each rule, a change of a good row that breaks it, and the field that is pointed at. */
const BREAKS: Readonly<Record<string, { readonly change: Row; readonly field: string | null }>> = {
  "DP-01": { change: { ...person, personIdNumber: null }, field: "personIdNumber" },
  "DP-02": { change: { unifiedSocialCreditCode: USCC_PLACEHOLDER }, field: "unifiedSocialCreditCode" },
  "DP-03": { change: { ...trader, unifiedSocialCreditCode: USCC_PLACEHOLDER }, field: "businessRegistrationNumber" },
  "DP-04": { change: { ...trader, unifiedSocialCreditCode: makeUscc("91110118", "YL000001") }, field: "unifiedSocialCreditCode" },
  "DP-05": { change: { organisationCode: "MA00TEXT0" }, field: "organisationCode" },
  "DP-06": { change: { ...person, personIdNumber: "110228199001010011" }, field: "personIdNumber" },
  "DP-06A": { change: { legalRepresentativeIdType: "CITIZEN_ID" }, field: "legalRepresentativeIdNumber" },
  "DP-06B": { change: { ...person, personIdNumber: makeCitizenId("11022820150101001") }, field: null },
  "DP-07": { change: { decisionDate: "2026-11-21" }, field: "decisionDate" },
  "DP-08": { change: { validTo: "2026-01-01" }, field: "validTo" },
  "DP-09": { change: { status: "INVALID" }, field: "status" },
  "DP-09A": { change: { certificateName: "食品经营许可证" }, field: "certificateNumber" },
  "DP-10": { change: { decisionNumber: "京密示例罚〔2020〕1号" }, field: "decisionNumber" },
  "DP-11": { change: { fineAmount: null }, field: "fineAmount" },
  "DP-12": { change: { penaltyCategories: ["FINE", "CONFISCATION_OF_GAINS"] }, field: "confiscationAmount" },
  "DP-14": { change: { authorityUscc: "unknown" }, field: "authorityUscc" },
  "DP-15": { change: { publicityEnds: "2026-12-01" }, field: "publicityEnds" },
  "DP-15A": { change: { penaltyValidTo: "2026-11-01" }, field: "penaltyValidTo" },
  "DP-16": { change: { decisionDate: "2026-10-12" }, field: "decisionDate" },
  "DP-21": { change: { sourceUnitUscc: makeUscc("11110118", "YL900021") }, field: "sourceUnitUscc" },
  "SJ-01": { change: { authorityUscc: makeUscc("11110118", "YL900021") }, field: "authorityUscc" },
  "SJ-02": { change: { ratio: "101" }, field: "ratio" },
  "SJ-03": { change: { itemCode: "unknown" }, field: "itemCode" },
  "SJ-04": { change: { inspectionDate: "2026-11-21" }, field: "inspectionDate" },
  "SJ-05": { change: { inspectionDate: "2026-09-01" }, field: "inspectionDate" },
  "SJ-06": { change: { penaltyDecisionNumber: "unknown" }, field: "penaltyDecisionNumber" },
  "SJ-07": { change: { outcome: "FOLLOW_UP" }, field: "outcomeNote" },
};

const FEEDS: readonly FeedContract[] = [penalties, licences, inspectionItems, inspectionResults];

/** The good row, complete: every column that it does not name is blank. */
function rowOf(contract: FeedContract, change: Row): Row {
  const blank = Object.fromEntries(Object.keys(contract.columns).map((field) => [field, null]));
  return { ...blank, ...GOOD[contract.id], ...change };
}

describe.each(FEEDS.map((contract) => [contract.id, contract] as const))("%s", (_, contract) => {
  test("a good row breaks no rule", () => {
    expect(contract.rules.flatMap((rule) => rule.check(rowOf(contract, {}), context).map(() => rule.code))).toEqual([]);
  });

  test.each(contract.rules.map((rule) => [rule.code, rule] as const))("%s finds the row that breaks it, at its field", (code, rule) => {
    const broken = BREAKS[code];
    expect(broken).toBeDefined();
    expect(rule.check(rowOf(contract, broken?.change ?? {}), context).map(({ field }) => field)).toContain(broken?.field);
    expect(rule.text.zh).toMatch(/[一-龥]/);
  });
});

test("the year of a decision number may be the year before, until March", () => {
  const rule = penalties.rules.find(({ code }) => code === "DP-10");
  const check = (decisionDate: string): number => rule?.check(rowOf(penalties, { decisionNumber: "京密示例罚〔2025〕1号", decisionDate }), context).length ?? Number.NaN;
  expect([check("2026-03-31"), check("2026-04-01")]).toEqual([0, 1]);
});

test("a party is told by its code, a trader without one by its registration, a person by nothing public", () => {
  const idOf = (row: Row): unknown => penalties.derived["partyId"]?.from(rowOf(penalties, row), createRowSecrets(new Uint8Array(32)), context);
  expect(idOf({})).toBe(organisation["unifiedSocialCreditCode"]);
  expect(idOf({ ...trader, unifiedSocialCreditCode: USCC_PLACEHOLDER, businessRegistrationNumber: "110228000001234" })).toBe("reg:110228000001234");
  expect(idOf(person)).toBeNull();
});
