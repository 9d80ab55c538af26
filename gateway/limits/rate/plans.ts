/**
 * Rate plans, in points of cost per client. A plan is a token bucket: its points refill evenly within a
 * minute.
 */
import type { Plan } from "../../api-keys/plan.js";

/** Points of a full bucket; the same number comes back each minute. */
export type RateRules = Readonly<Record<Plan, number>>;

/**
 * The defaults. A citizen's pages, or an office behind one address, stay far below `anonymous`; a portal uses
 * a token.
 */
export const DEFAULT_RATES: RateRules = { anonymous: 60_000, registered: 600_000, partner: 6_000_000 };

/** Seconds in which an empty bucket fills up. */
export const REFILL_SECONDS = 60;

/** Points of any request, and the whole price of a request that is answered from the cache. */
export const REQUEST_POINTS = 1;
/** Additional points to execute an operation; its estimated cost is added. */
export const WORK_POINTS = 50;

/** Points to resolve an event of a subscription; its estimated cost is added. */
export const EVENT_POINTS = 5;
