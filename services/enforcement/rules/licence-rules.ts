/** Rules of licences alone (domain 02 §7). */
import { addMonths, type RowRule } from "#kit";
import type { LicenceCells } from "../columns/licences.js";

export const licenceRules: readonly RowRule<LicenceCells>[] = [
  {
    code: "DP-08",
    severity: "ERROR",
    text: {
      zh: "有效期自不能晚于有效期至；决定日期比有效期自晚一年以上的请核对。",
      en: "The licence begins before it ends; a decision over a year after its beginning is suspicious.",
    },
    check: ({ validFrom, validTo, decisionDate }) => {
      if (validFrom > validTo) return [{ field: "validTo" }];
      return decisionDate > addMonths(validFrom, 12) ? [{ field: "validFrom", severity: "WARNING" }] : [];
    },
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
    text: { zh: "填了许可证书名称，请同时填写许可编号。", en: "A certificate's name goes with its number." },
    check: ({ certificateName, certificateNumber }) =>
      certificateName !== null && certificateNumber === null ? [{ field: "certificateNumber" }] : [],
  },
];
