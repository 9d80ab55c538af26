/**
 * 依申请公开办理情况: each request for information by its days and what came of it, without who asked or what
 * for. Tables 三 and 四 of the annual report count them. Domain 15.
 */
import { defineFeed } from "#kit";
import { grounds } from "../columns/grounds.js";
import { requestColumns } from "../columns/requests.js";
import { requestRules } from "../rules/request-rules.js";
import { answerDueOn, requestTerms } from "../rules/request-terms.js";

/** The rows of table 三 that are a ground of the regulation. */
const GROUNDS: Readonly<Record<string, string>> = {
  C1: "STATE_SECRET",
  C2: "FORBIDDEN_BY_LAW",
  C3: "SECURITY",
  C4: "THIRD_PARTY",
  C5: "INTERNAL",
  C6: "PROCESS",
  C7: "CASE_FILE",
};

export const requests = defineFeed({
  id: "disclosure.requests",
  edition: "1",
  title: { zh: "依申请公开办理情况", en: "Requests for information" },
  description: {
    zh: "各部门收到的政府信息公开申请：收到日期、答复日期和答复期限，办理结果，复议和诉讼结果；不含申请人和申请内容。",
    en: "Requests that departments received: days, terms, outcomes and disputes, without the applicant or what was asked.",
  },
  type: "DisclosureRequest",
  plural: "disclosureRequests",
  lead: "zwfwj",
  submitters: "every-department",
  legalBases: [
    {
      title: "《中华人民共和国政府信息公开条例》第二十七条、第三十三条、第三十六条、第五十条",
      from: "2019-05-15",
    },
  ],
  due: { kind: "on-change" },
  mode: "append",
  columns: requestColumns,
  derived: {
    dueOn: {
      zh: "答复期限",
      en: "Last day to answer, by article 33",
      kind: "date",
      indexed: true,
      required: true,
      from: (row, _secrets, context) => answerDueOn(row, context),
    },
    isLate: {
      zh: "是否逾期答复",
      en: "Whether it was answered after its last day; null until it is answered",
      kind: "boolean",
      indexed: true,
      from: (row, _secrets, context) =>
        row.answeredOn === null ? null : row.answeredOn > answerDueOn(row, context),
    },
    refusalGround: {
      zh: "不予公开的依据",
      en: "Ground by which all or a part was refused",
      kind: "code",
      list: grounds,
      indexed: true,
      from: ({ outcome, ground }) => (outcome === "B" ? ground : (GROUNDS[outcome ?? ""] ?? null)),
    },
  },
  key: ["number"],
  naturalKeys: ["number"],
  order: { field: "receivedOn", descending: true },
  search: { title: ["number", "receivedOn"], text: [] },
  rules: requestRules,
  provisions: [requestTerms],
});
