import { expect, test } from "@jest/globals";
import { createEngine, type Engine } from "../../gateway/execute/engine.js";
import { withFallback } from "../../gateway/plan/open-planner.js";
import { planInThread } from "../../gateway/plan/plan-in-thread.js";
import { composeSupergraph } from "../../gateway/supergraph/compose.js";
import type { Planner } from "../../gateway/plan/planner.js";
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

test("a new engine is warmed with what the one before was asked, and plans nothing twice", async () => {
  const { supergraph } = serveTogether(SHOP);
  const planned: string[] = [];
  const counting = (): Planner => {
    const planner = createReferencePlanner(supergraph);
    return { ...planner, plan: (text, operationName) => { planned.push(text); return planner.plan(text, operationName); } };
  };
  const ask = async (engine: Engine, query: string, variables: Readonly<Record<string, unknown>>): Promise<void> => {
    const read = engine.read(query, null);
    if (read.ok) await engine.run(read.operation, variables, () => Promise.resolve({ data: {} }));
  };
  const before = createEngine(supergraph, counting());
  const conditional = "query ($yes: Boolean!) { me { id name @include(if: $yes) } }";
  await ask(before, conditional, { yes: true });
  await ask(before, conditional, { yes: false });
  await ask(before, "{ users { id } }", {});
  expect(planned).toHaveLength(3);

  const engine = createEngine(supergraph, counting());
  await engine.warm(before);
  expect(planned).toHaveLength(6);
  await ask(engine, conditional, { yes: false });
  await Promise.all(Array.from({ length: 10 }, () => ask(engine, "{ users { id } }", {})));
  expect(planned).toHaveLength(6);
  await Promise.all(Array.from({ length: 10 }, () => ask(engine, "{ me { email } }", {})));
  expect(planned).toHaveLength(7);
});

test.each([
  ["beside other fields, in fragments of fragments", "{ ... { ...F } me { id } } fragment F on Query { ... @include(if: true) { __schema { queryType { name } } } }", {}, { __schema: { queryType: { name: "Query" } }, me: { id: "1" } }],
  ["chosen by two variables that differ", "query ($a: Boolean!, $b: Boolean!) { me { id } __type(name: \"User\") @include(if: $a) @skip(if: $b) { name } }", { a: true, b: false }, { me: { id: "1" }, __type: { name: "User" } }],
  ["not chosen", "query ($a: Boolean!) { me { id } __type(name: \"User\") @include(if: $a) { name } }", { a: false }, { me: { id: "1" } }],
  ["alone", "{ __typename __type(name: \"Tag\") { enumValues { name } } }", {}, { __typename: "Query", __type: { enumValues: [{ name: "NEW" }, { name: "OLD" }] } }],
])("introspection %s is answered by the schema", async (_, query, variables, data) => {
  expect(await serveTogether(SHOP).engine(createRustPlanner).ask(query, variables)).toEqual({ data, errors: [] });
});
