/**
 * A department's own service, with subscriptions over graphql-ws as its library serves them. It ticks when a
 * test says so.
 */
import { EventEmitter, on, once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { graphql, parse } from "graphql";
import { useServer } from "graphql-ws/use/ws";
import { WebSocketServer } from "ws";

export interface TickingSubgraph {
  readonly sdl: string;
  readonly url: string;
  /** To all who subscribe. */
  readonly tick: (id: string) => void;
  /** How many subscribe to it now. */
  readonly subscribers: () => number;
  /** The payload of each `connection_init` that came. */
  readonly greetings: readonly unknown[];
  /** Cuts all connections, as a network does. */
  readonly cut: () => void;
  readonly close: () => Promise<void>;
}

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';

export const TICKING_SDL = `${LINK} type Query { things(ids: [ID!]!): [Thing!]! } type Subscription { ticked(only: ID): Thing! other: Thing! } type Thing @key(fields: "id") { id: ID! name: String! }`;

/** A subgraph that knows of things what the ticking one does not. */
export const MOODS_SDL = `${LINK} type Thing @key(fields: "id") { id: ID! mood: String }`;

export async function openTickingSubgraph(): Promise<TickingSubgraph> {
  const emitter = new EventEmitter();
  emitter.setMaxListeners(0);
  const schema = buildSubgraphSchema([
    {
      typeDefs: parse(TICKING_SDL),
      resolvers: {
        Query: {
          things: (_: unknown, { ids }: { readonly ids: readonly string[] }) => ids.map((id) => ({ id })),
        },
        Subscription: {
          ticked: {
            subscribe: (_: unknown, { only }: { readonly only?: string }) => ticks(emitter, only ?? null),
            resolve: (value: unknown) => value,
          },
          other: { subscribe: () => ticks(emitter, null), resolve: (value: unknown) => value },
        },
        Thing: {
          name: ({ id }: { readonly id: string }) => `名${id}`,
          __resolveReference: (thing: unknown) => thing,
        },
      },
    },
  ]);
  const greetings: unknown[] = [];
  const server = createServer(
    (request, response) =>
      void bodyOf(request).then(async (body) => {
        const { query, variables } = JSON.parse(body) as {
          readonly query: string;
          readonly variables: Record<string, unknown>;
        }; // what the gateway sends
        response
          .setHeader("content-type", "application/json")
          .end(JSON.stringify(await graphql({ schema, source: query, variableValues: variables })));
      }),
  );
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  const web = new WebSocketServer({ server, path: "/graphql" });
  const serving = useServer(
    {
      schema,
      onConnect: ({ connectionParams }) => {
        greetings.push(connectionParams);
      },
    },
    web,
  );
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo; // it listens on a port
  return {
    sdl: TICKING_SDL,
    url: `http://127.0.0.1:${port}/graphql`,
    greetings,
    tick: (id) => void emitter.emit("tick", id),
    subscribers: () => emitter.listenerCount("tick"),
    cut: () => sockets.forEach((socket) => socket.destroy()),
    close: async () => {
      sockets.forEach((socket) => socket.destroy());
      await serving.dispose();
      server.close();
    },
  };
}

/** It ends when it is told, also while it waits: a generator would not. */
function ticks(emitter: EventEmitter, only: string | null): AsyncIterableIterator<{ readonly id: string }> {
  const source = on(emitter, "tick");
  const ticking: AsyncIterableIterator<{ readonly id: string }> = {
    next: async () => {
      for (;;) {
        const { done, value }: IteratorResult<unknown> = await source.next();
        if (done === true) return { done: true, value: undefined };
        const [id] = value as readonly [string]; // what `tick` emits
        if (only === null || only === id) return { done: false, value: { id } };
      }
    },
    return: async () => {
      await source.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => ticking,
  };
  return ticking;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer); // a request without an encoding gives buffers
  return Buffer.concat(parts).toString();
}
