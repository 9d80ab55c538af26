import { expect, test } from "@jest/globals";
import { parse } from "graphql";
import { unmetered } from "#schema/runtime/meter.js";
import { HubError } from "#schema/errors.js";
import type { SubgraphResult } from "#schema/subgraph.js";
import { NOBODY } from "../../gateway/rights/rights.js";
import { createEngine } from "../../gateway/engine/create-engine.js";
import { UNLIMITED } from "../../gateway/engine/planning-budget.js";
import type { Engine } from "../../gateway/engine/engine.js";
import { withFallback } from "../../gateway/engine/plan/open-planner.js";
import { planApart } from "../../gateway/engine/plan/plan-apart.js";
import { composeSupergraph } from "../../gateway/graph/composition/compose-known.js";
import type { Planner, PlanQuestion } from "../../gateway/engine/plan/planner.js";
import { createRustPlanner } from "../../gateway/engine/plan/rust-planner.js";
import { createReferencePlanner } from "../../gateway/engine/plan/reference-planner.js";
import { serveTogether } from "./supergraphs/serve.js";
import { SHOP } from "./supergraphs/shop.js";

const ANYBODY = { mayDefer: false, budget: UNLIMITED, rights: NOBODY };

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])';
const SHARED = composeSupergraph(
  ["a", "b"].map((name) => ({
    name,
    url: `http://127.0.0.1:9/${name}`,
    sdl: `${LINK} ${name === "a" ? "type Query { n: N }" : ""} type N @key(fields: "id") { id: ID! n: N @shareable ${name}: Int }`,
  })),
).sdl;

/** Named fragments, each used twice by the one before: 475 bytes for ten, and thousands of ways. */
function explosive(fragments: number): string {
  const bodies = Array.from(
    { length: fragments },
    (_, level) =>
      `fragment F${level} on N { x${level}: n { ...F${level + 1} } y${level}: n { ...F${level + 1} } }`,
  );
  return `{ n { ...F0 } } ${bodies.join(" ")} fragment F${fragments} on N { id }`;
}

const question = (text: string, operationName: string | null = null): PlanQuestion => ({
  text,
  operationName,
  hasDefer: false,
  overrides: [],
});
const ignore = (): void => undefined;

test.each([
  ["reference", 11],
  ["rust", 18],
] as const)(
  "a query that the %s planner cannot finish is ended with its process, is charged, and the next one is planned",
  async (kind, fragments) => {
    const { plan, close } = planApart({ kind, supergraph: SHARED, limitMs: 1_500 });
    let [ticks, spent] = [0, 0];
    const ticking = setInterval(() => {
      ticks += 1;
    }, 50);
    await expect(
      plan(question(explosive(fragments)), (milliseconds) => {
        spent += milliseconds;
      }),
    ).rejects.toThrow(new HubError("PLANNING_TOO_LONG"));
    clearInterval(ticking);
    // The event loop went on meanwhile.
    expect(ticks).toBeGreaterThan(10);
    expect(spent).toBe(1_500);
    expect(await plan(question("{ n { id } }"), ignore)).toMatchObject({ node: { kind: "fetch" } });
    close();
  },
);

test("a planner that is closed gives up what it plans and what waits, at nobody's cost, and begins nothing more", async () => {
  const { plan, close } = planApart({ kind: "rust", supergraph: SHARED, limitMs: 600_000 });
  let spent = 0;
  const charge = (milliseconds: number): void => {
    spent += milliseconds;
  };
  await plan(question("{ n { id } }"), ignore);
  const given = [plan(question(explosive(18)), charge), plan(question("{ n { a } }"), charge)].map(
    (planning) => expect(planning).rejects.toThrow(new HubError("PLANNING_TOO_LONG")),
  );
  await new Promise((resolve) => {
    setImmediate(resolve);
  });
  close();
  await Promise.all(given);
  await expect(plan(question("{ n { b } }"), charge)).rejects.toThrow(new HubError("PLANNING_TOO_LONG"));
  expect(spent).toBe(0);
});

