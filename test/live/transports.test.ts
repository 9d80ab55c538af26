import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createClient as createEventStreamClient } from "graphql-sse";
import { WebSocket } from "ws";
import {
  answerJson,
  openTestGateway,
  serveSubgraph,
  type HttpSubgraph,
  type TestGateway,
} from "../gateway/open-gateway.js";
import { valueAt } from "../start-hub.js";
import { codeOf, followOverEventStream, followOverWebSocket } from "./clients.js";
import { MOODS_SDL, openTickingSubgraph, type TickingSubgraph } from "./ticking-subgraph.js";

let ticking: TickingSubgraph;
let moods: HttpSubgraph;
let gateway: TestGateway;
let poor: TestGateway;
beforeAll(async () => {
  ticking = await openTickingSubgraph();
  moods = await serveSubgraph((body, response) => {
    const ids: unknown = valueAt(JSON.parse(body), "variables", "representations");
    answerJson(response, {
      data: {
        _entities: (Array.isArray(ids) ? ids : []).map((entity) => ({
          __typename: "Thing",
          mood: `好${String(valueAt(entity, "id"))}`,
        })),
      },
    });
  });
  const subgraphs = [
    { name: "ticking", sdl: ticking.sdl, url: ticking.url },
    { name: "moods", sdl: MOODS_SDL, url: moods.url },
  ];
  gateway = await openTestGateway(subgraphs, {
    limits: { costs: { mode: "enforce", limitOf: () => 1_000 } },
  });
  poor = await openTestGateway(subgraphs, { limits: { planningBudgetMs: 0.001 } });
});
afterAll(async () => {
  await Promise.all([gateway.close(), poor.close()]);
  await ticking.close();
  moods.close();
});

type Ask = (url: string, query: string, variables?: Readonly<Record<string, unknown>>) => Promise<unknown>;

const overWebSocket: Ask = async (url, query, variables) => {
  const following = followOverWebSocket(url, query, variables);
  return following
    .next()
    .catch((error: unknown) => error)
    .finally(following.stop);
};
const TRANSPORTS: readonly (readonly [string, Ask])[] = [
  [
    "POST",
    async (url, query, variables = {}) =>
      (
        await fetch(`${url}/graphql`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ query, variables }),
        })
      ).json(),
  ],
  [
    "GET",
    async (url, query, variables = {}) =>
      (
        await fetch(
          `${url}/graphql?${new URLSearchParams({ query, variables: JSON.stringify(variables) }).toString()}`,
        )
      ).json(),
  ],
  [
    "an event stream",
    async (url, query, variables) => {
      const following = await followOverEventStream(url, query, variables);
      return following.status === 200
        ? following.next()
        : following.response.text().then(
            (text) => JSON.parse(text) as unknown,
            () => null,
          );
    },
  ],
  ["WebSocket", overWebSocket],
];

describe.each(TRANSPORTS)("over %s", (_, ask) => {
  test("a query is answered", async () => {
    expect(
      await ask(gateway.url, "query ($ids: [ID!]!) { things(ids: $ids) { id name mood } }", { ids: ["1"] }),
    ).toEqual({ data: { things: [{ id: "1", name: "名1", mood: "好1" }] } });
  });

  test.each<readonly [string, string, string]>([
    ["that selects too much", `{ things(ids: []) { ${"x: id ".repeat(2_001)} } }`, "QUERY_TOO_LARGE"],
    [
      "that selects too much by way of fragments",
      `{ ...F0 } ${Array.from({ length: 12 }, (__, level) => `fragment F${level} on Query { ...F${level + 1} ...F${level + 1} }`).join(" ")} fragment F12 on Query { things(ids: []) { id } }`,
      "QUERY_TOO_LARGE",
    ],
    ["that is too deep", `${"{ things ".repeat(16)} ${"}".repeat(16)}`, "QUERY_TOO_DEEP"],
    [
      "that costs too much",
      `{ ${Array.from({ length: 60 }, (__, at) => `x${at}: things(ids: []) { id }`).join(" ")} }`,
      "QUERY_TOO_COSTLY",
    ],
    ["that is no GraphQL", "{ things(", "GRAPHQL_PARSE_FAILED"],
    ["for what is not there", "{ nothing }", "GRAPHQL_VALIDATION_FAILED"],
    ["that lacks a variable", "query ($ids: [ID!]!) { things(ids: $ids) { id } }", "BAD_USER_INPUT"],
    [
      "of two root fields that are subscribed to",
      "subscription { ticked { id } other { id } }",
      "GRAPHQL_VALIDATION_FAILED",
    ],
    ["that subscribes to introspection", "subscription { __typename }", "GRAPHQL_VALIDATION_FAILED"],
    [
      "that subscribes under @skip",
      "subscription ($x: Boolean = true) { ticked @skip(if: $x) { id } }",
      "GRAPHQL_VALIDATION_FAILED",
    ],
    [
      "that subscribes under @include in a fragment",
      "subscription ($x: Boolean = true) { ...F } fragment F on Subscription { ... @include(if: $x) { ticked { id } } }",
      "GRAPHQL_VALIDATION_FAILED",
    ],
  ])("a query %s is refused", async (__, query, code) => {
    expect(codeOf(await ask(gateway.url, query))).toBe(code);
  });

  test("a client that has spent its budget is refused what is new", async () => {
    await ask(poor.url, `{ things(ids: ["0"]) { id } }`);
    expect(codeOf(await ask(poor.url, `{ things(ids: ["${crypto.randomUUID()}"]) { id } }`))).toBe(
      "PLANNING_BUDGET_SPENT",
    );
  });
});

