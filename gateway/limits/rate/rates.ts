/**
 * The buckets of all clients. A request is charged in this process's memory; gateways report spending to each
 * other in lots and learn the total in return, so no request waits for a database. A client that switches
 * gateways gains at most one lot at each.
 */
import { Counter, type Metric } from "prom-client";
import { LRUCache } from "lru-cache";
import type { Plan } from "../../api-keys/plan.js";
import { clientOf } from "../client-budgets.js";
import type { Identity } from "../../rights/identity.js";
import { createBucket, type Bucket } from "./bucket.js";
import { planOf } from "./plan-of.js";
import { REFILL_SECONDS, type RateRules } from "./plans.js";

/** The spending counters that all gateways of a hub share. */
export interface SharedSpending {
  /**
   * Adds points to a client's counter; resolves to the total of the period, or null when it is unavailable.
   */
  readonly add: (client: string, points: number) => Promise<Spent | null>;
}

export interface Spent {
  /** Points of all gateways since the period began. */
  readonly total: number;
  /** Milliseconds since the period began. */
  readonly elapsedMs: number;
}

export interface Rates {
  /** By the key, else by the caller, else by the address, of IPv6 by its network of 64 bits. */
  readonly of: (identity: Identity, address: string) => Bucket;
  readonly metrics: readonly Metric[];
}

export interface RatesOptions {
  readonly rules: RateRules;
  /** Null: there is no other gateway. */
  readonly shared: SharedSpending | null;
  readonly now?: () => number;
}

const CLIENTS = 50_000;
/** Share of a bucket that is spent before the other gateways are told. */
const LOT = 0.02;

export function createRates({ rules, shared, now = () => performance.now() }: RatesOptions): Rates {
  const buckets = new LRUCache<string, Bucket>({ max: CLIENTS });
  const exceeded = new Counter({
    name: "tongcha_rate_exceeded_total",
    help: "Requests that were refused because their client had spent its points",
    labelNames: ["plan"],
    registers: [],
  });
  const make = (name: string, plan: Plan): Bucket => {
    const points = rules[plan];
    const teller = shared && createTeller(name, points, shared);
    const bucket = createBucket({
      plan,
      points,
      now,
      onSpent: (spent) => teller?.spend(spent, bucket),
      onRefused: () => exceeded.inc({ plan }),
    });
    return bucket;
  };
  return {
    metrics: [exceeded],
    of: (identity, address) => {
      const plan = planOf(identity);
      const { caller, key } = identity;
      const name = key ? `key ${key.id}` : caller ? `${plan} ${caller.subject}` : clientOf(address);
      const known = buckets.get(name);
      if (known) return known;
      const made = make(name, plan);
      buckets.set(name, made);
      return made;
    },
  };
}

/** Reports one client's spending here to the other gateways by lots, and deducts its spending there. */
function createTeller(client: string, full: number, shared: SharedSpending) {
  const lot = full * LOT;
  let untold = 0;
  /** The total of all gateways at the last report; null before the first. */
  let heard: number | null = null;
  let isTelling = false;

  const hear = (told: number, { total, elapsedMs }: Spent, bucket: Bucket): void => {
    const isNewPeriod = heard !== null && total < heard + told;
    const others = heard === null || isNewPeriod ? total - told : total - told - heard;
    // Some of the points spent before this gateway knew the client have been refilled since.
    const regained = heard === null ? (full * elapsedMs) / (REFILL_SECONDS * 1_000) : 0;
    heard = total;
    bucket.debit(Math.min(full, Math.max(0, others - regained)));
  };
  const tell = async (bucket: Bucket): Promise<void> => {
    isTelling = true;
    try {
      // Points that are spent during a report are in the next one.
      while (untold >= lot) {
        const told = Math.floor(untold);
        untold -= told;
        const spent = await shared.add(client, told);
        // If the report failed, the points count only in this gateway's own bucket.
        if (spent) hear(told, spent, bucket);
      }
    } finally {
      isTelling = false;
    }
  };
  return {
    spend: (points: number, bucket: Bucket): void => {
      untold += points;
      if (untold >= lot && !isTelling) tell(bucket).catch(() => undefined);
    },
  };
}
