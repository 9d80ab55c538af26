/**
 * Rules that licences and penalties share: the party, the decision, the authority (domain 02 §7). Each is one
 * line of the standard.
 */
import {
  addDays,
  checkCitizenId,
  formerNames,
  innerCheckHolds,
  normaliseDocumentNumber,
  organisationCodeOf,
  provisionOn,
  USCC_PLACEHOLDER,
  workingDaysIn,
  type RowRule,
  type RuleFault,
} from "#kit";
import type { AuthorityCells, PartyCells } from "../columns/party-columns.js";
import { decisionDeadline } from "../deadlines.js";
import { departments } from "../references.js";

/** The columns that licences and penalties have in common. */
type DecisionCells = PartyCells &
  AuthorityCells & { readonly decisionNumber: string; readonly decisionDate: string };
type Field = keyof DecisionCells;

const ORGANISATION_NUMBERS = [
  "unifiedSocialCreditCode",
  "businessRegistrationNumber",
  "organisationCode",
  "taxRegistrationNumber",
  "institutionCertificateNumber",
  "socialOrganisationNumber",
  "legalRepresentative",
] as const;
const PERSON_NUMBERS = ["personIdType", "personIdNumber"] as const;

export const decisionRules: readonly RowRule<DecisionCells>[] = [
  {
    code: "DP-01",
    severity: "ERROR",
    text: {
      zh: "相对人为自然人的，须填写证件类型和证件号码，各类代码和法定代表人留空。请改正后重新报送。",
      en: "A natural person has a certificate and no organisation numbers.",
    },
    check: (row) =>
      row.partyKind === "NATURAL_PERSON"
        ? [...given(row, ORGANISATION_NUMBERS), ...blank(row, PERSON_NUMBERS)]
        : [],
  },
  {
    code: "DP-02",
    severity: "ERROR",
    text: {
      zh: "相对人为法人及非法人组织的，须填写统一社会信用代码和法定代表人，自然人证件留空。请改正后重新报送。",
      en: "An organisation has a credit code and a legal representative, and no person's certificate.",
    },
    check: (row) => {
      if (row.partyKind !== "ORGANISATION") return [];
      const placeholder: readonly RuleFault<Field>[] =
        row.unifiedSocialCreditCode === USCC_PLACEHOLDER ? [{ field: "unifiedSocialCreditCode" }] : [];
      return [
        ...blank(row, ["unifiedSocialCreditCode", "legalRepresentative"]),
        ...placeholder,
        ...given(row, PERSON_NUMBERS),
      ];
    },
  },
  {
    code: "DP-03",
    severity: "ERROR",
    text: {
      zh: "相对人为个体工商户的，须填写统一社会信用代码（没有的填17个0加 X，并填工商注册号）和经营者，自然人证件留空。请改正后重新报送。",
      en: "A sole trader has a credit code, or the placeholder and a registration number, and an operator.",
    },
    check: (row) => {
      if (row.partyKind !== "SOLE_TRADER") return [];
      const needed =
        row.unifiedSocialCreditCode === USCC_PLACEHOLDER
          ? (["businessRegistrationNumber", "legalRepresentative"] as const)
          : (["unifiedSocialCreditCode", "legalRepresentative"] as const);
      return [...blank(row, needed), ...given(row, PERSON_NUMBERS)];
    },
  },
  {
    code: "DP-04",
    severity: "WARNING",
    text: {
      zh: "统一社会信用代码开头与相对人类别不一致（92为个体工商户），请核对。",
      en: "The first two characters of the credit code do not agree with the kind of party (92: sole trader).",
    },
    check: ({ unifiedSocialCreditCode: code, partyKind }) => {
      if (code === null || code === USCC_PLACEHOLDER) return [];
      return code.startsWith("92") === (partyKind === "SOLE_TRADER")
        ? []
        : [{ field: "unifiedSocialCreditCode" }];
    },
  },
  {
    code: "DP-05",
    severity: "WARNING",
    text: {
      zh: "组织机构代码与统一社会信用代码第9至17位不一致，请核对。",
      en: "The organisation code differs from characters 9 to 17 of the credit code.",
    },
    check: ({ unifiedSocialCreditCode: code, organisationCode }) => {
      if (code === null || code === USCC_PLACEHOLDER) return [];
      if (organisationCode !== null)
        return organisationCode === organisationCodeOf(code) ? [] : [{ field: "organisationCode" }];
      return innerCheckHolds(code) ? [] : [{ field: "unifiedSocialCreditCode" }];
    },
  },
  {
    code: "DP-06",
    severity: "ERROR",
    text: {
      zh: "身份证号不正确，或出生日期晚于决定日期，请核对。",
      en: "The citizen ID is not valid, or its birth date is after the decision.",
    },
    check: (row) => [
      ...badCitizenId(row, "personIdNumber", row.personIdType === "CITIZEN_ID"),
      ...badCitizenId(row, "legalRepresentativeIdNumber", row.legalRepresentativeIdType === "CITIZEN_ID"),
      ...badCitizenId(row, "legalRepresentativeId", true),
    ],
  },
  {
    code: "DP-06A",
    severity: "ERROR",
    text: {
      zh: "法定代表人证件类型和证件号码须同时填写，或同时留空。请改正后重新报送。",
      en: "The legal representative's certificate has both a kind and a number.",
    },
    check: (row) =>
      (row.legalRepresentativeIdType === null) === (row.legalRepresentativeIdNumber === null)
        ? []
        : [{ field: "legalRepresentativeIdNumber" }],
  },
  {
    code: "DP-06B",
    severity: "ERROR",
    text: {
      zh: "相对人作出决定时未满18岁，依法不得公开，请删除此行。",
      en: "The party was under 18 on the day of the decision: never published. Delete the row.",
    },
    check: (row) => {
      if (row.partyKind !== "NATURAL_PERSON" || row.personIdType !== "CITIZEN_ID") return [];
      const id = checkCitizenId(row.personIdNumber ?? "");
      return id.ok && `${Number(id.birthDate.slice(0, 4)) + 18}${id.birthDate.slice(4)}` > row.decisionDate
        ? [{ field: null }]
        : [];
    },
  },
  {
    code: "DP-07",
    severity: "ERROR",
    text: {
      zh: "决定日期晚于今天。请核对后重新报送。",
      en: "The decision is after today: check it and submit again.",
    },
    check: ({ decisionDate }, { today }) => (decisionDate > today ? [{ field: "decisionDate" }] : []),
  },
  {
    code: "DP-07A",
    severity: "WARNING",
    text: { zh: "决定日期早于2000年，请核对。", en: "The decision is older than 2000: check it." },
    check: ({ decisionDate }) => (decisionDate < "2000-01-01" ? [{ field: "decisionDate" }] : []),
  },
  {
    code: "DP-10",
    severity: "WARNING",
    text: {
      zh: "文书号中的年份与决定日期不一致，请核对。",
      en: "The year in the document number is not that of the decision.",
    },
    check: ({ decisionNumber, decisionDate }) => {
      const year = normaliseDocumentNumber(decisionNumber).year;
      if (year === null) return [];
      const decided = Number(decisionDate.slice(0, 4));
      const isEarlyInYear = decisionDate.slice(5, 7) <= "03";
      return year === decided || (isEarlyInYear && year === decided - 1) ? [] : [{ field: "decisionNumber" }];
    },
  },
  {
    code: "DP-14",
    severity: "ERROR",
    text: {
      zh: "作出决定机关的统一社会信用代码应以11或12开头（机关、事业单位）。请核对后重新报送。",
      en: "The authority's credit code begins with 11 or 12 (organs and institutions): check it.",
    },
    check: ({ authorityUscc }) => (isOfficial(authorityUscc) ? [] : [{ field: "authorityUscc" }]),
  },
  {
    code: "DP-14A",
    severity: "WARNING",
    text: {
      zh: "作出决定的机关不在部门名录中，请核对代码。确属本区作出决定的机关的，请由区政务服务局报送“部门”名录补充。",
      en: "The authority is not in the directory. If it decides in the district, the keeper of the directory adds it by the feed of departments.",
    },
    check: ({ authorityUscc }, { lookup }) =>
      isOfficial(authorityUscc) && !lookup(departments, authorityUscc) ? [{ field: "authorityUscc" }] : [],
  },
  {
    code: "DP-14B",
    severity: "WARNING",
    text: {
      zh: "机关名称与部门名录中的“{name}”不一致，请核对。",
      en: "The directory calls the authority {name}: check the name.",
    },
    check: ({ authorityUscc, authorityName }, { lookup }) => {
      const known = lookup(departments, authorityUscc);
      if (typeof known?.name !== "string" || known.name === authorityName) return [];
      return formerNames(known.formerNames).some(({ name }) => name === authorityName)
        ? []
        : [{ field: "authorityName", details: { name: known.name } }];
    },
  },
  {
    code: "DP-14C",
    severity: "WARNING",
    text: {
      zh: "该机关自{until}后改称“{name}”，决定日期晚于此日，请核对机关名称。",
      en: "The authority has been called {name} after {until}, and the decision is later: check the name.",
    },
    check: ({ authorityUscc, authorityName, decisionDate }, { lookup }) => {
      const known = lookup(departments, authorityUscc);
      if (typeof known?.name !== "string" || known.name === authorityName) return [];
      const until = formerNames(known.formerNames).find(({ name }) => name === authorityName)?.until ?? null;
      return until !== null && decisionDate > until
        ? [{ field: "authorityName", details: { name: known.name, until } }]
        : [];
    },
  },
  {
    code: "DP-16",
    severity: "INFO",
    text: {
      zh: "已超过自决定之日起{days}个工作日的公示期限（最迟{due}），按迟报统计。",
      en: "Later than {days} working days after the decision (due {due}): counted as late.",
    },
    check: ({ decisionDate }, context) => {
      const { days } = provisionOn(decisionDeadline, decisionDate, context).values;
      // They take no fewer days: younger rows need no calendar.
      if (addDays(decisionDate, days) >= context.today) return [];
      const due = workingDaysIn(context).add(decisionDate, days).date;
      return due < context.today ? [{ field: "decisionDate", details: { days, due } }] : [];
    },
  },
  {
    code: "DP-21",
    severity: "ERROR",
    text: {
      zh: "数据来源单位不是报送部门；各部门只能报送本部门的数据。请核对后重新报送。",
      en: "The source unit is not the department that hands the file in.",
    },
    check: ({ sourceUnitUscc }, { department }) =>
      department.uscc === null || department.code === LEAD || sourceUnitUscc === department.uscc
        ? []
        : [{ field: "sourceUnitUscc" }],
  },
];

/** 区经信局 gathers 双公示 for the district and may hand in for others. */
const LEAD = "jxj";

/** 11: organs; 12: public institutions. */
function isOfficial(uscc: string): boolean {
  return /^1[12]/.test(uscc);
}

function given(row: DecisionCells, fields: readonly Field[]): readonly RuleFault<Field>[] {
  return fields.filter((field) => row[field] !== null).map((field) => ({ field }));
}

function blank(row: DecisionCells, fields: readonly Field[]): readonly RuleFault<Field>[] {
  return fields.filter((field) => row[field] === null).map((field) => ({ field }));
}

function badCitizenId(
  row: DecisionCells,
  field: "personIdNumber" | "legalRepresentativeIdNumber" | "legalRepresentativeId",
  applies: boolean,
): readonly RuleFault<Field>[] {
  const number = row[field];
  if (!applies || number === null) return [];
  const result = checkCitizenId(number);
  return result.ok && result.birthDate <= row.decisionDate ? [] : [{ field }];
}
