/** The rules of `disclosure.decision-numbers`: what is not to be public says why, and is decided by today. */
import type { RowRule } from "#kit";
import type { DecisionNumberCells } from "../columns/decision-numbers.js";

export const decisionNumberRules: readonly RowRule<DecisionNumberCells>[] = [
  {
    code: "BK-21",
    severity: "ERROR",
    text: {
      zh: "不应公开的，须填写依据；应当公开的，不填依据。请核对后重新报送。",
      en: "What is not to be public has a ground; what is has none.",
    },
    check: ({ isToBePublic, ground }) => (isToBePublic === (ground === null) ? [] : [{ field: "ground" }]),
  },
  {
    code: "BK-22",
    severity: "ERROR",
    text: { zh: "决定日期晚于今天。请核对后重新报送。", en: "The decision is made after today." },
    check: ({ decidedOn }, { today }) => (decidedOn > today ? [{ field: "decidedOn" }] : []),
  },
];
