/** A gateway's live updates: its streams, over WebSocket and over SSE. */
import { ServerResponse, type IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { onClosed } from "./http/on-closed.js";
import { createPlaces, type LiveLimits } from "../limits/live-places.js";
import { clientOf } from "../limits/client-budgets.js";
import type { Ask, Asked } from "../operation/ask.js";
import { engineOf } from "../operation/use-revision.js";
import type { Identify } from "../operation/identify.js";
import type { StreamWorld } from "../subscriptions/stream.js";
import { OUTLET_LIMITS } from "../subscriptions/outlet.js";
import { answerSse } from "./sse/sse.js";
import { createStreams } from "../subscriptions/streams.js";
import { openWebSocketDoor } from "./websocket/websocket.js";

export interface Live {
  /**
   * Routes connection upgrades through the app like other requests, and ends all streams when the app closes.
   */
  readonly register: (app: FastifyInstance) => void;
  /** True when a request is an upgrade to WebSocket. */
  readonly isUpgrade: (request: FastifyRequest) => boolean;
  /** Rejects with CONTRACT_UNKNOWN, CONTRACT_UNUSABLE, CLIENT_CONNECTIONS_TOO_MANY or LIVE_FULL. */
  readonly takeUpgrade: (
    request: FastifyRequest,
    reply: FastifyReply,
    contract: string | null,
  ) => Promise<FastifyReply>;
  readonly overSse: (request: FastifyRequest, reply: FastifyReply, asked: Asked) => Promise<FastifyReply>;
  /** Call it when another revision is served. */
  readonly graphChanged: () => void;
  /** Numbers of open connections, of subscriptions, and of their subgraph streams. */
  readonly open: () => {
    readonly connections: number;
    readonly subscriptions: number;
    readonly streams: number;
  };
}

export interface LiveParts extends StreamWorld {
  readonly ask: Ask;
  readonly identify: Identify;
  readonly limits: LiveLimits;
}

export function createLive({ limits, ...parts }: LiveParts): Live {
  const streams = createStreams(parts, limits, OUTLET_LIMITS);
  const connections = createPlaces({
    all: limits.connections,
    ofClient: limits.connectionsOfClient,
    code: "CLIENT_CONNECTIONS_TOO_MANY",
  });
  const door = openWebSocketDoor({ ...parts, streams });
  const upgrades = new WeakMap<IncomingMessage, { readonly socket: Duplex; readonly head: Buffer }>();
  const responses = new Set<ServerResponse>();
  return {
    register: (app) => {
      app.server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
        upgrades.set(request, { socket, head });
        const response = new ServerResponse(request);
        // a server of plain HTTP gives its own sockets
        response.assignSocket(socket as Parameters<ServerResponse["assignSocket"]>[0]);
        // A refusal ends the connection.
        response.once("finish", () => socket.end());
        app.routing(request, response);
      });
      app.addHook("preClose", async () => {
        for (const response of responses) response.end();
        await door.close();
        // An unread response does not delay the shutdown.
        for (const response of responses) response.destroy();
      });
    },
    isUpgrade: ({ raw }) => upgrades.has(raw),
    takeUpgrade: async ({ raw, ip }, reply, contract) => {
      const upgrade = upgrades.get(raw);
      if (!upgrade) throw new Error("The request is no upgrade");
      await engineOf(parts.revision(), contract);
      const leave = connections.take(clientOf(ip));
      upgrade.socket.once("close", leave);
      if (upgrade.socket.destroyed) leave();
      reply.hijack();
      // the one that was assigned above
      reply.raw.detachSocket(upgrade.socket as Parameters<ServerResponse["assignSocket"]>[0]);
      door.upgrade(raw, upgrade.socket, upgrade.head, { address: ip, contract });
      return reply;
    },
    overSse: (request, reply, asked) => {
      const leave = connections.take(clientOf(request.ip));
      responses.add(reply.raw);
      onClosed(reply.raw, () => {
        responses.delete(reply.raw);
        leave();
      });
      return answerSse(request, reply, asked, { streams, identify: parts.identify });
    },
    graphChanged: streams.graphChanged,
    open: () => ({ connections: connections.taken(), ...streams.open() }),
  };
}
