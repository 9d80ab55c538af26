/**
 * The cost of fields besides the objects that they return, for the gateway's limits: `@cost` and `@listSize`.
 * One point is the cost of one object of an answer; `scripts/bench/cost.ts` compares these weights with
 * measured times. A feed to which files add has hundreds of thousands of records, one whose file is the whole
 * list has thousands: a field that reads all of them costs accordingly.
 */
import type { FeedContract } from "../../feed/contract.js";
import { DEFAULT_PAGE_SIZE } from "#schema/runtime/pages.js";
import { periodFieldOf } from "../../store/read/series.js";

/** A list at the root of the graph, and one of another record, which is found by index. */
export const ROOT_LIST = cost(10);
export const RELATED_LIST = cost(2);

/** How many records a list gives. */
export const LIST_SIZE = `@listSize(assumedSize: ${DEFAULT_PAGE_SIZE}, slicingArguments: ["first", "last"], sizedFields: ["nodes", "edges"], requireOneSlicingArgument: false)`;

/** A proof of a record, for which leaves are read and hashed. */
export const PROOF = cost(20);

/** The fields of a record, as people read them. */
export const SHOWN_FIELDS = assumedSize(20);

/** The versions of a record, which are few. */
export const VERSIONS = cost(5);
export const VERSIONS_SIZE = slicedSize(3);

/** Each field that is grouped by. */
export const GROUP_KEY = cost(10);

/** `totalCount` of a list. */
export function countCost(contract: FeedContract): string {
  return cost(growsWithoutEnd(contract) ? 20 : 4);
}

/** `groups` of a list. */
export function groupsCost(contract: FeedContract): string {
  return cost(growsWithoutEnd(contract) ? 1_000 : 50);
}

/** `series` of a list, whose feed has one record for each period and place. */
export const SERIES = cost(50);

/** Files add to it, and its records are no statistics of periods, of which there are few. */
function growsWithoutEnd(contract: FeedContract): boolean {
  return contract.mode === "append" && periodFieldOf(contract) === null;
}

export function cost(points: number): string {
  return `@cost(weight: ${points})`;
}

/** Size of a list that has no pages. */
export function assumedSize(items: number): string {
  return `@listSize(assumedSize: ${items})`;
}

/** Size of a list whose length is its argument `first`. */
export function slicedSize(items: number): string {
  return `@listSize(assumedSize: ${items}, slicingArguments: ["first"], requireOneSlicingArgument: false)`;
}
