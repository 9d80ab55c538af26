/**
 * The buckets of all clients. A request is paid out of this process's memory: what clients spend is told to
 * the other gateways in lots, and what they spent there is heard in return, so no request waits for a
 * database. A client that goes from gateway to gateway gains a lot at each, and no more.
 */
import { Counter, type Metric } from "prom-client";
import { LRUCache } from "lru-cache";
import type { Plan } from "../../keys/plan.js";
import { clientOf } from "../client-budgets.js";
import type { Identity } from "../../rights/identity.js";
import { createBucket, type Bucket } from "./bucket.js";
import { planOf } from "./plan-of.js";
import { REFILL_SECONDS, type RateRules } from "./plans.js";

/** What all gateways of a hub count together. */
export interface SharedSpending {
  /** Adds points to a client's, and gives all of its period; null when it cannot be had. */
  readonly add: (client: string, points: number) => Promise<Spent | null>;
}

export interface Spent {
  /** Points of all gateways since the period began. */
  readonly total: number;
  /** Of the period that is over. */
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
/** Share of a bucket that is spent before others are told. */
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

/** Tells others what one client spends here, one lot at a time, and takes what it spent there. */
function createTeller(client: string, full: number, shared: SharedSpending) {
  const lot = full * LOT;
  let untold = 0;
  /** What all had spent when it was last heard of; null before. */
  let heard: number | null = null;
  let isTelling = false;

  const hear = (told: number, { total, elapsedMs }: Spent, bucket: Bucket): void => {
    const isNewPeriod = heard !== null && total < heard + told;
    const others = heard === null || isNewPeriod ? total - told : total - told - heard;
    // Of what was spent before this gateway knew the client, some has come back since.
    const regained = heard === null ? (full * elapsedMs) / (REFILL_SECONDS * 1_000) : 0;
    heard = total;
    bucket.debit(Math.min(full, Math.max(0, others - regained)));
  };
  const tell = async (bucket: Bucket): Promise<void> => {
    isTelling = true;
    try {
      // What is spent meanwhile is told next.
      while (untold >= lot) {
        const told = Math.floor(untold);
        untold -= told;
        const spent = await shared.add(client, told);
        // What could not be told is this gateway's alone: its own bucket goes on.
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
