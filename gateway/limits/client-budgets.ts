/**
 * Limits the processor time that one client's new queries use. Parsing and planning a new query is the most
 * expensive work that an anonymous client can cause, and renaming makes any number of new queries. So each
 * client has a budget of processor time, refilled over a minute, and one new query is planned at a time.
 * Known queries use none of it.
 */
import { isIPv6 } from "node:net";
import { LRUCache } from "lru-cache";
import pLimit from "p-limit";
import { HubError } from "#schema/errors.js";
import type { PlanningBudget } from "../engine/planning-budget.js";
import type { Identity } from "../rights/identity.js";

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

function createBudget(full: number, now: () => number): PlanningBudget {
  const turn = pLimit(1);
  let left = full;
  let at = now();
  const perSecond = full / REFILL_SECONDS;
  const refill = (): void => {
    const time = now();
    left = Math.min(full, left + ((time - at) / 1_000) * perSecond);
    at = time;
  };
  const check = (): void => {
    refill();
    if (left <= 0)
      throw new HubError("PLANNING_BUDGET_SPENT", { seconds: Math.ceil((1 - left) / perSecond) });
  };
  return {
    check,
    spend: (milliseconds) => {
      left -= milliseconds;
    },
    inTurn: (work) =>
      turn(() => {
        check();
        return work();
      }),
  };
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
