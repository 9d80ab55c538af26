/** Rules of the year's lists. Domain 13 §7. */
import type { RowRule, SetFault, SetRule } from "#kit";
import { taskKeyOf, type ExecutionTaskCells } from "../columns/tasks.js";
import { taskReference } from "../references.js";

export const taskRules: readonly RowRule<ExecutionTaskCells>[] = [
  {
    code: "EX-11",
    severity: "ERROR",
    text: {
      zh: "完成时限应在清单年度（{year}年）内。请核对后重新报送。",
      en: "A task is to be done in the year of its list, {year}.",
    },
    check: ({ year, deadline }) =>
      deadline.startsWith(year) ? [] : [{ field: "deadline", details: { year } }],
  },
  {
    code: "EX-12",
    severity: "ERROR",
    text: {
      zh: "目标值和计量单位须同时填写，或者都不填。请核对后重新报送。",
      en: "A target in numbers has a unit, and a unit a target.",
    },
    check: ({ targetValue, unit }) =>
      (targetValue === null) === (unit === null) ? [] : [{ field: unit === null ? "unit" : "targetValue" }],
  },
  {
    code: "EX-13",
    severity: "ERROR",
    text: {
      zh: "任务内容与已公开的（“{before}”）不同。确需变更的，请填写变更理由；属于另一任务的，请核对序号。",
      en: "The task is published with other words ({before}). Say why it was changed, or check its number.",
    },
    check: (row, { lookup }) => {
      const before = lookup(taskReference, taskKeyOf(row))?.title;
      return typeof before === "string" && before !== row.title && row.changeReason === null
        ? [{ field: "changeReason", details: { before } }]
        : [];
    },
  },
];

export const taskSetRules: readonly SetRule<ExecutionTaskCells>[] = [
  {
    code: "EX-14",
    severity: "ERROR",
    text: {
      zh: "清单的序号应从1起连续，缺少{missing}。请核对后重新报送。",
      en: "A list is numbered from 1 without a gap: {missing} is missing.",
    },
    open: ({ rows }) => {
      const lists = new Map<string, { line: number | null; readonly numbers: Set<number> }>();
      const listOf = (year: string, list: string): { line: number | null; readonly numbers: Set<number> } => {
        const known = lists.get(`${year} ${list}`) ?? { line: null, numbers: new Set<number>() };
        lists.set(`${year} ${list}`, known);
        return known;
      };
      for (const { year, list, number } of rows(taskReference))
        if (year && list && typeof number === "number") listOf(year, list).numbers.add(number);
      return {
        add: ({ year, list, number }, line) => {
          const known = listOf(year, list);
          known.line ??= line;
          known.numbers.add(number);
        },
        end: () =>
          [...lists.values()].flatMap(({ line, numbers }): readonly SetFault<"number">[] => {
            const missing = firstMissing(numbers);
            return line === null || missing === null ? [] : [{ line, field: "number", details: { missing } }];
          }),
      };
    },
  },
  {
    code: "EX-15",
    severity: "WARNING",
    text: {
      zh: "类别写明{said}件，报送的有{given}件。请核对。",
      en: "The heading says {said} tasks, and {given} were handed in.",
    },
    open: () => {
      const groups = new Map<string, { readonly line: number; readonly said: number; given: number }>();
      return {
        add: ({ year, list, group }, line) => {
          const said = Number(/（(\d+)[件项]）$/.exec(group ?? "")?.[1] ?? "0");
          if (said === 0) return;
          const known = groups.get(`${year} ${list} ${group}`) ?? { line, said, given: 0 };
          known.given += 1;
          groups.set(`${year} ${list} ${group}`, known);
        },
        end: () =>
          [...groups.values()].flatMap(({ line, said, given }): readonly SetFault<"group">[] =>
            said === given ? [] : [{ line, field: "group", details: { said, given } }],
          ),
      };
    },
  },
];

/** Null where the numbers are those from 1 to their greatest; 0 is none of them. */
function firstMissing(numbers: ReadonlySet<number>): number | null {
  for (let number = 1; number < Math.max(...numbers); number += 1) if (!numbers.has(number)) return number;
  return numbers.has(0) ? 1 : null;
}
