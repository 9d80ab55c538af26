/**
 * Who fans out: our gateway, whose event has a field of a second subgraph, and graphql-ws alone on a bare
 * async iterator, which has all in one schema. Either says the same text to each client, every second.
 */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { buildSubgraphSchema, type GraphQLResolverMap } from "@apollo/subgraph";
import Fastify from "fastify";
import { execute, parse, type GraphQLSchema } from "graphql";
import { useServer } from "graphql-ws/use/ws";
import { WebSocketServer } from "ws";
import { UNLIMITED_ANSWER } from "#schema/runtime/meter.js";
import type { LocalSubgraph, SubgraphEvent } from "#schema/subgraph.js";
import { NO_DOCUMENTS } from "../../../gateway/documents/document-source.js";
import { openHubClients } from "../../../gateway/subgraphs/open-client.js";
import { openGateway } from "../../../gateway/open-gateway.js";
import { UNLIMITED_LIVE } from "../../../gateway/limits/live-places.js";
import { createNetworks } from "../../../gateway/subgraphs/networks.js";
import { openPlanner } from "../../../gateway/engine/plan/open-planner.js";
import { createCallerStatements } from "../../../gateway/rights/caller-statements.js";
import { generateIssuerKey } from "../../../gateway/rights/issuer.js";
import { composeSupergraph } from "../../../gateway/graph/composition/compose-known.js";

export const QUERY = "subscription { ticked { at thing { id name text } } }";

const EVERY_MS = 1_000;
const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external"])';
const TEXT = "行政处罚决定书，示例。".repeat(20);

/** Milliseconds since 1970, with fractions; equal in all processes of a machine. */
export function now(): number {
  return performance.timeOrigin + performance.now();
}

interface Tick {
  readonly at: number;
  readonly thing: { readonly id: string; readonly name: string; readonly text: string };
}

async function* ticks(signal?: AbortSignal): AsyncGenerator<Tick> {
  for (let id = 0; signal?.aborted !== true; id += 1) {
    // All who tick do so at the same moment, from which delays are counted: the wait for one's turn is part
    // of them.
    const at = Math.ceil((Date.now() + 1) / EVERY_MS) * EVERY_MS;
    await pause(at - Date.now());
    yield { at, thing: { id: String(id), name: `第 ${id} 号`, text: TEXT } };
  }
}

/** Gives the address. */
export const CONTENDERS = {
  ours: { name: "ours", open: openOurs },
  floor: { name: "graphql-ws alone", open: openFloor },
} as const;
export type Kind = keyof typeof CONTENDERS;

async function openOurs(): Promise<string> {
  const ticking = subgraph(
    "ticking",
    `${LINK} type Query { now: Float } type Subscription { ticked: Tick! } type Tick { at: Float! thing: Thing! } type Thing @key(fields: "id") { id: ID! }`,
  );
  const things = subgraph(
    "things",
    `${LINK} type Thing @key(fields: "id") { id: ID! name: String! text: String! }`,
    {
      Thing: {
        __resolveReference: ({ id }: { readonly id: string }) => ({ id, name: `第 ${id} 号`, text: TEXT }),
      },
    },
  );
  const own: readonly LocalSubgraph[] = [
    {
      ...ticking.local,
      subscribe: ({ query, signal }) => {
        const document = parse(query);
        async function* events(): AsyncGenerator<SubgraphEvent> {
          for await (const ticked of ticks(signal))
            yield {
              cursor: ticked.thing.id,
              result: await execute({ schema: ticking.schema, document, rootValue: { ticked } }),
            };
        }
        return Promise.resolve({ stream: { cursor: "0", events: events() } });
      },
    },
    things.local,
  ];
  const { sdl: supergraph } = composeSupergraph(
    own.map(({ name, sdl }) => ({ name, sdl, url: `local:${name}` })),
  );
  const log = (): undefined => undefined;
  const departments = {
    networks: createNetworks(""),
    statements: createCallerStatements({
      callerKeys: [await generateIssuerKey()],
      issuer: "bench",
      pseudonymKey: new Uint8Array(32),
    }),
    timeoutMs: 1_000,
    limitBytes: 1_000_000,
  };
  const gateway = await openGateway({
    graph: {
      source: {
        latest: () => Promise.resolve(1),
        watch: () => () => Promise.resolve(),
        report: () => undefined,
        follow: () => Promise.resolve(),
        read: () =>
          Promise.resolve({
            supergraph,
            members: own.map(({ name, sdl }) => ({ name, sdl, owner: null, url: `local:${name}` })),
          }),
      },
      contracts: [],
      makePlanner: await openPlanner(),
    },
    openClient: openHubClients({
      own,
      sign: () => Promise.resolve(""),
      timeoutMs: 10_000,
      answerLimits: UNLIMITED_ANSWER,
      departments,
      log,
    }),
    authenticate: () => Promise.resolve(null),
    documents: { source: NO_DOCUMENTS, modeOf: () => "open" },
    limits: {
      document: { selections: 2_000, depth: 15, tokens: 20_000 },
      answer: UNLIMITED_ANSWER,
      live: UNLIMITED_LIVE,
      operationTimeoutMs: 10_000,
      planningBudgetMs: 60_000,
    },
    answers: null,
    shareInFlight: true,
    corsOrigins: "*",
    usage: null,
    show: ({ message }) => ({ message }),
    log,
  });
  const app = Fastify();
  gateway.register(app);
  return app.listen({ host: "127.0.0.1", port: 0 });
}

function subgraph(
  name: string,
  sdl: string,
  resolvers: GraphQLResolverMap = {},
): { readonly schema: GraphQLSchema; readonly local: LocalSubgraph } {
  const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers }]);
  return {
    schema,
    local: {
      name,
      sdl,
      execute: async ({ query, variables }) =>
        execute({ schema, document: parse(query), variableValues: variables }),
    },
  };
}

async function openFloor(): Promise<string> {
  const schema = buildSubgraphSchema([
    {
      typeDefs: parse(
        "type Query { now: Float } type Subscription { ticked: Tick! } type Tick { at: Float! thing: Thing! } type Thing { id: ID! name: String! text: String! }",
      ),
      resolvers: { Subscription: { ticked: { subscribe: () => ticks(), resolve: (tick: unknown) => tick } } },
    },
  ]);
  const server = createServer().listen(0, "127.0.0.1");
  useServer({ schema }, new WebSocketServer({ server, path: "/graphql" }));
  await once(server, "listening");
  const { port } = server.address() as AddressInfo; // it listens on a port
  return `http://127.0.0.1:${port}`;
}
