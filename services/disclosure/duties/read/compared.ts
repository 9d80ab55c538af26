/** The board with shares and places, and with the same time of the year before. */
import type { Language } from "#kit";
import type { Queryable } from "#kit/hub";
import {
  readBoard,
  yearBeforeOf,
  type Board,
  type BoardScope,
  type DepartmentBoard,
  type DutyCounts,
  type MonthCounts,
} from "./board.js";
import type { DutyState } from "./state.js";

/** How shares and places are counted. */
export const BOARD_METHOD: Readonly<Record<Language, string>> = {
  ZH: "只计算时段内最迟日期已到的公开任务，已书面说明的不计入。在最迟日期当天及以前公开完整的为按时；占比为按时的任务数除以已到期的任务数。占比高的名次在前，占比相同的名次相同，尚无到期任务的部门不排名。逐件计时的记录（如双公示）另行统计，不影响名次。",
  EN: "Only duties whose last day has come count, without those explained in writing. What was whole on its last day or before is in time; the share is duties in time of duties fallen due. Equal shares have the same place, and departments without a duty fallen due have none. Records with deadlines of their own (double publicity) are counted apart and do not move places.",
};

/** How many duties there are, and in which state. */
export interface StateCounts {
  readonly duties: number;
  readonly met: number;
  readonly metLate: number;
  readonly overdue: number;
  readonly partly: number;
  readonly exempt: number;
  readonly due: number;
  readonly upcoming: number;
  readonly fallenDue: number;
  /** Null where nothing has fallen due. */
  readonly onTimeShare: number | null;
}

export interface ComparedCounts extends StateCounts {
  readonly records: number;
  readonly lateRecords: number;
  readonly recordsOnTimeShare: number | null;
  readonly lastYearOnTimeShare: number | null;
}

export interface ComparedDepartment extends ComparedCounts {
  /** Its code. */
  readonly code: string;
  /** The same for equals; null while nothing has fallen due. */
  readonly rank: number | null;
  readonly nextDueOn: string | null;
  readonly months: readonly (MonthCounts & { readonly onTimeShare: number | null })[];
}

export interface ComparedBoard extends BoardScope {
  readonly totals: ComparedCounts;
  /** By their places. */
  readonly departments: readonly ComparedDepartment[];
}

export async function readCompared(client: Queryable, scope: BoardScope): Promise<ComparedBoard> {
  const board = await readBoard(client, scope);
  const before = await readBoard(client, yearBeforeOf(scope));
  return compare(scope, board, before);
}

/** True for a department of which something fell due, or is to, in the time of the board. */
export function isConcerned({ duties, records }: ComparedCounts): boolean {
  return duties > 0 || records > 0;
}

function compare(scope: BoardScope, board: Board, before: Board): ComparedBoard {
  const lastYear = new Map(before.departments.map((one) => [one.department, shareOf(one)]));
  const shares = board.departments.map((one) => ({ one, share: shareOf(one) }));
  const ordered = shares.toSorted(
    (a, b) => (b.share ?? -1) - (a.share ?? -1) || (a.one.department < b.one.department ? -1 : 1),
  );
  return {
    ...scope,
    totals: countsOf(board.totals, shareOf(before.totals)),
    departments: ordered.map(({ one, share }) =>
      departmentOf(one, {
        rank: share === null ? null : 1 + shares.filter((other) => (other.share ?? -1) > share).length,
        lastYear: lastYear.get(one.department) ?? null,
      }),
    ),
  };
}

function departmentOf(
  one: DepartmentBoard,
  { rank, lastYear }: { readonly rank: number | null; readonly lastYear: number | null },
): ComparedDepartment {
  return {
    ...countsOf(one, lastYear),
    code: one.department,
    rank,
    nextDueOn: one.nextDueOn,
    months: one.months.map((month) => ({ ...month, onTimeShare: shareOf(month) })),
  };
}

function countsOf(counts: DutyCounts, lastYearOnTimeShare: number | null): ComparedCounts {
  const { records, lateRecords } = counts;
  return {
    ...stateCounts(counts),
    records,
    lateRecords,
    recordsOnTimeShare: records === 0 ? null : (records - lateRecords) / records,
    lastYearOnTimeShare,
  };
}

export function stateCounts({
  states,
  fallenDue,
  onTime,
}: Pick<DutyCounts, "states" | "fallenDue" | "onTime">): StateCounts {
  return {
    duties: sumOf(states),
    met: states.MET,
    metLate: states.MET_LATE,
    overdue: states.OVERDUE,
    partly: states.PARTLY,
    exempt: states.EXEMPT,
    due: states.DUE,
    upcoming: states.UPCOMING,
    fallenDue,
    onTimeShare: shareOf({ fallenDue, onTime }),
  };
}

function sumOf(states: Readonly<Record<DutyState, number>>): number {
  return Object.values(states).reduce((sum, count) => sum + count, 0);
}

function shareOf({ fallenDue, onTime }: Pick<DutyCounts, "fallenDue" | "onTime">): number | null {
  return fallenDue === 0 ? null : onTime / fallenDue;
}
