/** Rules of a call for comments (《重大行政决策程序暂行条例》第十五条). Domain 13 §5. */
import { addDays, type RowRule } from "#kit";
import type { ConsultationCells } from "../columns/consultations.js";
import { earliestLastDay } from "../consultation-terms.js";
import { knownMatterRule } from "./step-rules.js";

const FEWEST_CHANNELS = 2;
const LONGEST_DAYS = 180;

export const consultationRules: readonly RowRule<ConsultationCells>[] = [
  knownMatterRule(),
  {
    code: "DC-04",
    severity: "ERROR",
    text: {
      zh: "征求意见的期限少于规定，最早应于{date}截止。请延长期限；因情况紧急等缩短期限的，写明缩短期限说明。",
      en: "The term is shorter than the rule, by which it ends on {date} at the earliest. Lengthen it, or say why it is shorter.",
    },
    check: (row, context) => {
      const date = earliestLastDay(row, context);
      return row.closesOn < date && row.shortReason === null
        ? [{ field: "closesOn", details: { date } }]
        : [];
    },
  },
  {
    code: "DC-06",
    severity: "WARNING",
    text: {
      zh: `征求意见超过${LONGEST_DAYS}日，请核对起止日期。`,
      en: `Comments are taken for more than ${LONGEST_DAYS} days: check the dates.`,
    },
    check: ({ opensOn, closesOn }) =>
      closesOn > addDays(opensOn, LONGEST_DAYS) ? [{ field: "closesOn" }] : [],
  },
  {
    code: "DC-32",
    severity: "ERROR",
    text: {
      zh: "截止日期不能早于开始日期。请核对后重新报送。",
      en: "Comments do not end before they begin.",
    },
    check: ({ opensOn, closesOn }) => (closesOn < opensOn ? [{ field: "closesOn" }] : []),
  },
  {
    code: "DC-33",
    severity: "ERROR",
    text: {
      zh: "决策事项编号和拟制定文件应填其中一项。请补充后重新报送。",
      en: "It is of a matter of the catalogue, or names the document that is drafted.",
    },
    check: ({ matterKey, draftOf }) => (matterKey === null && draftOf === null ? [{ field: "draftOf" }] : []),
  },
  {
    code: "DC-34",
    severity: "ERROR",
    text: {
      zh: "目录中的决策事项，期限类别应为“重大行政决策”。请核对后重新报送。",
      en: "A matter of the catalogue has the term of a major decision.",
    },
    check: ({ matterKey, term }) =>
      matterKey !== null && term !== "MAJOR_DECISION" ? [{ field: "term" }] : [],
  },
  {
    code: "DC-35",
    severity: "ERROR",
    text: {
      zh: `反馈方式至少${FEWEST_CHANNELS}种。请补充后重新报送。`,
      en: `There are ${FEWEST_CHANNELS} ways to comment at least.`,
    },
    check: ({ channels }) => (channels.length < FEWEST_CHANNELS ? [{ field: "channels" }] : []),
  },
  {
    code: "DC-36",
    severity: "ERROR",
    text: {
      zh: "决策依据须写明法律、法规或者文件的名称（加书名号）。请补充后重新报送。",
      en: "The basis names the acts or documents, in 《》.",
    },
    check: ({ basis }) => (/《[^》]+》/.test(basis) ? [] : [{ field: "basis" }]),
  },
  {
    code: "DC-37",
    severity: "ERROR",
    text: {
      zh: "征集编号应如 YJ-2026-0007。请核对后重新报送。",
      en: "A consultation's number is like YJ-2026-0007.",
    },
    check: ({ number }) => (/^YJ-\d{4}-\d{4}$/.test(number) ? [] : [{ field: "number" }]),
  },
];
