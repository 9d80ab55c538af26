import { afterAll, beforeAll, expect, test } from "@jest/globals";
import Fastify, { type FastifyInstance } from "fastify";
import { createClient, type Client } from "graphql-ws";
import { WebSocket } from "ws";
import type { LocalSubgraph } from "#schema/subgraph.js";
import { lenientParts } from "../gateway/lenient-parts.js";
import { openGateway, type Gateway } from "../../gateway/open-gateway.js";
import { createRustPlanner } from "../../gateway/engine/plan/rust-planner.js";
import type { GraphSource } from "../../gateway/graph/graph-source.js";
import { composeSupergraph } from "../../gateway/graph/composition/compose-known.js";
import { discoverSubgraphs } from "../../services/kit/graph/serve/discover.js";
import { createLocalSubgraph } from "../../services/kit/graph/serve/execute-locally.js";
import { MARKET, penaltyCsv, penaltyRow } from "../penalty-file.js";
import { WITH_PENALTIES } from "../prepared.js";
import { SCALE } from "../scale.js";
import { startHub, valueAt, type TestHub } from "../start-hub.js";
import { codeOf, followOverEventStream } from "./clients.js";

/** A second gateway on the hub's database, whose graph a test changes. */
let hub: TestHub;
let served: Served;
beforeAll(async () => {
  hub = await startHub({ domains: WITH_PENALTIES, holds: "directory" });
  graphs = await makeGraphs();
  served = await serve();
});
afterAll(async () => {
  await served.app.close();
  await hub.close();
});

interface Served {
  readonly app: FastifyInstance;
  readonly gateway: Gateway;
  readonly url: string;
}
interface Graph {
  readonly supergraph: string;
  readonly members: readonly LocalSubgraph[];
}

/** Two that differ in what a penalty has, and one that has no penalties. */
let graphs: readonly [Graph, Graph, Graph];
let latest = 1;
const graphOf = (number: number): Graph =>
  number === WITHOUT ? graphs[2] : graphs[number % 2 === 0 ? 0 : 1];
const WITHOUT = 1_000;

async function makeGraphs(): Promise<readonly [Graph, Graph, Graph]> {
  const found = (await discoverSubgraphs()).filter(({ name }) =>
    ["directory", "disclosure", "enforcement"].includes(name),
  );
  const members = found.map((subgraph) => createLocalSubgraph(subgraph, hub.parts));
  const extra = {
    name: "extra",
    sdl: 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"]) type Penalty @key(fields: "id", resolvable: false) { id: ID! } type Query { extra: Penalty }',
    execute: () => Promise.resolve({ data: null }),
  };
  const graph = (...subgraphs: readonly LocalSubgraph[]): Graph => ({
    members: subgraphs,
    supergraph: composeSupergraph(subgraphs.map(({ name, sdl }) => ({ name, sdl, url: `local:${name}` })))
      .sdl,
  });
  return [
    graph(...members),
    graph(...members, extra),
    graph(...members.filter(({ name }) => name !== "enforcement")),
  ];
}

async function serve(): Promise<Served> {
  const source: GraphSource = {
    latest: () => Promise.resolve(latest),
    read: (number) => {
      const { supergraph, members } = graphOf(number);
      return Promise.resolve({
        supergraph,
        members: members.map(({ name, sdl }) => ({ name, sdl, owner: null, url: `local:${name}` })),
      });
    },
    watch: () => () => Promise.resolve(),
    report: () => undefined,
    follow: () => Promise.resolve(),
  };
  const parts = await lenientParts({ own: graphs[1].members, source });
  const gateway = await openGateway({
    ...parts,
    graph: { ...parts.graph, makePlanner: (supergraph) => Promise.resolve(createRustPlanner(supergraph)) },
  });
  const app = Fastify({ forceCloseConnections: "idle" });
  gateway.register(app);
  return { app, gateway, url: await app.listen({ host: "127.0.0.1", port: 0 }) };
}

const changeGraph = async (number = latest + 1): Promise<void> => {
  latest = number;
  expect(await served.gateway.take(number)).toMatchObject({ served: number, problem: null });
};

