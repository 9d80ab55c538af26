/**
 * Limits the processor time that one client's new queries use. Parsing and planning a new query is the most
 * expensive work that an anonymous client can cause, and renaming makes any number of new queries. So each
 * client has a budget of processor time, refilled over a minute, and one new query is planned at a time.
 * Whoever has spent a part of it at once goes on at a pace that leaves the processor to others. Known queries
 * use none of it.
 */
import { isIPv6 } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { LRUCache } from "lru-cache";
import pLimit from "p-limit";
import { HubError } from "#schema/errors.js";
import { threadTime } from "#schema/runtime/thread-time.js";
import type { PlanningBudget } from "../engine/planning-budget.js";
import type { Identity } from "../rights/identity.js";
import { REFUSED_AFTER_MS } from "./unhurried.js";

const CLIENTS = 10_000;
const REFILL_SECONDS = 60;

/** `millisecondsPerMinute` of processor time for each client. */
export function createPlanningBudgets(
  millisecondsPerMinute: number,
  now: () => number = () => performance.now(),
): (client: string) => PlanningBudget {
  const clients = new LRUCache<string, PlanningBudget>({ max: CLIENTS });
  return (client) => {
    const known = clients.get(client) ?? createBudget(millisecondsPerMinute, now);
    clients.set(client, known);
    return known;
  };
}

/** Share of a full budget that may be spent at once. */
const AT_ONCE = 1 / 50;
/** A client goes on so many times as fast as its budget refills. */
const PACE = 3;
/** Whoever would have to wait longer for its turn is refused. */
const LONGEST_WAIT_MS = 5_000;
/** New queries of one client that wait for their turn at the same time. */
const MOST_WAITING = 100;

function createBudget(full: number, now: () => number): PlanningBudget {
  const oneByOne = pLimit(1);
  let left = full;
  let at = now();
  /** What was spent beyond the pace, in milliseconds. */
  let ahead = 0;
  const perMillisecond = full / (REFILL_SECONDS * 1_000);
  const refill = (): void => {
    const time = now();
    left = Math.min(full, left + (time - at) * perMillisecond);
    ahead = Math.max(0, ahead - (time - at) * perMillisecond * PACE);
    at = time;
  };
  /** `began`: when it was asked for. Rejects with PLANNING_BUDGET_SPENT. */
  const turn = async (began: number): Promise<void> => {
    for (;;) {
      refill();
      if (left <= 0) throw spent((1 - left) / perMillisecond);
      const wait = (ahead - full * AT_ONCE) / (perMillisecond * PACE);
      if (wait <= 0) return;
      if (now() - began + wait > LONGEST_WAIT_MS) throw spent(wait);
      await pause(wait);
    }
  };
  const spend = (milliseconds: number): void => {
    left -= milliseconds;
    ahead += milliseconds;
  };
  return {
    spend,
    pay: (work) => {
      const started = threadTime();
      try {
        return work();
      } finally {
        spend(threadTime() - started);
      }
    },
    inTurn: async (work) => {
      const began = now();
      try {
        if (oneByOne.pendingCount >= MOST_WAITING) throw spent(LONGEST_WAIT_MS);
        return await oneByOne(() => turn(began).then(work));
      } catch (error) {
        // A refusal takes its time beside the turns, which go on meanwhile.
        if (isSpent(error)) await pause(REFUSED_AFTER_MS);
        throw error;
      }
    },
  };
}

/** The same budget, for a client that may leave: what it would have had at its turn is not made then. */
export function whileWaiting(budget: PlanningBudget, hasLeft: () => boolean): PlanningBudget {
  return {
    ...budget,
    inTurn: (work) => budget.inTurn(() => (hasLeft() ? Promise.reject(new HubError("CLIENT_LEFT")) : work())),
  };
}

function spent(milliseconds: number): HubError {
  return new HubError("PLANNING_BUDGET_SPENT", { seconds: Math.ceil(milliseconds / 1_000) });
}

function isSpent(error: unknown): boolean {
  return error instanceof HubError && error.code === "PLANNING_BUDGET_SPENT";
}

/**
 * Identifies an anonymous client: its IPv4 address, or its IPv6 network, because one subscriber can use any
 * address of such a network.
 */
export function clientOf(address: string): string {
  const mapped = /^::ffff:([\d.]+)$/i.exec(address)?.[1];
  if (mapped !== undefined || !isIPv6(address)) return mapped ?? address;
  const [head = "", tail] = address.split("::");
  const groups = head === "" ? [] : head.split(":");
  const missing = tail === undefined ? 0 : 8 - groups.length - (tail === "" ? 0 : tail.split(":").length);
  return [
    ...groups,
    ...Array.from({ length: Math.max(0, missing) }, () => "0"),
    ...(tail ? tail.split(":") : []),
  ]
    .slice(0, 4)
    .join(":");
}

/** Whose turns and quotas are counted together: the key's, else the person's, else the address's. */
export function clientNamed({ caller, key }: Identity, address: string): string {
  return key?.id ?? caller?.subject ?? clientOf(address);
}
