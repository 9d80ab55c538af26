/**
 * Rate limit headers (draft-ietf-httpapi-ratelimit-headers-11): the policy, the points that are left, and the
 * seconds until the bucket is full again.
 */
import type { Bucket } from "./bucket.js";
import { REFILL_SECONDS } from "./plans.js";

export const POLICY_HEADER = "ratelimit-policy";
export const RATE_HEADER = "ratelimit";

export function writePolicy({ plan, points }: Bucket): string {
  return `"${plan}";q=${points};qu="points";w=${REFILL_SECONDS}`;
}

export function writeRate({ plan, points, left, secondsUntil }: Bucket): string {
  return `"${plan}";r=${left()};t=${secondsUntil(points)}`;
}
