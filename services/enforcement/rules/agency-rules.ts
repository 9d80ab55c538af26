/** Rules of the agencies themselves (domain 07; 行政处罚法 arts. 17 to 21 on who may enforce). */
import type { RowRule } from "#kit";
import type { EnforcementAgencyCells } from "../columns/agencies.js";
import { departments } from "../references.js";
import { PUBLICITY_LEAD } from "./agency-known-rules.js";

/** A landline or a service line (12345, 96310): the number of a person is never public. */
const OFFICE_PHONE = /^(?:(?:0\d{2,3}-?\d{7,8}|[2-9]\d{6,7})(?:-\d{1,5})?|1[02]\d{3}|9\d{4,5})$/;

export const agencyRules: readonly RowRule<EnforcementAgencyCells>[] = [
  {
    code: "ZF-01",
    severity: "ERROR",
    text: {
      zh: "行政机关须在部门名录中；授权或者受委托的组织，统一社会信用代码应以11或12开头（机关、事业单位）。请核对后重新报送。",
      en: "An organ is in the directory; the code of another agency begins with 11 or 12.",
    },
    check: ({ agencyKind, unifiedSocialCreditCode: code }, { lookup }) => {
      const isKnown =
        agencyKind === "ADMINISTRATIVE_ORGAN" ? lookup(departments, code) !== null : /^1[12]/.test(code);
      return isKnown ? [] : [{ field: "unifiedSocialCreditCode" }];
    },
  },
  {
    code: "ZF-02",
    severity: "WARNING",
    text: { zh: "与部门名录中的名称“{name}”不一致，请核对。", en: "Not the name in the directory ({name})." },
    check: ({ name, unifiedSocialCreditCode }, { lookup }) => {
      const known = lookup(departments, unifiedSocialCreditCode)?.name;
      return typeof known !== "string" || known === name ? [] : [{ field: "name", details: { name: known } }];
    },
  },
  {
    code: "ZF-03",
    severity: "ERROR",
    text: {
      zh: "既非报送部门，也非其委托的组织；各部门只能报送本部门的执法主体。请核对后重新报送。",
      en: "Neither the department that hands the file in nor an organisation that it entrusts.",
    },
    check: ({ unifiedSocialCreditCode, entrustingUscc }, { department }) =>
      department.code === PUBLICITY_LEAD ||
      department.uscc === null ||
      unifiedSocialCreditCode === department.uscc ||
      entrustingUscc === department.uscc
        ? []
        : [{ field: "unifiedSocialCreditCode" }],
  },
  {
    code: "ZF-04",
    severity: "ERROR",
    text: {
      zh: "受委托的组织须填写委托机关统一社会信用代码和委托关系，其他主体留空。请改正后重新报送。",
      en: "An entrusted organisation names who entrusts it, and what; others leave both blank.",
    },
    check: (row) => {
      const isEntrusted = row.agencyKind === "ENTRUSTED_ORGANISATION";
      return (["entrustingUscc", "entrustment"] as const)
        .filter((field) => (row[field] === null) === isEntrusted)
        .map((field) => ({ field }));
    },
  },
  {
    code: "ZF-05",
    severity: "ERROR",
    text: {
      zh: "委托机关须为部门名录中的其他部门。请核对后重新报送。",
      en: "The entrusting organ is another department of the directory.",
    },
    check: ({ entrustingUscc, unifiedSocialCreditCode }, { lookup }) => {
      if (entrustingUscc === null) return [];
      return entrustingUscc !== unifiedSocialCreditCode && lookup(departments, entrustingUscc)
        ? []
        : [{ field: "entrustingUscc" }];
    },
  },
  {
    code: "ZF-06",
    severity: "ERROR",
    text: {
      zh: "监督电话须为固定电话或者服务热线（如010-00000000、12345），多个用“、”隔开，不得为个人手机号。请改正后重新报送。",
      en: "A landline or a service line, several joined by 、. Never a person's mobile number.",
    },
    check: ({ supervisionPhone }) =>
      supervisionPhone
        .split(/[、；;,，/]/)
        .every((phone) => OFFICE_PHONE.test(phone.replaceAll(/[\s()]/g, "")))
        ? []
        : [{ field: "supervisionPhone" }],
  },
  {
    code: "ZF-07",
    severity: "WARNING",
    text: {
      zh: "救济途径应同时写明行政复议和行政诉讼，请补充。",
      en: "The ways of appeal name both reconsideration and lawsuit.",
    },
    check: ({ remedies }) =>
      /复议/.test(remedies) && /诉讼|起诉/.test(remedies) ? [] : [{ field: "remedies" }],
  },
  {
    code: "ZF-08",
    severity: "INFO",
    text: {
      zh: "部门名录未标注其为执法主体，请与区政务服务局核对名录。",
      en: "The directory does not mark it as enforcing: settle it with the keeper of the directory.",
    },
    check: ({ unifiedSocialCreditCode }, { lookup }) =>
      lookup(departments, unifiedSocialCreditCode)?.isEnforcing === false
        ? [{ field: "unifiedSocialCreditCode" }]
        : [],
  },
];
