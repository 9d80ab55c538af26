import { expect, test } from "@jest/globals";
import { createRates, type Rates, type SharedSpending } from "./rates.js";
import { STRANGER } from "../../rights/identity.js";

const RULES = { anonymous: 6_000, registered: 60_000, partner: 600_000 };

/** A counter that several gateways share. */
function openCount(now: () => number): SharedSpending {
  const totals = new Map<string, number>();
  return {
    add: (client, points) => {
      const total = (totals.get(client) ?? 0) + points;
      totals.set(client, total);
      return Promise.resolve({ total, elapsedMs: now() });
    },
  };
}

function spend(rates: Rates, points: number): number {
  const bucket = rates.of(STRANGER, "203.0.113.1");
  let taken = 0;
  while (taken < 100_000 && bucket.take(points)) taken += points;
  return taken;
}

const told = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test("a bucket is spent, comes back evenly within a minute, and pays anything when it is full", () => {
  let time = 0;
  const rates = createRates({ rules: RULES, shared: null, now: () => time });
  expect(spend(rates, 100)).toBe(6_000);
  const bucket = rates.of(STRANGER, "203.0.113.1");
  expect([bucket.left(), bucket.secondsUntil(250)]).toEqual([0, 3]);
  time = 30_000;
  expect(bucket.left()).toBe(3_000);
  time = 600_000;
  expect(bucket.take(50_000)).toBe(true);
  expect(bucket.take(1)).toBe(false);
  expect(() => bucket.demand(1)).toThrow(expect.objectContaining({ code: "RATE_EXCEEDED" }));
});

test("what a client spent at one gateway it does not have at another, but for a lot", async () => {
  const now = (): number => 0;
  const shared = openCount(now);
  const [here, there] = [0, 1].map(() => createRates({ rules: RULES, shared, now }));
  if (!here || !there) throw new Error("There are two");
  expect(spend(here, 60)).toBe(6_000);
  await told();
  spend(here, 60);
  await told();
  const bucket = there.of(STRANGER, "203.0.113.1");
  let taken = 0;
  while (taken < 6_000 && bucket.take(60)) {
    taken += 60;
    await told();
  }
  expect(taken).toBeLessThanOrEqual(6_000 * 0.04);
});

test("while the common count cannot be had, each gateway counts by itself", async () => {
  const shared: SharedSpending = { add: () => Promise.resolve(null) };
  const rates = createRates({ rules: RULES, shared, now: () => 0 });
  expect(spend(rates, 100)).toBe(6_000);
  await told();
  expect(rates.of(STRANGER, "203.0.113.1").left()).toBe(0);
});
