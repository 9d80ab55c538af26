/**
 * 行政许可, the 2018 national standard of 双公示 (发改办财金〔2018〕424号, annex 1): 27 fields, 28 with a separate
 * certificate type. XK_YXQZ is valid *from* (自), XK_YXQZI valid *to* (至). Due 7 working days after the
 * decision. Domain 02 §1.
 */
import { withPenalties } from "../agreements.js";
import { decisionDeadline } from "../deadlines.js";
import { defineFeed } from "#kit";
import { departments } from "../references.js";
import { decisionRules } from "../rules/decision-rules.js";
import { licenceRules } from "../rules/licence-rules.js";
import { partyDerived } from "../columns/party-columns.js";
import { licenceColumns } from "../columns/licences.js";

export const licences = defineFeed({
  id: "enforcement.licences",
  edition: "2018",
  title: { zh: "行政许可", en: "Administrative licences" },
  description: {
    zh: "双公示：各许可机关作出的行政许可决定。",
    en: "Double publicity: licences that the authorities granted.",
  },
  type: "Licence",
  plural: "licences",
  lead: "jxj",
  submitters: "every-department",
  legalBases: [
    { title: "《中华人民共和国行政许可法》第四十条", from: "2004-07-01" },
    { title: "发改办财金〔2018〕424号" },
  ],
  due: { kind: "working-days", after: "decisionDate", deadline: decisionDeadline },
  mode: "append",
  columns: licenceColumns,
  derived: partyDerived,
  agrees: [withPenalties],
  key: ["authorityUscc", "decisionNumber", "certificateNumber", "partyKey"],
  order: { field: "decisionDate", descending: true },
  search: {
    title: ["partyName", "decisionTitle", "decisionNumber"],
    text: ["unifiedSocialCreditCode", "certificateName", "certificateNumber", "licenceContent"],
  },
  concerns: ["partyKind"],
  rules: [...decisionRules, ...licenceRules],
  references: [departments],
  oldForm: {
    headers: [
      "项目名称",
      "XK_XMMC",
      "XK_XDR_ZDM",
      "XK_XDR_GSDJ",
      "XK_XDR_SFZ",
      "XK_FR",
      "XK_SPLB",
      "地方编码",
      "DFBM",
      "SJC",
    ],
  },
});
