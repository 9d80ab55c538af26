/** Rules of what became of comments: each view with its reason, and numbers that add up. Domain 13 §6. */
import type { RowContext, RowRule } from "#kit";
import type { ConsultationResultCells, ConsultationViewCells } from "../columns/results.js";
import { consultationReference, viewReference } from "../references.js";

const EXPLAINED: ReadonlySet<string> = new Set(["PARTLY_ADOPTED", "NOT_ADOPTED", "EXPLAINED"]);
const CHANGED: ReadonlySet<string> = new Set(["ADOPTED", "PARTLY_ADOPTED"]);
/** Shorter words give no reason: 无, 不合理, 不采纳. */
const SHORTEST_REASON = 6;

function knownConsultation<R extends { readonly consultationNumber: string }>(): RowRule<R> {
  return {
    code: "DC-38",
    severity: "ERROR",
    text: {
      zh: "没有编号为{number}的征求意见。请核对编号，或先报送征求意见。",
      en: "There is no consultation {number}: check its number, or hand it in first.",
    },
    check: ({ consultationNumber: number }, { lookup }) =>
      lookup(consultationReference, number) ? [] : [{ field: "consultationNumber", details: { number } }],
  };
}

export const viewRules: readonly RowRule<ConsultationViewCells>[] = [
  knownConsultation(),
  {
    code: "DC-39",
    severity: "ERROR",
    text: {
      zh: "未采纳、部分采纳、解释说明的，须写明理由。请补充后重新报送。",
      en: "Say why a view was not adopted, adopted in part, or explained.",
    },
    check: ({ outcome, reason }) => (EXPLAINED.has(outcome) && reason === null ? [{ field: "reason" }] : []),
  },
  {
    code: "DC-40",
    severity: "ERROR",
    text: {
      zh: "采纳、部分采纳的，须写明修改内容。请补充后重新报送。",
      en: "Say what was changed for a view that was adopted.",
    },
    check: ({ outcome, change }) => (CHANGED.has(outcome) && change === null ? [{ field: "change" }] : []),
  },
  {
    code: "DC-11",
    severity: "WARNING",
    text: {
      zh: "理由过于简单，请具体说明为什么不采纳。",
      en: "A reason of one word is none: say why in a sentence.",
    },
    check: ({ reason }) =>
      reason !== null && [...reason].length < SHORTEST_REASON ? [{ field: "reason" }] : [],
  },
  {
    code: "DC-41",
    severity: "ERROR",
    text: { zh: "意见数至少为1。请核对后重新报送。", en: "A view is somebody's: one comment at least." },
    check: ({ opinions }) => (opinions === 0 ? [{ field: "opinions" }] : []),
  },
];

/** Comments behind the published views of a consultation. */
function reported(number: string, { rows }: RowContext): number {
  return rows(viewReference)
    .filter(({ consultationNumber }) => consultationNumber === number)
    .reduce((sum, { opinions }) => sum + (opinions ?? 0), 0);
}

export const resultRules: readonly RowRule<ConsultationResultCells>[] = [
  knownConsultation(),
  {
    code: "DC-07",
    severity: "ERROR",
    text: {
      zh: "收到意见数应为采纳、部分采纳、未采纳和不属本次征集的意见数之和（{sum}）。请核对后重新报送。",
      en: "Comments received are those adopted, adopted in part, not adopted and outside: {sum}.",
    },
    check: ({ received, adopted, partlyAdopted, notAdopted, outside }) => {
      const sum = adopted + (partlyAdopted ?? 0) + notAdopted + (outside ?? 0);
      return received === sum ? [] : [{ field: "received", details: { sum } }];
    },
  },
  {
    code: "DC-08",
    severity: "ERROR",
    text: {
      zh: "主要观点的意见数合计{sum}条，多于收到意见数。请核对后重新报送。",
      en: "The views count {sum} comments, more than were received.",
    },
    check: (row, context) => {
      const sum = reported(row.consultationNumber, context);
      return sum > row.received ? [{ field: "received", details: { sum } }] : [];
    },
  },
  {
    code: "DC-42",
    severity: "ERROR",
    text: {
      zh: "收到意见的，请先报送主要观点及采纳情况。",
      en: "Where there were comments, hand in the main views and what became of them first.",
    },
    check: (row, context) =>
      row.received > (row.outside ?? 0) && reported(row.consultationNumber, context) === 0
        ? [{ field: "received" }]
        : [],
  },
  {
    code: "DC-43",
    severity: "WARNING",
    text: {
      zh: "主要观点只反映了{sum}条意见，请核对是否有遗漏。",
      en: "The views reflect {sum} comments alone: perhaps some are missing.",
    },
    check: (row, context) => {
      const sum = reported(row.consultationNumber, context);
      return sum > 0 && sum < row.received - (row.outside ?? 0)
        ? [{ field: "received", details: { sum } }]
        : [];
    },
  },
  {
    code: "DC-44",
    severity: "ERROR",
    text: {
      zh: "公布日期不能早于征求意见的截止日期（{date}），也不能晚于今天。请核对后重新报送。",
      en: "A result is published after the consultation has ended ({date}), and not in the future.",
    },
    check: ({ consultationNumber, publishedOn }, { lookup, today }) => {
      const date = lookup(consultationReference, consultationNumber)?.closesOn;
      return typeof date === "string" && (publishedOn < date || publishedOn > today)
        ? [{ field: "publishedOn", details: { date } }]
        : [];
    },
  },
  {
    code: "DC-45",
    severity: "ERROR",
    text: {
      zh: "收到意见的，参与人次至少为1；没有意见的为0。请核对后重新报送。",
      en: "Where there were comments, somebody made them; where there were none, nobody.",
    },
    check: ({ received, persons }) =>
      persons !== null && received > 0 !== persons > 0 ? [{ field: "persons" }] : [],
  },
];
