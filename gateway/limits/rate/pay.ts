/** Charges clients for requests, operations and events. Without rates there are no buckets and no charges. */
import { unhurried } from "../unhurried.js";
import type { Bucket } from "./bucket.js";
import { EVENT_POINTS, REQUEST_POINTS, WORK_POINTS } from "./plans.js";

/** Charges for any request, before any other work. Rejects with RATE_EXCEEDED. */
export async function payRequest(bucket: Bucket | null): Promise<void> {
  if (bucket && !bucket.take(REQUEST_POINTS)) await unhurried(() => bucket.demand(REQUEST_POINTS));
}

/**
 * Charges for an operation that is executed; returns a function that refunds it. Rejects with RATE_EXCEEDED.
 */
export async function payWork(bucket: Bucket | null, estimate: number): Promise<() => void> {
  if (!bucket) return () => undefined;
  const points = WORK_POINTS + Math.ceil(estimate);
  await unhurried(() => bucket.demand(points));
  return () => bucket.giveBack(points);
}

/**
 * Charges for a request that was refused, as for one that was carried out, or whatever is left; a step of a
 * protocol is none.
 */
export function payRefusal(bucket: Bucket | null, code: string | null): void {
  if (!bucket || (code !== null && UNPAID.has(code))) return;
  bucket.take(Math.min(WORK_POINTS, bucket.left()));
}

/** Codes that ask the client to come again, in time or with more. */
const UNPAID: ReadonlySet<string> = new Set([
  "RATE_EXCEEDED",
  "PLANNING_BUDGET_SPENT",
  "PERSISTED_QUERY_NOT_FOUND",
]);

/**
 * Returns milliseconds until a retry; null when the event is paid, by the bucket with the most points left.
 */
export function payEvent(buckets: ReadonlySet<Bucket | null>, estimate: number): number | null {
  const points = EVENT_POINTS + Math.ceil(estimate);
  const [richest, ...others] = [...buckets]
    .filter((bucket) => bucket !== null)
    .toSorted((one, other) => other.left() - one.left());
  if (!richest || buckets.has(null)) return null;
  if (!richest.take(points)) return richest.secondsUntil(points) * 1_000;
  // The others pay as for a cached answer; a client without points gets the event, too.
  for (const bucket of others) bucket.take(REQUEST_POINTS);
  return null;
}
