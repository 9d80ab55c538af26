/**
 * How each item of the plan is carried out: its duties in a time, over all departments that owe it, as known
 * on a day.
 */
import type { Queryable } from "#kit/hub";
import { NO_STATES, timely, type BoardScope } from "./board.js";
import { stateCounts, type StateCounts } from "./compared.js";
import { heldOn, stateSql, type DutyState } from "./state.js";

export interface ItemBoard extends StateCounts {
  readonly item: string;
  /** Codes of the departments of which something is overdue, in their order. */
  readonly missing: readonly string[];
}

interface Cell {
  readonly item: string;
  readonly state: DutyState;
  readonly isDue: boolean;
  readonly count: number;
  readonly departments: readonly string[];
}

/** `2026/2.10` comes after `2026/2.9`. */
const inOrder = new Intl.Collator("en", { numeric: true });
const MISSING: ReadonlySet<DutyState> = new Set(["OVERDUE", "PARTLY"]);

/** In the order of the plan's clauses; what contracts alone ask for comes after them. */
export async function readItems(
  client: Queryable,
  { asOf, from, until }: BoardScope,
): Promise<readonly ItemBoard[]> {
  const { rows } = await client.query<Cell>(
    `SELECT item, state, due_on <= $1::date AS "isDue", count(*)::int AS count, array_agg(DISTINCT department) AS departments
    FROM (SELECT d.item, d.department, d.due_on, ${stateSql("$1::date")} AS state FROM disclosure.duty d WHERE ${heldOn("$1::date")} AND d.due_on BETWEEN $2 AND $3) s
    GROUP BY 1, 2, 3`,
    [asOf, from, until],
  );
  return [...Map.groupBy(rows, ({ item }) => item)]
    .map(([item, cells]) => itemOf(item, cells))
    .toSorted((one, other) => inOrder.compare(one.item, other.item));
}

function itemOf(item: string, cells: readonly Cell[]): ItemBoard {
  const states = { ...NO_STATES };
  for (const { state, count } of cells) states[state] += count;
  const missing = cells.filter(({ state }) => MISSING.has(state)).flatMap(({ departments }) => departments);
  return {
    item,
    ...stateCounts({ states, ...timely(cells) }),
    missing: [...new Set(missing)].toSorted(),
  };
}
