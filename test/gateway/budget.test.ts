import { setImmediate as nextTurn } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { HubError } from "#schema/errors.js";
import { threadTime } from "#schema/runtime/thread-time.js";
import { clientOf, createPlanningBudgets, whileWaiting } from "../../gateway/limits/client-budgets.js";
import { valueAt } from "../start-hub.js";
import {
  answerJson,
  openTestGateway,
  serveSubgraph,
  type HttpSubgraph,
  type TestGateway,
} from "./open-gateway.js";

const SDL =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"]) type Query { word(of: Int): String }';
let subgraph: HttpSubgraph;
let gateway: TestGateway;
beforeAll(async () => {
  subgraph = await serveSubgraph((_, response) => answerJson(response, { data: { word: "字", a: "字" } }));
  gateway = await openTestGateway([{ name: "words", sdl: SDL, url: subgraph.url }], {
    limits: { planningBudgetMs: 60 },
    trustedProxies: "127.0.0.1",
  });
});
afterAll(async () => {
  await gateway.close();
  subgraph.close();
});

const ask = (query: string, address: string): Promise<Response> =>
  gateway.send({ query }, { headers: { "x-forwarded-for": address } });

test("a client that asks the same under ever new names is refused until its budget fills up; others, and what is known, are answered", async () => {
  expect((await ask("{ word }", "192.0.2.1")).status).toBe(200);
  let refused: Response | undefined;
  for (let number = 0; number < 2_000 && !refused; number += 100) {
    const responses = await Promise.all(
      Array.from({ length: 100 }, (_, at) => ask(`{ a: word(of: ${number + at}) }`, "192.0.2.1")),
    );
    refused = responses.find(({ status }) => status !== 200);
    await Promise.all(responses.map(async ({ body }) => refused?.body === body || body?.cancel()));
  }
  expect(refused?.status).toBe(429);
  expect(valueAt(await refused?.json(), "errors", 0, "extensions", "code")).toBe("PLANNING_BUDGET_SPENT");
  expect(Number(refused?.headers.get("retry-after"))).toBeGreaterThan(0);
  expect((await ask("{ word }", "192.0.2.1")).status).toBe(200);
  expect((await ask("{ word(of: -1) }", "192.0.2.2")).status).toBe(200);
});

test("time in which the processor does something else is nobody's cost", () => {
  const before = threadTime();
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
  expect(threadTime() - before).toBeLessThan(150);
});

test("a budget fills up over a minute, no further than it was, and one query is planned at a time", async () => {
  let now = 0;
  const budget = createPlanningBudgets(600, () => now)("client");
  expect(createPlanningBudgets(600)("client")).not.toBe(budget);
  const nothing = (): Promise<void> => Promise.resolve();
  budget.spend(600);
  await expect(budget.inTurn(nothing)).rejects.toThrow(new HubError("PLANNING_BUDGET_SPENT", { seconds: 1 }));
  now += 3_600_000;
  budget.spend(12);
  await budget.inTurn(nothing);

  const order: string[] = [];
  const work = (name: string) => async (): Promise<void> => {
    order.push(`${name} begins`);
    await new Promise((resolve) => {
      setTimeout(resolve, 5);
    });
    order.push(`${name} ends`);
    budget.spend(600);
  };
  await expect(Promise.all([budget.inTurn(work("first")), budget.inTurn(work("second"))])).rejects.toThrow(
    "秒",
  );
  expect(order).toEqual(["first begins", "first ends"]);
});

test("who has had much done at once waits, the longer the more it was, and is refused where that takes too long", async () => {
  let now = 0;
  const budget = createPlanningBudgets(60_000, () => now)("client");
  const done: string[] = [];
  const work = (name: string) => async (): Promise<void> => void done.push(name);
  budget.spend(1_200);
  await budget.inTurn(work("at once"));
  budget.spend(90);
  const paced = budget.inTurn(work("later"));
  expect(done).toEqual(["at once"]);
  now += 31;
  await paced;
  expect(done).toEqual(["at once", "later"]);
  budget.spend(20_000);
  await expect(budget.inTurn(work("never"))).rejects.toThrow("秒");
  now += 7_000;
  await budget.inTurn(work("again"));
  expect(done).toEqual(["at once", "later", "again"]);
});

test("who is refused is told so beside the turns of others, which do not wait for it", async () => {
  let now = 0;
  const budget = createPlanningBudgets(600, () => now)("client");
  const order: string[] = [];
  budget.spend(601);
  const refused = budget
    .inTurn(() => Promise.resolve())
    .catch((error: unknown) => order.push(error instanceof HubError ? error.code : "another error"));
  await nextTurn();
  now += 3_600_000;
  await budget.inTurn(async () => void order.push("another's turn"));
  await refused;
  expect(order).toEqual(["another's turn", "PLANNING_BUDGET_SPENT"]);
});

test.each([
  ["192.0.2.1", "192.0.2.1"],
  ["::ffff:192.0.2.1", "192.0.2.1"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
  ["2001:db8:1::6", "2001:db8:1:0"],
  ["::1", "0:0:0:0"],
  ["2001:db8::", "2001:db8:0:0"],
])("the address %s is the client %s", (address, client) => {
  expect(clientOf(address)).toBe(client);
});

test("a client that goes away before its turn costs nobody anything, and no more of its queries wait than may", async () => {
  const budget = createPlanningBudgets(60_000)("client");
  const first = Promise.withResolvers<void>();
  const done: string[] = [];
  const running = budget.inTurn(() => first.promise);
  const left = whileWaiting(budget, () => true).inTurn(() => Promise.resolve(done.push("left")));
  const stays = whileWaiting(budget, () => false).inTurn(() => Promise.resolve(done.push("stays")));
  const others = Array.from({ length: 98 }, () => budget.inTurn(() => Promise.resolve()));
  const beyond = budget.inTurn(() => Promise.resolve(done.push("beyond")));
  await expect(beyond).rejects.toMatchObject({ code: "PLANNING_BUDGET_SPENT" });
  first.resolve();
  await expect(left).rejects.toMatchObject({ code: "CLIENT_LEFT" });
  await Promise.all([running, stays, ...others]);
  expect(done).toEqual(["stays"]);
});
