/** Rules of procedures (domain 07): of a power that exists, with steps, no longer than the power allows. */
import type { RowContext, RowRule } from "#kit";
import type { EnforcementFlowCells } from "../columns/flows.js";
import { powerKeyOf } from "../feeds/power-key.js";
import { powerReference } from "../references.js";

/** →, a line of its own, or a semicolon; clerks type -> and > too. */
const STEP_SEPARATOR = /→|-+>|—+>|>|\n|；|;/;

export const flowRules: readonly RowRule<EnforcementFlowCells>[] = [
  {
    code: "QL-11",
    severity: "ERROR",
    text: {
      zh: "不在该主体已发布的权力清单中。请核对职权编码，或先报送权力清单。",
      en: "Not in the agency's published power list. Check the code, or hand in the list first.",
    },
    check: (row, context) => (powerOf(row, context) ? [] : [{ field: "powerCode" }]),
  },
  {
    code: "QL-12",
    severity: "ERROR",
    text: {
      zh: "流程步骤至少两步，用“→”连接，如“受理→审查→决定→送达”。请改正后重新报送。",
      en: "At least two steps, joined by →.",
    },
    check: ({ steps }) => (stepsOf(steps).length >= 2 ? [] : [{ field: "steps" }]),
  },
  {
    code: "QL-13",
    severity: "WARNING",
    text: {
      zh: "时限超过权力清单中的办理时限{days}个工作日，请核对。",
      en: "Longer than the time limit of the power, {days} working days.",
    },
    check: (row, context) => {
      const [days, limit] = [row.timeLimitWorkingDays, powerOf(row, context)?.timeLimitWorkingDays];
      return days !== null && typeof limit === "number" && days > limit
        ? [{ field: "timeLimitWorkingDays", details: { days: limit } }]
        : [];
    },
  },
  {
    code: "QL-14",
    severity: "ERROR",
    text: {
      zh: "流程图须为 http:// 或 https:// 开头的网址。请改正后重新报送。",
      en: "The chart is a link that begins with http or https.",
    },
    check: ({ chartLink }) =>
      chartLink === null || /^https?:\/\/[^\s/]+\.[^\s]+$/.test(chartLink) ? [] : [{ field: "chartLink" }],
  },
];

/** 受理, 审查, 决定, 送达 */
export function stepsOf(steps: string): readonly string[] {
  return steps
    .split(STEP_SEPARATOR)
    .map((step) => step.trim())
    .filter((step) => step !== "");
}

function powerOf(
  row: EnforcementFlowCells,
  { lookup }: RowContext,
): { readonly timeLimitWorkingDays?: number | null } | null {
  return lookup(powerReference, powerKeyOf(row));
}
