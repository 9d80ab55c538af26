/** Rules of a quarter's progress: by whom, of which task, and beside the quarter before. Domain 13 §7. */
import { firstDayOf, shiftPeriod, type Published, type RowContext, type RowRule, type SetRule } from "#kit";
import { taskOf, type TaskProgressCells } from "../columns/progress.js";
import { progressReference, taskReference } from "../references.js";

/** Says nothing by itself. */
const EMPTY_WORDS = /^(?:无|暂无|正常推进|推进中|已完成|完成|按计划推进|进展顺利)[。.]?$/;
const NEED_REASON: ReadonlySet<string> = new Set(["BEHIND", "ADJUSTED", "CANCELLED"]);
const WITHOUT_NEXT: ReadonlySet<string> = new Set(["DONE", "CANCELLED"]);
/** Percentage points by which a rounded percentage may differ. */
const ROUNDED = 1;

export const progressRules: readonly RowRule<TaskProgressCells>[] = [
  {
    code: "EX-01",
    severity: "ERROR",
    text: {
      zh: "清单中没有任务{key}。请核对季度、清单类别和序号，或先报送清单。",
      en: "No list has the task {key}: check quarter, list and number, or hand in the list first.",
    },
    check: (row, { lookup }) =>
      lookup(taskReference, taskOf(row)) ? [] : [{ field: "number", details: { key: taskOf(row) } }],
  },
  {
    code: "EX-03",
    severity: "ERROR",
    text: {
      zh: "该任务的牵头单位是{lead}，应由其报送。请核对序号。",
      en: "{lead} answers for that task, and hands in its progress: check the number.",
    },
    check: (row, { lookup, department }) => {
      const task = lookup(taskReference, taskOf(row));
      return task?.leadCode && task.leadCode !== department.code
        ? [{ field: "number", details: { lead: task.leadName ?? task.leadCode } }]
        : [];
    },
  },
  {
    code: "EX-16",
    severity: "ERROR",
    text: {
      zh: "进展情况不能只写“{text}”。请写明做了什么、完成了多少。",
      en: "Progress is more than the word {text}: say what was done, and how much.",
    },
    check: ({ progress }) =>
      EMPTY_WORDS.test(progress) ? [{ field: "progress", details: { text: progress } }] : [],
  },
  {
    code: "EX-17",
    severity: "ERROR",
    text: {
      zh: "滞后、调整、取消的，须写明原因。请补充后重新报送。",
      en: "Say why it is behind, adjusted or cancelled.",
    },
    check: ({ state, reason }) => (NEED_REASON.has(state) && reason === null ? [{ field: "reason" }] : []),
  },
  {
    code: "EX-18",
    severity: "ERROR",
    text: {
      zh: "尚未完成的，须写明下一步计划。请补充后重新报送。",
      en: "Say what comes next until it is done.",
    },
    check: ({ state, nextStep }) =>
      !WITHOUT_NEXT.has(state) && nextStep === null ? [{ field: "nextStep" }] : [],
  },
  {
    code: "EX-19",
    severity: "ERROR",
    text: {
      zh: "完成比例应为0至100，已完成的为100。请核对后重新报送。",
      en: "A percentage is from 0 to 100; of what is done it is 100.",
    },
    check: ({ percent, state }) =>
      percent !== null && (Number(percent) > 100 || (state === "DONE" && Number(percent) !== 100))
        ? [{ field: "percent" }]
        : [],
  },
  {
    code: "EX-20",
    severity: "WARNING",
    text: {
      zh: "累计完成值与目标值之比为{computed}%，与完成比例不符。请核对。",
      en: "What was reached is {computed} per cent of the target: check both.",
    },
    check: (row, { lookup }) => {
      const target = Number(lookup(taskReference, taskOf(row))?.targetValue ?? 0);
      if (row.value === null || row.percent === null || target === 0) return [];
      const computed = Math.min(Math.round((Number(row.value) / target) * 100), 100);
      return Math.abs(computed - Number(row.percent)) > ROUNDED
        ? [{ field: "percent", details: { computed } }]
        : [];
    },
  },
  {
    code: "EX-21",
    severity: "ERROR",
    text: { zh: "这一季度尚未开始。请核对后重新报送。", en: "That quarter has not begun: check it." },
    check: ({ quarter }, { today }) => (firstDayOf(quarter) > today ? [{ field: "quarter" }] : []),
  },
];

export function progressKeyOf(row: Pick<TaskProgressCells, "quarter" | "list" | "number">): string {
  return `${row.quarter} ${taskOf(row)}`;
}

type Read = Pick<
  TaskProgressCells,
  "quarter" | "list" | "number" | "progress" | "value" | "percent" | "state"
>;

/** A rule on each row beside that of the quarter before, in the file or as it is published. */
function besideLast(
  rule: Pick<SetRule, "code" | "severity" | "text">,
  field: "percent" | "value" | "progress",
  isFault: (row: Read, last: Published<Read>) => boolean,
): SetRule<TaskProgressCells> {
  return {
    ...rule,
    open: ({ lookup }: RowContext) => {
      const given = new Map<string, { readonly line: number; readonly row: TaskProgressCells }>();
      const before = (row: TaskProgressCells): Published<Read> | null => {
        const quarter = shiftPeriod(row.quarter, -1);
        // The list of the year before has other tasks under the same numbers.
        if (quarter.slice(0, 4) !== row.quarter.slice(0, 4)) return null;
        const key = progressKeyOf({ ...row, quarter });
        return given.get(key)?.row ?? lookup(progressReference, key);
      };
      return {
        add: (row, line) => given.set(progressKeyOf(row), { line, row }),
        end: () =>
          [...given.values()].flatMap(({ line, row }) => {
            const last = before(row);
            return last && isFault(row, last) ? [{ line, field }] : [];
          }),
      };
    },
  };
}

const fell = (now: string | null, last: string | null | undefined): boolean =>
  now !== null && typeof last === "string" && Number(now) < Number(last);

export const progressSetRules: readonly SetRule<TaskProgressCells>[] = [
  besideLast(
    {
      code: "EX-04",
      severity: "ERROR",
      text: {
        zh: "完成比例低于上一季度。请核对；任务确有调整的，进展状态填“调整”并写明原因。",
        en: "The percentage is below that of the last quarter: check it, or say that the task was adjusted, and why.",
      },
    },
    "percent",
    (row, last) => row.state !== "ADJUSTED" && fell(row.percent, last.percent),
  ),
  besideLast(
    {
      code: "EX-22",
      severity: "WARNING",
      text: {
        zh: "累计完成值低于上一季度，请核对是否填成了当季数。",
        en: "The value is below that of the last quarter: perhaps it is the quarter's alone.",
      },
    },
    "value",
    (row, last) => fell(row.value, last.value),
  ),
  besideLast(
    {
      code: "EX-23",
      severity: "WARNING",
      text: {
        zh: "进展情况与上一季度完全相同，请核对是否已更新。",
        en: "The words are those of the last quarter: perhaps they were not brought up to date.",
      },
    },
    "progress",
    (row, last) => row.state !== "DONE" && row.progress === last.progress,
  ),
];
