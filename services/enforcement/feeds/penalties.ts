/**
 * 行政处罚, the 2018 national standard of 双公示 (发改办财金〔2018〕424号, annex 2): 29 fields, 30 with a separate
 * certificate type. Amounts in 万元, dates local. Due 7 working days after the decision. Shown until
 * `publicityEnds`, then withdrawn by the clock. Domain 02 §2.
 */
import { decisionDeadline } from "../deadlines.js";
import { defineFeed } from "#kit";
import { departments } from "../references.js";
import { decisionRules } from "../rules/decision-rules.js";
import { penaltyRules } from "../rules/penalty-rules.js";
import { partyDerived } from "../columns/party-columns.js";
import { penaltyColumns } from "../columns/penalties.js";
import { keyFieldPublicity, publicityLimitRules, warningsAreMinor } from "../publicity-limits.js";
import { publicityPeriods } from "../publicity-periods.js";

export const penalties = defineFeed({
  id: "enforcement.penalties",
  edition: "2018",
  title: { zh: "行政处罚", en: "Administrative penalties" },
  description: {
    zh: "双公示：各执法机关作出的行政处罚决定。",
    en: "Double publicity: penalties that the enforcing authorities decided.",
  },
  type: "Penalty",
  plural: "penalties",
  lead: "jxj",
  submitters: "every-department",
  legalBases: [
    { title: "《中华人民共和国行政处罚法》第四十八条", from: "2021-07-15" },
    { title: "发改办财金〔2018〕424号" },
  ],
  due: { kind: "working-days", after: "decisionDate", deadline: decisionDeadline },
  mode: "append",
  columns: penaltyColumns,
  derived: partyDerived,
  key: ["authorityUscc", "decisionNumber", "partyKey"],
  order: { field: "decisionDate", descending: true },
  search: {
    title: ["partyName", "decisionNumber"],
    text: ["unifiedSocialCreditCode", "violationType", "violationFacts", "penaltyCategories"],
  },
  concerns: ["partyKind"],
  rules: [...decisionRules, ...penaltyRules, ...publicityLimitRules],
  references: [departments],
  provisions: [publicityPeriods, keyFieldPublicity, warningsAreMinor],
  expiresAfter: "publicityEnds",
  unclearHeaders: {
    罚没金额: {
      zh: "“罚没金额”是罚款与没收之和，请分为“罚款金额（万元）”和“没收违法所得、没收非法财物的金额（万元）”两列",
      en: "'罚没金额' is fine and confiscation together: hand them in as two columns",
    },
  },
  oldForm: {
    headers: [
      "案件名称",
      "处罚名称",
      "CF_CFMC",
      "处罚类别1",
      "CF_CFLB1",
      "CF_CFLB2",
      "CF_XDR_ZDM",
      "CF_XDR_GSDJ",
      "CF_XDR_SFZ",
      "CF_JG",
      "CF_XZJG",
      "CF_ZT",
      "地方编码",
      "DFBM",
      "SJC",
    ],
  },
});
