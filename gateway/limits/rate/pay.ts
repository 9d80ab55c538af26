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