let next = 0;
const publish = async (count: number): Promise<readonly string[]> => {
  const rows = Array.from({ length: count }, () => penaltyRow((next += 1)));
  await hub.publish("enforcement.penalties", penaltyCsv(rows), MARKET.code);
  return rows.map(({ decisionNumber = "" }) => decisionNumber);
};
const latestRelease = async (): Promise<string> =>
  String(
    valueAt(
      (await hub.query("{ releases(first: 1) { nodes { cursor } } }")).data,
      "releases",
      "nodes",
      0,
      "cursor",
    ),
  );

/** Streams that are no equals of each other. */
const query = (stream: number): string =>
  `subscription Stream${stream} ($after: String) { penaltyPublished(where: { not: { partyName: { eq: "无${stream}" } } }, after: $after) { cursor record { decisionNumber department { name } } } }`;
const decisionOf = (answer: unknown): string =>
  String(valueAt(answer, "data", "penaltyPublished", "record", "decisionNumber"));

interface Subscriber {
  readonly seen: unknown[];
  readonly after: (count: number) => Promise<void>;
  readonly failed: () => unknown;
}

function subscribe(client: Client, text: string, variables: Readonly<Record<string, unknown>>): Subscriber {
  const seen: unknown[] = [];
  let failure: unknown = null;
  let wake = (): void => undefined;
  const end = (error: unknown): void => {
    failure = error;
    wake();
  };
  client.subscribe(
    { query: text, variables },
    {
      next: (answer) => {
        seen.push(answer);
        wake();
      },
      error: end,
      complete: () => end("complete"),
    },
  );
  return {
    seen,
    failed: () => failure,
    after: async (count) => {
      while (seen.length < count && failure === null)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    },
  };
}
const connect = (): Client =>
  createClient({
    url: `${served.url.replace("http", "ws")}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
  });

const { subscribers: SUBSCRIBERS, changes: CHANGES } = SCALE.changedStreams;
const STREAMS = SUBSCRIBERS / 10;

test("many subscribers each see every record once and in order across changes of the graph", async () => {
  const clients = Array.from({ length: 10 }, connect);
  const after = await latestRelease();
  const subscribers = Array.from({ length: SUBSCRIBERS }, (_, at) =>
    subscribe(clients[at % clients.length] ?? connect(), query(at % STREAMS), { after }),
  );
  const expected: string[] = [];
  const publishing = (async () => {
    for (let at = 0; at < CHANGES; at += 1) expected.push(...(await publish(3)));
  })();
  for (let at = 0; at < CHANGES; at += 1) await changeGraph();
  await publishing;
  await changeGraph();
  expected.push(...(await publish(1)));
  await Promise.all(subscribers.map((subscriber) => subscriber.after(expected.length)));
  for (const { seen, failed } of subscribers)
    expect({ seen: seen.map(decisionOf), failed: failed() }).toEqual({ seen: expected, failed: null });
  expect(
    subscribers[0]?.seen.every(
      (answer) => valueAt(answer, "data", "penaltyPublished", "record", "department", "name") === MARKET.name,
    ),
  ).toBe(true);
  for (const client of clients) await client.dispose();
});

test("a subscription that has not had an event yet loses none to a change", async () => {
  const stream = await followOverEventStream(served.url, query(0));
  await changeGraph();
  const expected = await publish(1);
  expect(decisionOf(await stream.next())).toBe(expected[0]);
  stream.stop();
});

test("whoever comes back after the gateway was killed goes on after the last event", async () => {
  const first = await followOverEventStream(served.url, query(1));
  const expected = await publish(2);
  expect(decisionOf(await first.next())).toBe(expected[0]);
  await served.app.close();
  const meanwhile = await publish(1);
  served = await serve();
  const second = await followOverEventStream(
    served.url,
    query(1),
    {},
    { "last-event-id": String(first.lastId()) },
  );
  for (const decision of [...expected.slice(1), ...meanwhile])
    expect(decisionOf(await second.next())).toBe(decision);
  second.stop();
});

test("one that the new graph does not have any more is told so, once, and ends", async () => {
  const stream = await followOverEventStream(served.url, query(2));
  const [expected] = await publish(1);
  expect(decisionOf(await stream.next())).toBe(expected);
  await changeGraph(WITHOUT);
  expect(codeOf(await stream.next())).toBe("SUBSCRIPTION_ENDED");
  expect(await stream.next()).toBe("complete");
  expect(await stream.next()).toBe("end");
});
