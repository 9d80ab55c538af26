/**
 * Which view of the graph a caller gets. Where a public contract is named, the whole graph is for the
 * departments' people: whoever else asks for it gets the public one, and a contract that is theirs is
 * refused.
 */
import { demandAccess, isAllowed } from "#schema/access.js";
import type { Caller } from "#schema/caller.js";
import type { ContractDefinition } from "./contract.js";

/**
 * `asked`, and what is given: the name of a contract; null for the whole graph. Throws TOKEN_MISSING,
 * FORBIDDEN.
 */
export type ViewFor = (asked: string | null, caller: Caller | null) => string | null;

export interface Doors {
  readonly contracts: readonly ContractDefinition[];
  /** What who has no role gets in place of the whole graph; null: the whole graph is everybody's. */
  readonly publicContract: string | null;
}

export function createViewFor({ contracts, publicContract }: Doors): ViewFor {
  if (publicContract === null) return (asked) => asked;
  const closed = new Set(contracts.flatMap(({ name, isForStaff }) => (isForStaff === true ? [name] : [])));
  return (asked, caller) => {
    if (asked === null) return isAllowed(caller, "graph.whole", null) ? null : publicContract;
    if (closed.has(asked)) demandAccess(caller, "graph.whole", null);
    return asked;
  };
}
