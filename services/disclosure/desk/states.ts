/**
 * The states of a submission and the legal moves between them (先审后发). `PUBLISHED` is reached only from
 * `APPROVED`.
 */
export const STATES = [
  "RECEIVED",
  "CHECKED",
  "SUBMITTED",
  "APPROVED",
  "PUBLISHED",
  "REJECTED",
  "RETURNED",
  "WITHDRAWN",
] as const;
export type State = (typeof STATES)[number];

export const STATE_NAMES: Readonly<Record<State, string>> = {
  RECEIVED: "已接收",
  CHECKED: "已校验",
  SUBMITTED: "待审核",
  APPROVED: "已审核",
  PUBLISHED: "已发布",
  REJECTED: "审核未通过",
  RETURNED: "已退回",
  WITHDRAWN: "已撤回",
};

export interface Move {
  readonly from: readonly State[];
  readonly to: State;
  readonly zh: string;
  readonly en: string;
}

export const MOVES = {
  check: { from: ["RECEIVED"], to: "CHECKED", zh: "校验", en: "checked" },
  refuse: { from: ["RECEIVED"], to: "REJECTED", zh: "拒收", en: "refused" },
  submitForReview: { from: ["CHECKED"], to: "SUBMITTED", zh: "送审", en: "sent to review" },
  approve: { from: ["SUBMITTED"], to: "APPROVED", zh: "审核通过", en: "approved" },
  returnForCorrection: { from: ["SUBMITTED", "APPROVED"], to: "RETURNED", zh: "退回修改", en: "returned" },
  reject: { from: ["SUBMITTED", "APPROVED"], to: "REJECTED", zh: "审核不通过", en: "rejected" },
  withdraw: {
    from: ["RECEIVED", "CHECKED", "SUBMITTED", "APPROVED"],
    to: "WITHDRAWN",
    zh: "撤回",
    en: "withdrawn",
  },
  correct: { from: ["CHECKED", "RETURNED"], to: "RECEIVED", zh: "在线更正", en: "corrected" },
  reopen: { from: ["APPROVED"], to: "SUBMITTED", zh: "重新审核", en: "reopened" },
  publish: { from: ["APPROVED"], to: "PUBLISHED", zh: "发布", en: "published" },
} as const satisfies Record<string, Move>;
