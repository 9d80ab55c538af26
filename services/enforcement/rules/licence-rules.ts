/** Rules of licences alone (domain 02 §7). */
import { addMonths, type RowRule } from "#kit";
import type { LicenceCells } from "../columns/licences.js";

export const licenceRules: readonly RowRule<LicenceCells>[] = [
  {
    code: "DP-08",
    severity: "ERROR",
    text: {
      zh: "有效期自晚于有效期至。请核对后重新报送。",
      en: "The licence begins after it ends: check it and submit again.",
    },
    check: ({ validFrom, validTo }) => (validFrom > validTo ? [{ field: "validTo" }] : []),
  },
  {
    code: "DP-08A",
    severity: "WARNING",
    text: {
      zh: "决定日期比有效期自晚一年以上，请核对。",
      en: "The decision is over a year after the licence's beginning: check it.",
    },
    check: ({ validFrom, decisionDate }) =>
      decisionDate > addMonths(validFrom, 12) ? [{ field: "validFrom" }] : [],
  },
  {
    code: "DP-09",
    severity: "WARNING",
    text: {
      zh: "当前状态与有效期不一致，请核对（有效的许可已过期，或无效的许可未到期）。",
      en: "The status does not agree with the dates of validity.",
    },
    check: ({ status, validTo }, { today }) =>
      (status === "VALID") === validTo < today ? [{ field: "status" }] : [],
  },
  {
    code: "DP-09A",
    severity: "WARNING",
    text: {
      zh: "填写许可证书名称的，请同时填写许可编号。",
      en: "A certificate's name goes with its number.",
    },
    check: ({ certificateName, certificateNumber }) =>
      certificateName !== null && certificateNumber === null ? [{ field: "certificateNumber" }] : [],
  },
];
