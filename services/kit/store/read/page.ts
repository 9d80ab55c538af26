/**
 * The arguments of a list, checked: which page, in which order, of which records. The same names everywhere,
 * and one set of rules. Refused with PAGE_ARGUMENTS: contradictions, and pages over the limit; a wrong filter
 * or cursor with its own code.
 */
import { HubError } from "#schema/errors.js";
import type { FeedContract } from "../../feed/contract.js";
import { cursorScope, decodeCursor, type Position } from "./cursor.js";
import type { Fragment } from "../open/parameters.js";
import { queryFieldsOf, type Order } from "./query-fields.js";
import { compileWhere, type Where } from "./where.js";

export const DEFAULT_PAGE_SIZE = 20;
export const MAX_PAGE_SIZE = 100;

/** As a client writes them; null is the same as left out. */
export interface ListArguments {
  readonly where?: Where | null | undefined;
  readonly orderBy?: string | null | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
  /** Shows what was public at that time. */
  readonly asOf?: Date | null | undefined;
}

/** The part of a list that is asked for. */
export interface PageRange {
  readonly size: number;
  /** False: the last ones, or those before the cursor. */
  readonly forward: boolean;
  readonly cursor: string | null;
}

/** The arguments of pages, checked: the same rules for every list. */
export function pageRange(list: Pick<ListArguments, "first" | "after" | "last" | "before">): PageRange {
  const { first, after, last, before } = {
    first: list.first ?? null,
    after: list.after ?? null,
    last: list.last ?? null,
    before: list.before ?? null,
  };
  const forward = last === null && before === null;
  if (!forward && (first !== null || after !== null))
    throw wrong(
      "first、after 不能与 last、before 同时使用",
      "first and after do not go with last and before",
    );
  if (before !== null && last === null) throw wrong("before 需要 last", "before needs last");
  const size = (forward ? first : last) ?? DEFAULT_PAGE_SIZE;
  if (!Number.isInteger(size) || size < 1 || size > MAX_PAGE_SIZE)
    throw wrong(`每页1至${MAX_PAGE_SIZE}条`, `a page has 1 to ${MAX_PAGE_SIZE} records`);
  return { size, forward, cursor: forward ? after : before };
}

export interface PagePlan {
  readonly where: Fragment;
  readonly order: Order;
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
  const order = orderNamed(contract, list.orderBy ?? null);
  const scope = cursorScope([contract.id, relation, order.name, list.where ?? {}]);
  return {
    where,
    order,
    size,
    forward,
    position: cursor === null ? null : decodeCursor(scope, order.field, cursor),
    scope,
  };
}

function orderNamed(contract: FeedContract, name: string | null): Order {
  const { orders, defaultOrder } = queryFieldsOf(contract);
  if (name === null) return defaultOrder;
  const order = orders.get(name);
  if (!order) throw wrong(`没有此种排序：${name.slice(0, 60)}`, `there is no order ${name.slice(0, 60)}`);
  return order;
}

function wrong(reason: string, reasonEn: string): HubError {
  return new HubError("PAGE_ARGUMENTS", { reason, reasonEn });
}