test("the process gives the plans that the planner gives, and says what it says", async () => {
  const { supergraph } = serveTogether(SHOP);
  for (const [kind, make] of [
    ["reference", createReferencePlanner],
    ["rust", createRustPlanner],
  ] as const) {
    const { plan, close } = planApart({ kind, supergraph, limitMs: 10_000 });
    const asked = question("query Named { users { name reviews { product { name } } } }", "Named");
    let spent = 0;
    expect(
      await plan(asked, (milliseconds) => {
        spent = milliseconds;
      }),
    ).toEqual(await make(supergraph).plan(asked, ignore));
    expect(spent).toBeGreaterThan(0);
    await expect(plan(question("{ nothing }"), ignore)).rejects.toThrow("nothing");
    close();
  }
});

test("what the Rust planner fails to plan, the reference plans", async () => {
  const graph = serveTogether(SHOP);
  const query = "{ users { reviews { author { greeting } } } }";
  await expect(createRustPlanner(graph.supergraph).plan(question(query), ignore)).rejects.toThrow("plan");
  const engine = graph.engine((supergraph) =>
    withFallback(createRustPlanner(supergraph), createReferencePlanner(supergraph)),
  );
  expect(await engine.ask(query)).toMatchObject({
    data: {
      users: [
        { reviews: [{ author: { greeting: "你好，甲" } }, { author: { greeting: "你好，甲" } }] },
        { reviews: [{ author: { greeting: null } }] },
        { reviews: [] },
      ],
    },
  });
});

test("a query that takes too long is not tried with the other planner", async () => {
  let tried = 0;
  const reference = createReferencePlanner(SHARED);
  const planner = withFallback(
    { ...reference, plan: () => Promise.reject(new HubError("PLANNING_TOO_LONG")) },
    {
      ...reference,
      plan: () => {
        tried += 1;
        return Promise.resolve({ node: null, deferred: [], source: null });
      },
    },
  );
  await expect(planner.plan(question("{ n { id } }"), ignore)).rejects.toThrow(
    new HubError("PLANNING_TOO_LONG"),
  );
  expect(tried).toBe(0);
});

test("what cannot be planned is refused under one reference however often it is asked, and planned in vain once", async () => {
  const graph = serveTogether(SHOP);
  const rust = createRustPlanner(graph.supergraph);
  let planned = 0;
  const { ask } = graph.engine(() => ({
    ...rust,
    plan: (asked, spent) => {
      planned += 1;
      return rust.plan(asked, spent);
    },
  }));
  const first = await ask("{ users { reviews { author { greeting } } } }");
  expect(first).toMatchObject({
    data: null,
    errors: [expect.stringMatching(/^系统无法执行此查询，编号 [0-9a-f-]{36}/)],
  });
  expect([
    await ask("{ users { reviews { author { greeting } } } }"),
    await ask("{ users { reviews { by: author { greeting } } } }"),
    planned,
  ]).toEqual([first, first, 1]);
});

test("a new engine is warmed with what the one before was asked, and plans nothing twice", async () => {
  const { supergraph } = serveTogether(SHOP);
  const planned: string[] = [];
  const counting = (): Planner => {
    const planner = createReferencePlanner(supergraph);
    return {
      ...planner,
      plan: (asked, spent) => {
        planned.push(asked.text);
        return planner.plan(asked, spent);
      },
    };
  };
  const ask = async (
    engine: Engine,
    query: string,
    variables: Readonly<Record<string, unknown>>,
  ): Promise<void> => {
    const read = engine.read(query, null);
    if (read.ok)
      await engine.run(await engine.plan(read.operation, variables, ANYBODY), variables, {
        ask: () => Promise.resolve({ data: {} }),
        meter: unmetered(),
      });
  };
  const before = createEngine(parse(supergraph), counting());
  const conditional = "query ($yes: Boolean!) { me { id name @include(if: $yes) } }";
  await ask(before, conditional, { yes: true });
  await ask(before, conditional, { yes: false });
  await ask(before, "{ users { id } }", {});
  expect(planned).toHaveLength(3);

  const engine = createEngine(parse(supergraph), counting());
  await engine.warm(before);
  expect(planned).toHaveLength(6);
  await ask(engine, conditional, { yes: false });
  await Promise.all(Array.from({ length: 10 }, () => ask(engine, "{ users { id } }", {})));
  expect(planned).toHaveLength(6);
  await Promise.all(Array.from({ length: 10 }, () => ask(engine, "{ me { email } }", {})));
  expect(planned).toHaveLength(7);
});

