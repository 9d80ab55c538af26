/** The rules of `disclosure.withheld` and of its reviews. */
import { addMonths, provisionOn, type Provision, type ReferenceTo, type RowRule } from "#kit";
import { NO_TITLE, type WithheldCells } from "../columns/withheld.js";
import type { WithheldReviewCells } from "../columns/withheld-reviews.js";

/** 定期审查: how long something may go without a review. The plan says 定期 and no number. */
export const reviewInterval: Provision<"months"> = {
  id: "withheld-review-interval",
  title: { zh: "不公开信息的审查间隔", en: "Time between reviews of what is withheld" },
  by: { zh: "认定或审查日期", en: "Day of the decision or of the last review" },
  parameters: { months: { zh: "最长间隔", en: "Longest", unit: "个月", least: 1, most: 60 } },
  versions: [
    {
      from: "2020-01-01",
      basis: "《北京市密云区2020年政务公开工作要点》（定期审查；间隔以实施口径为准）",
      isConfirmed: false,
      values: { months: 12 },
    },
  ],
};

export const withheldReference: ReferenceTo<WithheldCells> = {
  feed: "disclosure.withheld",
  column: "number",
  fields: ["nextReviewOn", "publishedOn"],
};
export const reviewReference: ReferenceTo<{ readonly nextReviewKey: string }> = {
  feed: "disclosure.withheld-reviews",
  column: "nextReviewKey",
};

/** The name under which a review is owed: the register's number and the day. */
export function reviewKey(number: string, day: string | null): string | null {
  return day === null ? null : `${number}/${day}`;
}

export const withheldRules: readonly RowRule<WithheldCells>[] = [
  {
    code: "BK-01",
    severity: "ERROR",
    text: {
      zh: "不予公开的，须填写依据；依申请公开的，不填依据。请核对后重新报送。",
      en: "What is not public has a ground; what is given on request has none.",
    },
    check: ({ openness, ground }) =>
      (openness === "NOT_PUBLIC") === (ground !== null) ? [] : [{ field: "ground" }],
  },
  {
    code: "BK-02",
    severity: "ERROR",
    text: {
      zh: "涉及国家秘密的，标题填“标题不公开”，发文字号不得填报。请改正后重新报送。",
      en: "Of a state secret the title is 标题不公开, and the number is not handed in.",
    },
    check: ({ ground, title, documentNumber }) =>
      ground !== "STATE_SECRET"
        ? []
        : [
            ...(title === NO_TITLE ? [] : [{ field: "title" as const }]),
            ...(documentNumber === null ? [] : [{ field: "documentNumber" as const }]),
          ],
  },
  {
    code: "BK-03",
    severity: "ERROR",
    text: {
      zh: "法律、行政法规禁止公开的，须填写法律依据的名称和条款。请补充后重新报送。",
      en: "Where a law forbids it, say which law and article.",
    },
    check: ({ ground, law }) => (ground === "FORBIDDEN_BY_LAW" && law === null ? [{ field: "law" }] : []),
  },
  {
    code: "BK-04",
    severity: "ERROR",
    text: {
      zh: "日期先后不正确：成文日期不晚于认定日期，认定日期不晚于今天，下次审查日期晚于认定日期。请核对后重新报送。",
      en: "It is made, decided on by today, and reviewed later, in this order.",
    },
    check: ({ madeOn, decidedOn, nextReviewOn }, { today }) =>
      madeOn > decidedOn || decidedOn > today
        ? [{ field: "decidedOn" }]
        : nextReviewOn > decidedOn
          ? []
          : [{ field: "nextReviewOn" }],
  },
  {
    code: "BK-05",
    severity: "WARNING",
    text: {
      zh: "下次审查日期距认定日期超过{months}个月，请核对。",
      en: "The review is more than {months} months after the decision.",
    },
    check: ({ decidedOn, nextReviewOn }, context) => {
      const { months } = provisionOn(reviewInterval, decidedOn, context).values;
      return nextReviewOn > addMonths(decidedOn, months)
        ? [{ field: "nextReviewOn", details: { months } }]
        : [];
    },
  },
  {
    code: "BK-06",
    severity: "ERROR",
    text: {
      zh: "转为公开日期不能早于认定日期，也不能晚于今天。请核对后重新报送。",
      en: "It became public after the decision and by today.",
    },
    check: ({ decidedOn, publishedOn }, { today }) =>
      publishedOn !== null && (publishedOn < decidedOn || publishedOn > today)
        ? [{ field: "publishedOn" }]
        : [],
  },
];

export const withheldReviewRules: readonly RowRule<WithheldReviewCells>[] = [
  {
    code: "BK-11",
    severity: "ERROR",
    text: {
      zh: "不公开信息目录中没有登记号“{number}”。请核对，或先报送目录。",
      en: "The register has no {number}: check it, or hand in the register first.",
    },
    check: ({ number }, { lookup }) =>
      lookup(withheldReference, number) ? [] : [{ field: "number", details: { number } }],
  },
  {
    code: "BK-12",
    severity: "WARNING",
    text: {
      zh: "应审查日期与目录和此前审查所定的下次审查日期都不一致，不能抵作该次审查。请核对。",
      en: "The day is not the one that the register or the review before set: this meets no duty.",
    },
    check: ({ number, dueOn }, { lookup }) => {
      const registered = lookup(withheldReference, number);
      return !registered ||
        registered.nextReviewOn === dueOn ||
        lookup(reviewReference, reviewKey(number, dueOn) ?? "")
        ? []
        : [{ field: "dueOn" }];
    },
  },
  {
    code: "BK-13",
    severity: "ERROR",
    text: {
      zh: "审查日期晚于今天。请核对后重新报送。",
      en: "It is reviewed after today.",
    },
    check: ({ reviewedOn }, { today }) => (reviewedOn > today ? [{ field: "reviewedOn" }] : []),
  },
  {
    code: "BK-14",
    severity: "ERROR",
    text: {
      zh: "没有转为主动公开的，须填写晚于审查日期的下次审查日期；已转为主动公开的不填。请核对后重新报送。",
      en: "What is not published has the day of its next review, which is later; what is has none.",
    },
    check: ({ outcome, reviewedOn, nextReviewOn }) =>
      (outcome === "PUBLISHED" ? nextReviewOn === null : nextReviewOn !== null && nextReviewOn > reviewedOn)
        ? []
        : [{ field: "nextReviewOn" }],
  },
  {
    code: "BK-15",
    severity: "WARNING",
    text: {
      zh: "下次审查日期距审查日期超过{months}个月，请核对。",
      en: "The next review is more than {months} months after this one.",
    },
    check: ({ reviewedOn, nextReviewOn }, context) => {
      const { months } = provisionOn(reviewInterval, reviewedOn, context).values;
      return nextReviewOn !== null && nextReviewOn > addMonths(reviewedOn, months)
        ? [{ field: "nextReviewOn", details: { months } }]
        : [];
    },
  },
  {
    code: "BK-16",
    severity: "WARNING",
    text: {
      zh: "已转为主动公开，而目录中没有转为公开日期。请同时更新目录。",
      en: "It is published, and the register does not say so: update the register too.",
    },
    check: ({ number, outcome }, { lookup }) => {
      const registered = outcome === "PUBLISHED" ? lookup(withheldReference, number) : null;
      return registered && registered.publishedOn === null ? [{ field: "outcome" }] : [];
    },
  },
];
