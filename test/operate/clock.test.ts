/** A hub on a machine whose clock is not the database's. */
import { afterEach, expect, test } from "@jest/globals";
import { CORE } from "../prepared.js";
import { startHub, valueAt, type TestHub } from "../start-hub.js";

let hub: TestHub | null = null;
afterEach(async () => {
  await hub?.close();
});

const AREAS = "区划代码,名称,类别,上级区划代码,别名\n110118,示例区,区,,\n";

test.each([
  ["behind by half a minute: ready, and says so", -30_000, 200],
  ["behind by more than a minute: not ready", -61_500, 503],
  ["ahead by more than a minute: not ready", 61_500, 503],
  ["right: ready, and says nothing", 0, 200],
])("%s", async (_, aheadMs, status) => {
  hub = await startHub({ domains: CORE, clock: () => Date.now() + aheadMs });
  const response = await fetch(`${hub.url}/health/ready`);
  const body: unknown = await response.json();
  expect([response.status, valueAt(body, "status")]).toEqual([
    status,
    status === 200 ? "ready" : "unavailable",
  ]);
  const off = valueAt(body, "clockOffMs");
  const told = hub.logged.filter((line) => line.includes("clock is not the database's"));
  if (aheadMs === 0) expect([off, told]).toEqual([undefined, []]);
  else {
    expect(Math.sign(Number(off))).toBe(-Math.sign(aheadMs));
    expect(Math.abs(Number(off))).toBeGreaterThan(1_000);
    expect(told).toHaveLength(1);
  }
  // Whatever the machine believes, what is released has the database's time.
  const before = Date.now();
  await hub.publish("directory.areas", AREAS, "zwfwj");
  const { data } = await hub.query("{ releases(first: 1) { nodes { releasedAt } } }");
  const at = Date.parse(String(valueAt(data, "releases", "nodes", 0, "releasedAt")));
  expect(at).toBeGreaterThanOrEqual(before - 1);
  expect(at).toBeLessThanOrEqual(Date.now() + 1);
});
