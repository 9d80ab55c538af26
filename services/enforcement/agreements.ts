/** What departments must say alike of one enterprise, one decision, one agency. */
import type { Agreement } from "#kit";

/** Names of persons are masked, and a sole trader may have no credit code of its own. */
const ORGANISATIONS = { partyKind: ["ORGANISATION"] } as const;

/** Of licences: an enterprise has one name in the decisions of all agencies. An older name is no fault. */
export const withPenalties: Agreement<"unifiedSocialCreditCode" | "partyKind" | "partyName"> = {
  id: "penalties",
  title: { zh: "行政许可与行政处罚中的同一企业", en: "One enterprise in licences and in penalties" },
  by: "unifiedSocialCreditCode",
  when: ORGANISATIONS,
  isOfLatest: true,
  other: { feed: "enforcement.penalties", by: "unifiedSocialCreditCode", when: ORGANISATIONS },
  same: [
    {
      code: "YZ-31",
      zh: "统一社会信用代码相同，而企业名称不一致（各按最近的决定），请核对名称是否已变更",
      en: "The credit code is the same and the names differ, by the latest decision of each",
      field: "partyName",
      other: "partyName",
    },
  ],
};

/** Of inspections: the penalty that followed is of the enterprise that was inspected. */
export const withPenaltyDecisions: Agreement<"penaltyDecisionNumber" | "unifiedSocialCreditCode"> = {
  id: "penalty-decisions",
  title: { zh: "抽查结果与行政处罚决定", en: "Inspections and the penalties that followed" },
  by: "penaltyDecisionNumber",
  isOfOneDepartment: true,
  other: { feed: "enforcement.penalties", by: "decisionNumber", when: ORGANISATIONS },
  same: [
    {
      code: "YZ-32",
      zh: "抽查结果所列的处罚决定，处罚的是另一家企业",
      en: "The penalty that an inspection names is another enterprise's",
      field: "unifiedSocialCreditCode",
      other: "unifiedSocialCreditCode",
    },
  ],
};

/** Of agencies: an organ has one name in what it publishes of itself and in the directory. */
export const withDirectory: Agreement<"unifiedSocialCreditCode" | "name" | "address"> = {
  id: "directory",
  title: { zh: "执法主体与部门名录", en: "Enforcing agencies and the directory" },
  by: "unifiedSocialCreditCode",
  other: { feed: "directory.departments", by: "unifiedSocialCreditCode" },
  same: [
    {
      code: "YZ-33",
      zh: "执法主体名称与部门名录不一致",
      en: "The agency's name differs from the directory's",
      field: "name",
      other: "name",
    },
    {
      code: "YZ-34",
      zh: "执法主体地址与部门名录不一致",
      en: "The agency's address differs from the directory's",
      field: "address",
      other: "address",
    },
  ],
};
