import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, test } from "@jest/globals";
import { startLifetime } from "#schema/runtime/lifetime.js";
import { createMeter, UNLIMITED_ANSWER, type AnswerLimits } from "#schema/runtime/meter.js";
import { createRustPlanner } from "../../gateway/engine/plan/rust-planner.js";
import { serveTogether } from "./supergraphs/serve.js";
import type { TestSubgraph } from "./supergraphs/shop.js";

const WIDTH = 20;
const codes = Array.from({ length: WIDTH }, (_, at) => ({ code: `c${at}` }));
const many = Array.from({ length: 30_000 }, (_, at) => ({ code: `m${at}` }));
const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';
/**
 * Each gives all places below each place: of twenty places an answer is made that grows twentyfold with each
 * level.
 */
const subgraphs: readonly TestSubgraph[] = [
  {
    name: "down",
    sdl: `${LINK} type Query { places: [Place!]! wide: [Place!]! } type Place @key(fields: "code") { code: ID! down: [Place!]! }`,
    resolvers: {
      Query: { places: () => codes, wide: () => many },
      Place: { __resolveReference: (of: object) => of, down: () => codes },
    },
  },
  {
    name: "up",
    sdl: `${LINK} type Place @key(fields: "code") { code: ID! up: [Place!]! title: String! }`,
    resolvers: {
      Place: {
        __resolveReference: (of: object) => of,
        up: () => codes,
        title: ({ code }: { code: string }) => `${code} 的名称`,
      },
    },
  },
];
const graph = serveTogether(subgraphs);

const limited =
  (
    limits: Partial<AnswerLimits>,
  ): ReturnType<ReturnType<typeof graph.engine>["ask"]> extends Promise<infer T>
    ? (query: string) => Promise<T>
    : never =>
  (query) =>
    graph
      .engine(createRustPlanner, () =>
        createMeter({ ...UNLIMITED_ANSWER, ...limits }, "", startLifetime(Infinity)),
      )
      .ask(query);

const nested = (levels: number): string =>
  levels === 0 ? "code title" : `${levels % 2 === 0 ? "up" : "down"} { ${nested(levels - 1)} }`;

test("small data that stand in very many places of an answer make it too large: nothing is given, and no memory is taken for it", async () => {
  const before = process.memoryUsage().heapUsed;
  // Twenty to the seventh.
  expect(await limited({ objects: 50_000 })(`{ places { ${nested(6)} } }`)).toEqual({
    data: null,
    errors: [expect.stringContaining("50000个对象")],
  });
  expect(await limited({ bytes: 1_000_000 })(`{ places { ${nested(3)} } }`)).toEqual({
    data: null,
    errors: [expect.stringContaining("1000000字节")],
  });
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(300_000_000);
});

test("what is just within its limits is given whole", async () => {
  const { data, errors } = await limited({ objects: 50_000, bytes: 1_000_000 })(
    `{ places { ${nested(2)} } }`,
  );
  expect(errors).toEqual([]);
  const places = codes.map(({ code }) => ({ code, title: `${code} 的名称` }));
  expect(data).toEqual({ places: codes.map(() => ({ up: codes.map(() => ({ down: places })) })) });
  const bytes = Buffer.byteLength(JSON.stringify(data));
  expect((await limited({ bytes })(`{ places { ${nested(2)} } }`)).errors).toEqual([]);
  expect((await limited({ bytes: bytes - 1 })(`{ places { ${nested(2)} } }`)).data).toBeNull();
});

test("a large answer is put together and written while others have their turns, and is the same as if that were done at once", async () => {
  let turns = 0;
  let isDone = false;
  const counting = (async () => {
    for (; !isDone; turns += 1) await nextTurn();
  })();
  const { data, errors } = await limited({})("{ wide { code title again: title } }");
  isDone = true;
  await counting;
  expect(errors).toEqual([]);
  const titled = many.map(({ code }) => ({ code, title: `${code} 的名称`, again: `${code} 的名称` }));
  expect(JSON.stringify(data) === JSON.stringify({ wide: titled })).toBe(true);
  expect(turns).toBeGreaterThan(20);
});
