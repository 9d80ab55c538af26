/** Rules of notices of intermediary services (domain 14 §8). */
import {
  addDays,
  provisionOn,
  type Provision,
  type ReferenceTo,
  type RowRule,
  type SetFault,
  type SetRule,
} from "#kit";
import type { IntermediaryNoticeCells } from "../columns/intermediary-notices.js";
import { departments } from "../references.js";
import { isAddress, rule } from "./rule.js";

export const noticeReference: ReferenceTo<IntermediaryNoticeCells> = {
  feed: "services-guide.intermediary-notices",
  column: "noticeNumber",
};

/** For how long offers are taken at least. */
export const signUpDays: Provision<"days"> = {
  id: "intermediary-sign-up-days",
  title: { zh: "中介服务公告的最短报名期限", en: "Shortest time for offers of intermediaries" },
  by: { zh: "公告日期", en: "Day of the notice" },
  parameters: { days: { zh: "天数", en: "Days", unit: "天", least: 0, most: 60 } },
  versions: [
    {
      from: "2018-01-01",
      basis: "本区惯例（市级交易平台未公布期限）",
      isConfirmed: false,
      values: { days: 3 },
    },
  ],
};

/** Notices that tell who was chosen. */
const HAS_RESULT: ReadonlySet<string> = new Set(["SELECTION", "CONTRACT", "APPRAISAL"]);

export const noticeRules: readonly RowRule<IntermediaryNoticeCells>[] = [
  rule(
    "ZJ-01",
    "ERROR",
    "采购公告以外的公告须填写原公告编号。请填写后重新报送。",
    "A notice that follows a call names it.",
    ({ kind, refersTo }) => ((kind === "DEMAND") === (refersTo === null) ? [] : [{ field: "refersTo" }]),
  ),
  rule(
    "ZJ-03",
    "ERROR",
    "中选结果、合同和评价须填写中选机构及其统一社会信用代码。请填写后重新报送。",
    "A result names who was chosen, with the credit code.",
    ({ kind, selectedName, selectedUscc }) =>
      !HAS_RESULT.has(kind) || (selectedName !== null && selectedUscc !== null)
        ? []
        : [{ field: "selectedUscc" }],
  ),
  rule(
    "ZJ-04",
    "WARNING",
    "中选金额超过预算金额，请核对单位和数值。",
    "The price is above the budget.",
    ({ budgetYuan: budget, priceYuan: price }) =>
      budget !== null && price !== null && Number(price) > Number(budget) ? [{ field: "priceYuan" }] : [],
  ),
  rule(
    "ZJ-05",
    "ERROR",
    "采购公告须填写报名截止日期，且不早于公告日期后{days}天（{earliest}）。请核对后重新报送。",
    "Offers are taken for {days} days at least, until {earliest}.",
    ({ kind, publishedOn, signUpUntil }, context) => {
      const { days } = provisionOn(signUpDays, publishedOn, context).values;
      const earliest = addDays(publishedOn, days);
      return kind !== "DEMAND" || (signUpUntil !== null && signUpUntil >= earliest)
        ? []
        : [{ field: "signUpUntil", details: { days, earliest } }];
    },
  ),
  rule(
    "ZJ-06",
    "WARNING",
    "不在部门名录中，请核对统一社会信用代码。",
    "No department of the directory has this credit code.",
    ({ ownerUscc }, { lookup }) => (lookup(departments, ownerUscc) === null ? [{ field: "ownerUscc" }] : []),
  ),
  rule(
    "ZJ-07",
    "ERROR",
    "网址应以 http:// 或 https:// 开头。请核对后重新报送。",
    "A link begins with http:// or https://.",
    ({ platformUrl }) => (isAddress(platformUrl) ? [] : [{ field: "platformUrl" }]),
  ),
  rule(
    "ZJ-08",
    "ERROR",
    "公告日期不能晚于今天。请核对后重新报送。",
    "It is not published after today.",
    ({ publishedOn }, { today }) => (publishedOn > today ? [{ field: "publishedOn" }] : []),
  ),
];

export const noticeSetRules: readonly SetRule<IntermediaryNoticeCells>[] = [
  {
    code: "ZJ-02",
    severity: "WARNING",
    text: {
      zh: "没有编号为“{number}”的公告，请核对，或先报送该公告。",
      en: "No notice has the number {number}, neither in this file nor in what is published.",
    },
    // Memory is one entry for each notice of the file.
    open: ({ lookup }) => {
      const numbers = new Set<string>();
      const named: { readonly line: number; readonly number: string }[] = [];
      return {
        add: ({ noticeNumber, refersTo }, line) => {
          numbers.add(noticeNumber);
          if (refersTo !== null) named.push({ line, number: refersTo });
        },
        end: () =>
          named
            .filter(({ number }) => !numbers.has(number) && lookup(noticeReference, number) === null)
            .map(({ line, number }): SetFault<"refersTo"> => ({
              line,
              field: "refersTo",
              details: { number },
            })),
      };
    },
  },
];