test.each([
  [
    "beside other fields, in fragments of fragments",
    "{ ... { ...F } me { id } } fragment F on Query { ... @include(if: true) { __schema { queryType { name } } } }",
    {},
    { __schema: { queryType: { name: "Query" } }, me: { id: "1" } },
  ],
  [
    "chosen by two variables that differ",
    'query ($a: Boolean!, $b: Boolean!) { me { id } __type(name: "User") @include(if: $a) @skip(if: $b) { name } }',
    { a: true, b: false },
    { me: { id: "1" }, __type: { name: "User" } },
  ],
  [
    "not chosen",
    'query ($a: Boolean!) { me { id } __type(name: "User") @include(if: $a) { name } }',
    { a: false },
    { me: { id: "1" } },
  ],
  [
    "alone",
    '{ __typename __type(name: "Tag") { enumValues { name } } }',
    {},
    { __typename: "Query", __type: { enumValues: [{ name: "NEW" }, { name: "OLD" }] } },
  ],
])("introspection %s is answered by the schema", async (_, query, variables, data) => {
  expect(await serveTogether(SHOP).engine(createRustPlanner).ask(query, variables)).toEqual({
    data,
    errors: [],
  });
});

test("requests that differ in their aliases alone have one plan, and each its own names", async () => {
  const { supergraph } = serveTogether(SHOP);
  const planner = createRustPlanner(supergraph);
  const planned: string[] = [];
  const { ask } = serveTogether(SHOP).engine(() => ({
    ...planner,
    plan: (asked, spent) => {
      planned.push(asked.text);
      return planner.plan(asked, spent);
    },
  }));
  expect(
    await ask(
      "{ me { name: id id: name ...F } } fragment F on User { _0_reviews: reviews(first: 1) { __typename: body } }",
    ),
  ).toEqual({ data: { me: { name: "1", id: "甲", _0_reviews: [{ __typename: "好" }] } }, errors: [] });
  expect(
    await ask(
      "{ a: me { b: id c: name ...F } } fragment F on User { _entities: reviews(first: 1) { d: body } }",
    ),
  ).toEqual({ data: { a: { b: "1", c: "甲", _entities: [{ d: "好" }] } }, errors: [] });
  expect(planned).toHaveLength(1);
});

test("an error stands where the client's names lead, and ends before what the client did not ask for", async () => {
  const { engine } = serveTogether(SHOP).engine(createRustPlanner);
  const errorsOf = async (
    query: string,
    answers: Readonly<Record<string, SubgraphResult>>,
  ): Promise<unknown> => {
    const read = engine.read(query, null);
    if (!read.ok) throw new Error(read.code);
    const { errors } = await engine.run(
      await engine.plan(read.operation, {}, ANYBODY),
      {},
      { meter: unmetered(), ask: ({ subgraph }) => Promise.resolve(answers[subgraph] ?? { data: null }) },
    );
    return errors.map(({ message, path }) => [message, path]);
  };
  const users = { data: { users: [{ __typename: "User", id: "1", name: "甲" }] } };
  expect(
    await errorsOf("{ name: users { id: greeting } }", {
      users,
      reviews: { data: null, errors: [{ message: "down", path: ["_entities", 0, "greeting"] }] },
    }),
  ).toEqual([["down", ["name", 0, "id"]]]);
  expect(
    await errorsOf("{ name: users { id: greeting } }", {
      users: { data: { users: null }, errors: [{ message: "no name", path: ["users", 0, "name"] }] },
    }),
  ).toEqual([["no name", ["name", 0]]]);
});

test("an object's type stands under each name by which it is asked", async () => {
  expect(
    await serveTogether(SHOP).engine(createRustPlanner).ask("{ users { a: __typename b: __typename } }"),
  ).toEqual({ data: { users: Array.from({ length: 3 }, () => ({ a: "User", b: "User" })) }, errors: [] });
});
