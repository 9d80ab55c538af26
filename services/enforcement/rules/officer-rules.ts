/**
 * Rules of officers' certificates (domain 07). That an agency is known, and that a certificate has not
 * expired, is checked for all.
 */
import { addDays, type RowRule } from "#kit";
import type { EnforcementOfficerCells } from "../columns/officers.js";

/** Days before its end in which a certificate must be renewed. */
const RENEWAL_DAYS = 90;

export const officerRules: readonly RowRule<EnforcementOfficerCells>[] = [
  {
    code: "ZF-21",
    severity: "ERROR",
    text: {
      zh: "执法证号应为6至32位字母、数字或者连字符，请填写证件上的编号。",
      en: "A certificate's number has 6 to 32 letters, digits or hyphens.",
    },
    check: ({ certificateNumber }) =>
      /^[A-Za-z0-9-]{6,32}$/.test(certificateNumber) ? [] : [{ field: "certificateNumber" }],
  },
  {
    code: "ZF-22",
    severity: "ERROR",
    text: {
      zh: "有效期至不能早于发证日期。请核对后重新报送。",
      en: "A certificate does not end before it begins.",
    },
    check: ({ validFrom, validTo }) =>
      validFrom !== null && validTo < validFrom ? [{ field: "validTo" }] : [],
  },
  {
    code: "ZF-23",
    severity: "ERROR",
    text: { zh: "发证日期不能晚于今天。请核对后重新报送。", en: "A certificate is not issued after today." },
    check: ({ validFrom }, { today }) =>
      validFrom !== null && validFrom > today ? [{ field: "validFrom" }] : [],
  },
  {
    code: "ZF-24",
    severity: "INFO",
    text: {
      zh: "证件将在90日内到期，请及时换证；到期后不再公示。",
      en: "The certificate ends within 90 days: renew it, or it will no longer be shown.",
    },
    check: ({ validTo }, { today }) =>
      validTo >= today && validTo <= addDays(today, RENEWAL_DAYS) ? [{ field: "validTo" }] : [],
  },
];
