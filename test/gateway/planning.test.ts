import { expect, test } from "@jest/globals";
import { withFallback } from "../../gateway/plan/open-planner.js";
import { planInThread } from "../../gateway/plan/plan-in-thread.js";
import { composeSupergraph } from "../../gateway/supergraph/compose.js";
import { createRustPlanner } from "../../gateway/plan/rust-planner.js";
import { createReferencePlanner } from "../../gateway/plan/reference-planner.js";
import { serveTogether } from "./supergraphs/serve.js";
import { SHOP } from "./supergraphs/shop.js";

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])';
const SHARED = composeSupergraph(["a", "b"].map((name) => ({ name, url: `http://127.0.0.1:9/${name}`, sdl: `${LINK} ${name === "a" ? "type Query { n: N }" : ""} type N @key(fields: "id") { id: ID! n: N @shareable ${name}: Int }` }))).sdl;

/** Named fragments, each used twice by the one before: 475 bytes for ten, and thousands of ways. */
function explosive(fragments: number): string {
  const bodies = Array.from({ length: fragments }, (_, level) => `fragment F${level} on N { x${level}: n { ...F${level + 1} } y${level}: n { ...F${level + 1} } }`);
  return `{ n { ...F0 } } ${bodies.join(" ")} fragment F${fragments} on N { id }`;
}

test("a query that the reference planner cannot finish is ended with its thread, and the next one is planned", async () => {
  const plan = planInThread(SHARED, 1_500);
  let ticks = 0;
  const ticking = setInterval(() => { ticks += 1; }, 50);
  await expect(plan(explosive(11), null)).rejects.toThrow("too much");
  clearInterval(ticking);
  // The event loop went on meanwhile.
  expect(ticks).toBeGreaterThan(10);
  expect(await plan("{ n { id } }", null)).toMatchObject({ kind: "fetch" });
}, 20_000);

test("the thread gives the plans that the planner gives, and says what it says", async () => {
  const { supergraph } = serveTogether(SHOP);
  const [plan, planner] = [planInThread(supergraph, 10_000), createReferencePlanner(supergraph)];
  const query = "query Named { users { name reviews { product { name } } } }";
  expect(await plan(query, "Named")).toEqual(await planner.plan(query, "Named"));
  await expect(plan("{ nothing }", null)).rejects.toThrow("nothing");
}, 20_000);

test("what the Rust planner fails to plan, the reference plans", async () => {
  const graph = serveTogether(SHOP);
  const query = "{ users { reviews { author { greeting } } } }";
  await expect(createRustPlanner(graph.supergraph).plan(query, null)).rejects.toThrow("plan");
  const engine = graph.engine((supergraph) => withFallback(createRustPlanner(supergraph), createReferencePlanner(supergraph).plan));
  expect(await engine.ask(query)).toMatchObject({ data: { users: [{ reviews: [{ author: { greeting: "你好，甲" } }, { author: { greeting: "你好，甲" } }] }, { reviews: [{ author: { greeting: null } }] }, { reviews: [] }] } });
});

test("a field that no subgraph can give is refused by name, and is not tried elsewhere", async () => {
  let tried = 0;
  const planner = withFallback({ ...createReferencePlanner(SHARED), plan: () => Promise.reject(new Error("No paths found for selection item: x")) }, () => {
    tried += 1;
    return Promise.resolve(null);
  });
  await expect(planner.plan("{ n { id } }", null)).rejects.toThrow("x");
  expect(tried).toBe(0);
});
