/**
 * How much one client may ask for, in points of cost. A plan is a bucket: so many points, which come back
 * evenly within a minute.
 */
import type { Plan } from "../../keys/plan.js";

/** Points of a full bucket, and of each minute. */
export type RateRules = Readonly<Record<Plan, number>>;

/**
 * Where nothing else is set: pages of a citizen, or of an office behind one address, are far below the first;
 * a portal asks with a token.
 */
export const DEFAULT_RATES: RateRules = { anonymous: 60_000, registered: 600_000, partner: 6_000_000 };

/** Seconds in which an empty bucket fills up. */
export const REFILL_SECONDS = 60;

/** What any request costs, and all that one costs whose answer is kept. */
export const REQUEST_POINTS = 1;
/** What it costs more to carry one out, whatever it asks; its own cost comes on top. */
export const WORK_POINTS = 50;

/** The same for an event of a subscription. */
export const EVENT_POINTS = 5;
