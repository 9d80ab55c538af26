/** What clients pay for. A gateway without rates has no buckets, and all is free. */
import { unhurried } from "../unhurried.js";
import type { Bucket } from "./bucket.js";
import { EVENT_POINTS, REQUEST_POINTS, WORK_POINTS } from "./plans.js";

/** For any request, before anything is done for it. Rejects with RATE_EXCEEDED. */
export async function payRequest(bucket: Bucket | null): Promise<void> {
  if (bucket && !bucket.take(REQUEST_POINTS)) await unhurried(() => bucket.demand(REQUEST_POINTS));
}

/** For an operation that is carried out; gives what takes it back. Rejects with RATE_EXCEEDED. */
export async function payWork(bucket: Bucket | null, estimate: number): Promise<() => void> {
  if (!bucket) return () => undefined;
  const points = WORK_POINTS + Math.ceil(estimate);
  await unhurried(() => bucket.demand(points));
  return () => bucket.giveBack(points);
}

/** Milliseconds after which to try again; null: it is paid, by the one who has most left. */
export function payEvent(buckets: ReadonlySet<Bucket | null>, estimate: number): number | null {
  const points = EVENT_POINTS + Math.ceil(estimate);
  const [richest, ...others] = [...buckets]
    .filter((bucket) => bucket !== null)
    .toSorted((one, other) => other.left() - one.left());
  if (!richest || buckets.has(null)) return null;
  if (!richest.take(points)) return richest.secondsUntil(points) * 1_000;
  // To the others it is as an answer that is kept: who has nothing left gets it, too.
  for (const bucket of others) bucket.take(REQUEST_POINTS);
  return null;
}
