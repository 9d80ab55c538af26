/**
 * The arguments of a list, checked: which page, in which order, of which records. The same names everywhere,
 * and one set of rules. Refused with PAGE_ARGUMENTS: contradictions, and pages over the limit; a wrong filter
 * or cursor with its own code.
 */
import { HubError } from "#schema/errors.js";
import { pageRange, type PageGiven } from "#schema/runtime/pages.js";
import type { FeedContract } from "../../feed/contract.js";
import { cursorScope, decodeCursor, type Position } from "./cursor.js";
import type { Fragment } from "../open/parameters.js";
import { queryFieldsOf, type Order } from "./query-fields.js";
import { compileWhere, type Where } from "./where.js";

/** Orders of one list. */
export const MAX_ORDERS = 4;

/** As a client writes them; null is the same as left out. */
export interface ListArguments extends PageGiven {
  readonly where?: Where | null | undefined;
  /** One order, or several: by the first, then among equals by the next. */
  readonly orderBy?: string | readonly string[] | null | undefined;
  /** Shows what was public at that time. */
  readonly asOf?: Date | null | undefined;
}

export interface PagePlan {
  readonly where: Fragment;
  readonly orders: readonly [Order, ...Order[]];
  readonly size: number;
  /** False: the last records, or those before the cursor. */
  readonly forward: boolean;
  readonly position: Position | null;
  /** Scope of this list's cursors. */
  readonly scope: string;
}

/**
 * `relation` names the field that ties the list to its parent, for a cursor of one list is not valid in
 * another.
 */
export function planPage(contract: FeedContract, list: ListArguments, relation: string | null): PagePlan {
  const { size, forward, cursor } = pageRange(list);
  // The filter is compiled first: one that is too deep is refused before anything else walks through it.
  const where = compileWhere(contract, list.where ?? {});
  const orders = ordersNamed(contract, [list.orderBy ?? []].flat());
  const names = orders.map(({ name }) => name).join();
  const scope = cursorScope([contract.id, relation, names, list.where ?? {}]);
  return {
    where,
    orders,
    size,
    forward,
    position:
      cursor === null
        ? null
        : decodeCursor(
            scope,
            orders.map(({ field }) => field),
            cursor,
          ),
    scope,
  };
}

function ordersNamed(contract: FeedContract, names: readonly string[]): PagePlan["orders"] {
  const { orders, defaultOrder } = queryFieldsOf(contract);
  const [first = defaultOrder, ...others] = names.map((name) => {
    const order = orders.get(name);
    if (!order) throw wrong(`没有此种排序：${name.slice(0, 60)}`, `there is no order ${name.slice(0, 60)}`);
    return order;
  });
  const fields = new Set([first, ...others].map(({ field }) => field));
  if (others.length >= MAX_ORDERS || fields.size <= others.length)
    throw wrong(
      `orderBy 最多${MAX_ORDERS}项，字段不能重复`,
      `orderBy has at most ${MAX_ORDERS} orders, each of another field`,
    );
  return [first, ...others];
}

function wrong(reason: string, reasonEn: string): HubError {
  return new HubError("PAGE_ARGUMENTS", { reason, reasonEn });
}
