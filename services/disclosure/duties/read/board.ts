/** The board: what each department owed in a year, and what became of it, as known on a day. */
import { addMonths } from "#kit";
import type { Queryable } from "#kit/hub";
import { heldOn, stateSql, type DutyState } from "./state.js";

export interface BoardScope {
  /** What was released up to the end of this day. */
  readonly asOf: string;
  /** Duties whose last day is in this time. */
  readonly from: string;
  readonly until: string;
}

export interface DutyCounts {
  readonly states: Readonly<Record<DutyState, number>>;
  /** Whose last day is over or today, without those that are explained. */
  readonly fallenDue: number;
  readonly onTime: number;
  /** Records that have a deadline of their own. */
  readonly records: number;
  readonly lateRecords: number;
}

export interface MonthCounts {
  /** `2020-05`. */
  readonly month: string;
  readonly fallenDue: number;
  readonly onTime: number;
}

export interface DepartmentBoard extends DutyCounts {
  readonly department: string;
  /** The last day of what is to be done next; null: nothing is. */
  readonly nextDueOn: string | null;
  readonly months: readonly MonthCounts[];
}

export interface Board extends BoardScope {
  /** Departments that owe something, by their codes. */
  readonly departments: readonly DepartmentBoard[];
  readonly totals: DutyCounts;
}

interface Cell {
  readonly department: string;
  readonly month: string;
  readonly state: DutyState;
  readonly isDue: boolean;
  readonly count: number;
}

interface RecordCell {
  readonly department: string;
  readonly records: number;
  readonly late: number;
}

export const NO_STATES: DutyCounts["states"] = {
  UPCOMING: 0,
  DUE: 0,
  MET: 0,
  MET_LATE: 0,
  OVERDUE: 0,
  PARTLY: 0,
  EXEMPT: 0,
};

export async function readBoard(client: Queryable, scope: BoardScope): Promise<Board> {
  const { asOf, from, until } = scope;
  const { rows: cells } = await client.query<Cell>(
    `SELECT department, to_char(due_on, 'YYYY-MM') AS month, state, due_on <= $1::date AS "isDue", count(*)::int AS count
    FROM (SELECT d.department, d.due_on, ${stateSql("$1::date")} AS state FROM disclosure.duty d WHERE ${heldOn("$1::date")} AND d.due_on BETWEEN $2 AND $3) s
    GROUP BY 1, 2, 3, 4`,
    [asOf, from, until],
  );
  const { rows: records } = await client.query<RecordCell>(
    `SELECT department, sum(records)::int AS records, coalesce(sum(records) FILTER (WHERE delay > 0), 0)::int AS late
    FROM disclosure.clock WHERE known_on <= $1 AND due_on BETWEEN $2 AND $3 GROUP BY 1 HAVING sum(records) > 0`,
    [asOf, from, until],
  );
  const { rows: next } = await client.query<{ department: string; day: string }>(
    `SELECT d.department, min(d.due_on) AS day FROM disclosure.duty d
    WHERE ${heldOn("$1::date")} AND d.due_on >= $1 AND d.met_on IS NULL AND d.exemption IS NULL GROUP BY 1`,
    [asOf],
  );
  const nextOf = new Map(next.map(({ department, day }) => [department, day]));
  const recordsOf = new Map(records.map((found) => [found.department, found]));
  const byDepartment = Map.groupBy(cells, ({ department }) => department);
  const codes = [...new Set([...byDepartment.keys(), ...recordsOf.keys(), ...nextOf.keys()])].toSorted();
  return {
    ...scope,
    departments: codes.map((department) => {
      const own = byDepartment.get(department) ?? [];
      return {
        department,
        ...countsOf(own, [recordsOf.get(department)]),
        nextDueOn: nextOf.get(department) ?? null,
        months: monthsOf(own, scope),
      };
    }),
    totals: countsOf(cells, records),
  };
}

/** The same time of the year before, as it was known then. */
export function yearBeforeOf({ asOf, from, until }: BoardScope): BoardScope {
  return { asOf: addMonths(asOf, -12), from: addMonths(from, -12), until: addMonths(until, -12) };
}

function countsOf(cells: readonly Cell[], records: readonly (RecordCell | undefined)[]): DutyCounts {
  const states = { ...NO_STATES };
  for (const { state, count } of cells) states[state] += count;
  const sum = (name: "records" | "late"): number =>
    records.reduce((total, found) => total + (found?.[name] ?? 0), 0);
  return { states, ...timely(cells), records: sum("records"), lateRecords: sum("late") };
}

export function timely(
  cells: readonly Pick<Cell, "state" | "isDue" | "count">[],
): Pick<MonthCounts, "fallenDue" | "onTime"> {
  let [fallenDue, onTime] = [0, 0];
  for (const { state, isDue, count } of cells) {
    if (!isDue || state === "EXEMPT") continue;
    fallenDue += count;
    if (state === "MET") onTime += count;
  }
  return { fallenDue, onTime };
}

function monthsOf(cells: readonly Cell[], { asOf }: BoardScope): readonly MonthCounts[] {
  return [...Map.groupBy(cells, ({ month }) => month)]
    .filter(([month]) => month <= asOf.slice(0, 7))
    .map(([month, of]) => ({ month, ...timely(of) }))
    .toSorted((one, other) => (one.month < other.month ? -1 : 1));
}