test.each(TRANSPORTS.filter(([name]) => name !== "GET"))(
  "over %s a query of too many tokens is refused",
  async (_, ask) => {
    expect(codeOf(await ask(gateway.url, `{ things(ids: [${"1 ".repeat(20_001)}]) { id } }`))).toBe(
      "QUERY_TOO_LARGE",
    );
  },
);

test("a subscription as a plain request is told how to be sent", async () => {
  const response = await gateway.send({ query: "subscription { ticked { id } }" });
  expect([response.status, codeOf(await response.json())]).toEqual([406, "SUBSCRIPTION_NEEDS_STREAM"]);
});

test("an anonymous subscription is served as any other", async () => {
  const following = await followOverEventStream(gateway.url, "subscription { ticked { id mood } }");
  ticking.tick("7");
  expect(await following.next()).toEqual({ data: { ticked: { id: "7", mood: "好7" } } });
  following.stop();
});

test("the client library of event streams reads what the gateway writes", async () => {
  const client = createEventStreamClient({ url: `${gateway.url}/graphql`, retryAttempts: 0 });
  expect(await client.iterate({ query: '{ things(ids: ["1"]) { name } }' }).next()).toMatchObject({
    value: { data: { things: [{ name: "名1" }] } },
  });
  await until(() => ticking.subscribers() === 0);
  const ticks = client.iterate({ query: "subscription { ticked { name } }" });
  const first = ticks.next();
  await until(() => ticking.subscribers() > 0);
  ticking.tick("8");
  expect(await first).toMatchObject({ value: { data: { ticked: { name: "名8" } } } });
  client.dispose();
});

describe("a connection is closed", () => {
  const closing = (start: (socket: WebSocket) => void, protocol = "graphql-transport-ws"): Promise<number> =>
    new Promise((resolve, reject) => {
      const socket = new WebSocket(`${gateway.url.replace("http", "ws")}/graphql`, protocol);
      socket.once("open", () => start(socket));
      socket.once("close", resolve);
      socket.once("error", reject);
    });
  const init = JSON.stringify({ type: "connection_init" });

  test.each<readonly [string, number, (socket: WebSocket) => void]>([
    ["that sends no JSON", 4400, (socket) => socket.send("{")],
    [
      "that asks before it was greeted",
      4401,
      (socket) =>
        socket.send(JSON.stringify({ id: "1", type: "subscribe", payload: { query: "{ __typename }" } })),
    ],
    [
      "that greets twice",
      4429,
      (socket) => {
        socket.send(init);
        socket.send(init);
      },
    ],
    ["that sends a megabyte at once", 1009, (socket) => socket.send("x".repeat(1_100_000))],
  ])("%s", async (_, code, start) => {
    expect(await closing(start)).toBe(code);
  });

  test("of another protocol", async () => {
    await expect(closing(() => undefined, "graphql-ws")).rejects.toThrow();
  });

  test("not for having too many operations: the one too many is refused", async () => {
    const { createClient } = await import("graphql-ws");
    const client = createClient({
      url: `${gateway.url.replace("http", "ws")}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
    });
    const refused = await new Promise<unknown>((resolve) => {
      for (let at = 0; at <= 100; at += 1)
        client.subscribe(
          { query: "subscription { ticked { id } }" },
          { next: () => undefined, error: resolve, complete: () => undefined },
        );
    });
    expect(codeOf(refused)).toBe("SUBSCRIPTIONS_TOO_MANY");
    await client.dispose();
  });
});

test("what is at another address is no door", async () => {
  const socket = new WebSocket(`${gateway.url.replace("http", "ws")}/elsewhere`, "graphql-transport-ws");
  expect(
    await new Promise((resolve) => {
      socket.once("error", (error) => resolve(error.message));
    }),
  ).toMatch(/404/);
});

test("equal subscriptions have one upstream, which ends with the last of them", async () => {
  const query = "subscription { ticked { id name mood } }";
  await until(() => ticking.subscribers() === 0);
  const followings = await Promise.all(
    Array.from({ length: 20 }, () => followOverEventStream(gateway.url, query)),
  );
  const socket = followOverWebSocket(gateway.url, query);
  await socket.opened;
  await until(() => ticking.subscribers() > 0);
  expect(ticking.subscribers()).toBe(1);
  const answers = Promise.all([...followings, socket].map(({ next }) => next()));
  ticking.tick("9");
  expect(new Set((await answers).map((answer) => JSON.stringify(answer)))).toEqual(
    new Set([JSON.stringify({ data: { ticked: { id: "9", name: "名9", mood: "好9" } } })]),
  );
  [...followings, socket].forEach(({ stop }) => stop());
  await until(() => ticking.subscribers() === 0);
});

test("an upstream that is cut is subscribed to again, and the clients are told that something may be missing", async () => {
  const following = await followOverEventStream(gateway.url, 'subscription { ticked(only: "5") { name } }');
  ticking.cut();
  expect(codeOf(await following.next())).toBe("SUBSCRIPTION_GAP");
  ticking.tick("5");
  expect(await following.next()).toEqual({ data: { ticked: { name: "名5" } } });
  following.stop();
});

test("a gateway that stops closes its connections with a code, and its event streams without an end: both are to come back", async () => {
  const stopping = await openTestGateway([{ name: "ticking", sdl: ticking.sdl, url: ticking.url }]);
  const socket = followOverWebSocket(stopping.url, "subscription { ticked { name } }");
  const ended = socket.next().catch((error: unknown) => error);
  await socket.opened;
  const stream = await followOverEventStream(stopping.url, "subscription { ticked { name } }");
  await stopping.close();
  expect(await ended).toMatchObject({ code: 1001 });
  expect(await stream.next()).toBe("end");
  socket.stop();
});

async function until(holds: () => boolean): Promise<void> {
  while (!holds())
    await new Promise((resolve) => {
      setTimeout(resolve, 5);
    });
}
