/**
 * A department's service that keeps its events, so that its stream can be resumed; it can be stopped and
 * started again at the same address.
 */
import { EventEmitter, once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { GraphQLError, parse } from "graphql";
import { handleProtocols, makeServer } from "graphql-ws";
import { WebSocketServer } from "ws";

export const JOURNAL_SDL = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
type Query { entries: [Entry!]! }
type Subscription { moved(after: String): Move! forgetful: Move! }
type Move { cursor: String! thing: Entry! }
type Entry @key(fields: "id") { id: ID! }`;

/** The state that outlives the service: the first event has the cursor 1. */
export interface Journal {
  readonly events: string[];
  /** Where subscriptions began, by what they were asked. */
  readonly starts: (string | null)[];
  readonly write: (...ids: readonly string[]) => void;
  readonly emitter: EventEmitter;
}

export function createJournal(): Journal {
  const emitter = new EventEmitter();
  emitter.setMaxListeners(0);
  const events: string[] = [];
  return {
    events,
    emitter,
    starts: [],
    write: (...ids) => {
      events.push(...ids);
      emitter.emit("written");
    },
  };
}

export interface JournalService {
  readonly url: string;
  readonly stop: () => Promise<void>;
  readonly start: () => Promise<void>;
}

export async function openJournalService(journal: Journal): Promise<JournalService> {
  const schema = buildSubgraphSchema([
    {
      typeDefs: parse(JOURNAL_SDL),
      resolvers: {
        Query: { entries: () => [] },
        Subscription: {
          moved: {
            subscribe: (_: unknown, { after }: { readonly after?: string | null }) =>
              follow(journal, after ?? null),
            resolve: (move: unknown) => move,
          },
          forgetful: { subscribe: () => follow(journal, null), resolve: (move: unknown) => move },
        },
      },
    },
  ]);
  let server: Server | null = null;
  let port = 0;
  const sockets = new Set<Socket>();
  const start = async (): Promise<void> => {
    server = createServer().on("connection", (socket) => {
      sockets.add(socket);
      socket.once("close", () => sockets.delete(socket));
    });
    new WebSocketServer({ server, path: "/graphql", handleProtocols }).on("connection", (socket) => {
      // Does the library's own work, except that the library does not report clients that leave.
      const closed = makeServer({ schema }).opened(
        {
          protocol: socket.protocol,
          close: (code, reason) => socket.close(code, reason),
          send: (text) =>
            new Promise((resolve) => {
              socket.send(text, () => resolve());
            }),
          onMessage: (take) => socket.on("message", (data: Buffer) => void take(data.toString())),
        },
        null,
      );
      socket.once("close", (code, reason) => void closed(code, reason.toString()));
    });
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
    ({ port } = server.address() as AddressInfo); // it listens on a port
  };
  await start();
  return {
    url: `http://127.0.0.1:${port}/graphql`,
    start,
    stop: async () => {
      const closed = server && once(server, "close");
      server?.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

interface Move {
  readonly cursor: string;
  readonly thing: { readonly id: string };
}

/** It ends when it is told, also while it waits. */
function follow({ events, starts, emitter }: Journal, after: string | null): AsyncIterableIterator<Move> {
  starts.push(after);
  let at = after === null ? events.length : Number(after);
  if (!(at <= events.length))
    throw new GraphQLError("secret words", { extensions: { code: "CURSOR_INVALID" } });
  let isOver = false;
  const iterator: AsyncIterableIterator<Move> = {
    next: async () => {
      while (!isOver && at >= events.length) await once(emitter, "written");
      if (isOver) return { done: true, value: undefined };
      at += 1;
      return { done: false, value: { cursor: String(at), thing: { id: events[at - 1] ?? "" } } };
    },
    return: () => {
      isOver = true;
      emitter.emit("written");
      return Promise.resolve({ done: true, value: undefined });
    },
    [Symbol.asyncIterator]: () => iterator,
  };
  return iterator;
}
