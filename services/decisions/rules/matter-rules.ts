/** Rules of the yearly catalogue (《重大行政决策程序暂行条例》第三条、第四条). Domain 13. */
import type { RowRule, SetFault, SetRule } from "#kit";
import type { DecisionMatterCells } from "../columns/matters.js";
import { matterReference } from "../references.js";

/** These go without saying; the others may not apply, for a reason. */
const ALWAYS = ["LEGALITY", "DECISION"] as const;
const UNLESS_REASON = ["PARTICIPATION", "EXPERTS", "RISK"] as const;
const ADJUSTED: ReadonlySet<string> = new Set(["ADDED", "SUSPENDED", "REMOVED"]);

export const matterRules: readonly RowRule<DecisionMatterCells>[] = [
  {
    code: "DC-21",
    severity: "ERROR",
    text: {
      zh: "法定程序须有合法性审查和集体讨论决定。请补充后重新报送。",
      en: "Every matter has a legality review, and is discussed and decided together.",
    },
    check: ({ procedures }) =>
      ALWAYS.every((procedure) => procedures.includes(procedure)) ? [] : [{ field: "procedures" }],
  },
  {
    code: "DC-22",
    severity: "ERROR",
    text: {
      zh: "没有公众参与、专家论证或风险评估的，须写明不适用的理由。请补充后重新报送。",
      en: "Say why public participation, experts or risk assessment do not apply.",
    },
    check: ({ procedures, procedureNote }) =>
      procedureNote !== null || UNLESS_REASON.every((procedure) => procedures.includes(procedure))
        ? []
        : [{ field: "procedureNote" }],
  },
  {
    code: "DC-23",
    severity: "ERROR",
    text: {
      zh: "计划完成时间应在目录年度（{year}年）内。请核对后重新报送。",
      en: "A matter is to be decided in the year of its catalogue, {year}.",
    },
    check: ({ year, plannedMonth }) =>
      plannedMonth.startsWith(year) ? [] : [{ field: "plannedMonth", details: { year } }],
  },
  {
    code: "DC-24",
    severity: "ERROR",
    text: {
      zh: "增补、中止、调出目录的，须写明理由和日期。请补充后重新报送。",
      en: "What is added, suspended or taken out says why, and on which day.",
    },
    check: ({ state, stateReason, adjustedOn }) =>
      !ADJUSTED.has(state)
        ? []
        : [
            ...(stateReason === null ? [{ field: "stateReason" as const }] : []),
            ...(adjustedOn === null ? [{ field: "adjustedOn" as const }] : []),
          ],
  },
];

export const matterSetRules: readonly SetRule<DecisionMatterCells>[] = [
  {
    code: "DC-25",
    severity: "ERROR",
    text: {
      zh: "{year}年目录的序号应从1起连续，缺少{missing}。请核对后重新报送。",
      en: "The catalogue of {year} is numbered from 1 without a gap: {missing} is missing.",
    },
    open: ({ rows }) => {
      const given = new Map<string, { readonly line: number; readonly numbers: Set<number> }>();
      return {
        add: ({ year, number }, line) => {
          const known = given.get(year) ?? { line, numbers: numbersOf(year) };
          known.numbers.add(number);
          given.set(year, known);
        },
        end: () =>
          [...given].flatMap(([year, { line, numbers }]): readonly SetFault<"number">[] => {
            const missing = firstMissing(numbers);
            return missing === null ? [] : [{ line, field: "number", details: { year, missing } }];
          }),
      };
      function numbersOf(year: string): Set<number> {
        return new Set(
          rows(matterReference).flatMap((row) => (row.year === year && row.number ? [row.number] : [])),
        );
      }
    },
  },
  {
    code: "DC-26",
    severity: "ERROR",
    text: {
      zh: "与第{first}行的事项同名，同一年度的事项名称不能重复。请核对后重新报送。",
      en: "The matter of row {first} has that name in that year already.",
    },
    open: () => {
      const lines = new Map<string, number>();
      const faults: SetFault<"title">[] = [];
      return {
        add: ({ year, title }, line) => {
          const first = lines.get(`${year} ${title}`);
          if (first === undefined) lines.set(`${year} ${title}`, line);
          else faults.push({ line, field: "title", details: { first } });
        },
        end: () => faults,
      };
    },
  },
];

/** Null where the numbers are those from 1 to their greatest; 0 is none of them. */
function firstMissing(numbers: ReadonlySet<number>): number | null {
  for (let number = 1; number < Math.max(...numbers); number += 1) if (!numbers.has(number)) return number;
  return numbers.has(0) ? 1 : null;
}
