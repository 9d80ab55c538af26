/**
 * One client's points: a token bucket. Points that the client spent at other gateways are deducted when this
 * gateway learns of them.
 */
import { HubError } from "#schema/errors.js";
import type { Plan } from "../../api-keys/plan.js";
import { REFILL_SECONDS } from "./plans.js";

export interface Bucket {
  readonly plan: Plan;
  /** Points of a full bucket; the same number comes back each minute. */
  readonly points: number;
  /** Takes the points and returns true if there are enough; a full bucket pays any amount. */
  readonly take: (points: number) => boolean;
  /** Throws RATE_EXCEEDED where `take` is false. */
  readonly demand: (points: number) => void;
  /** Returns points that were taken for work that did not run. */
  readonly giveBack: (points: number) => void;
  /** Whole points that are left; 0 for a bucket in debt. */
  readonly left: () => number;
  /** Whole seconds until the bucket has that many points. */
  readonly secondsUntil: (points: number) => number;
  /** Deducts points that the client spent at other gateways; the balance may become negative. */
  readonly debit: (points: number) => void;
}

export interface BucketOptions {
  readonly plan: Plan;
  readonly points: number;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  /** Called with the points that are spent here; `onRefused` is called at each refusal. */
  readonly onSpent: (points: number) => void;
  readonly onRefused: () => void;
}

export function createBucket({ plan, points: full, now, onSpent, onRefused }: BucketOptions): Bucket {
  const perMillisecond = full / (REFILL_SECONDS * 1_000);
  let left = full;
  let at = now();
  const refill = (): void => {
    const time = now();
    left = Math.min(full, left + (time - at) * perMillisecond);
    at = time;
  };
  const take: Bucket["take"] = (points) => {
    refill();
    if (left < Math.min(points, full)) return false;
    left -= points;
    onSpent(points);
    return true;
  };
  const secondsUntil: Bucket["secondsUntil"] = (points) => {
    refill();
    return Math.max(0, Math.ceil((Math.min(points, full) - left) / perMillisecond / 1_000));
  };
  return {
    plan,
    points: full,
    take,
    demand: (points) => {
      if (take(points)) return;
      onRefused();
      throw new HubError("RATE_EXCEEDED", { points: full, needed: points, seconds: secondsUntil(points) });
    },
    giveBack: (points) => {
      left += points;
      onSpent(-points);
    },
    left: () => {
      refill();
      return Math.max(0, Math.floor(left));
    },
    secondsUntil,
    debit: (points) => {
      refill();
      left -= points;
    },
  };
}
