/**
 * One client's points: a token bucket. What the client spent at other gateways is taken out of it when it is
 * heard of.
 */
import { HubError } from "#schema/errors.js";
import type { Plan } from "../../keys/plan.js";
import { REFILL_SECONDS } from "./plans.js";

export interface Bucket {
  readonly plan: Plan;
  /** Of a full one, and of each minute. */
  readonly points: number;
  /** True when there were so many, which are taken; a full bucket pays whatever is asked. */
  readonly take: (points: number) => boolean;
  /** Throws RATE_EXCEEDED where `take` is false. */
  readonly demand: (points: number) => void;
  /** What was taken for nothing. */
  readonly giveBack: (points: number) => void;
  /** Whole points that are left; 0 for one that owes. */
  readonly left: () => number;
  /** Whole seconds until there are so many. */
  readonly secondsUntil: (points: number) => number;
  /** By a client's spending elsewhere; it may owe then. */
  readonly debit: (points: number) => void;
}

export interface BucketOptions {
  readonly plan: Plan;
  readonly points: number;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  /** Told of all that is spent here, and of each refusal. */
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
