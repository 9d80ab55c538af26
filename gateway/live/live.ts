/** Live updates of a gateway: its streams, and the two ways to them. */
import { ServerResponse, type IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { engineOf } from "../supergraph/use-revision.js";
import type { Doors } from "./doors.js";
import { OUTLET_LIMITS, type OutletLimits } from "./outlet.js";
import { answerSse, type SseRequest } from "./sse.js";
import { createStreams } from "./streams.js";
import { openWebSocketDoor } from "./websocket.js";

export interface Live {
  /** Has upgrades of connections come to the routes of the app like any request, and ends all streams with it. */
  readonly register: (app: FastifyInstance) => void;
  /** Takes a request that is an upgrade to WebSocket; false when it is none. Rejects with CONTRACT_UNKNOWN or CONTRACT_UNUSABLE. */
  readonly takesUpgrade: (request: FastifyRequest, reply: FastifyReply, contract: string | null) => Promise<boolean>;
  readonly overSse: (request: FastifyRequest, reply: FastifyReply, asked: SseRequest) => Promise<FastifyReply>;
  /** To be called when another revision is served. */
  readonly graphChanged: () => void;
}

export interface LiveParts extends Omit<Doors, "streams"> { readonly outletLimits?: OutletLimits }

export function createLive({ outletLimits = OUTLET_LIMITS, ...parts }: LiveParts): Live {
  const streams = createStreams(parts, outletLimits);
  const doors: Doors = { ...parts, streams };
  const door = openWebSocketDoor(doors);
  const upgrades = new WeakMap<IncomingMessage, { readonly socket: Duplex; readonly head: Buffer }>();
  const responses = new Set<ServerResponse>();
  return {
    register: (app) => {
      app.server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
        upgrades.set(request, { socket, head });
        const response = new ServerResponse(request);
        response.assignSocket(socket as Parameters<ServerResponse["assignSocket"]>[0]); // a server of plain HTTP gives its own sockets
        // A refusal is the connection's last.
        response.once("finish", () => socket.end());
        app.routing(request, response);
      });
      app.addHook("preClose", async () => {
        for (const response of responses) response.end();
        await door.close();
        // What nobody reads does not hold the end up.
        for (const response of responses) response.destroy();
      });
    },
    takesUpgrade: async ({ raw, ip }, reply, contract) => {
      const upgrade = upgrades.get(raw);
      if (!upgrade) return false;
      await engineOf(parts.revision(), contract);
      reply.hijack();
      reply.raw.detachSocket(upgrade.socket as Parameters<ServerResponse["assignSocket"]>[0]); // the one that was assigned above
      door.upgrade(raw, upgrade.socket, upgrade.head, { address: ip, contract });
      return true;
    },
    overSse: (request, reply, asked) => {
      responses.add(reply.raw);
      reply.raw.once("close", () => { responses.delete(reply.raw); });
      return answerSse(request, reply, asked, doors);
    },
    graphChanged: streams.graphChanged,
  };
}
