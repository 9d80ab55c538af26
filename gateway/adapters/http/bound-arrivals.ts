/**
 * Requests that are on their way. Of one address so many may be half sent at a time: of more the oldest goes,
 * which is the slowest. A body that has not come after a while must go on at a speed that any line has.
 * Proxies that are trusted send whole requests of many people, and are left alone.
 */
import type { IncomingMessage, Server } from "node:http";
import type { Socket } from "node:net";
import { clientOf } from "../../limits/client-budgets.js";
import type { IsAmong } from "./address-of.js";
import { refuseConnection } from "./refusal.js";

/** Of one address at a time. */
const HALF_SENT = 200;
/** For the first request of a connection to have its headers. */
const HEADERS_MS = 15_000;
/** For a body to come, and what it must come at beyond: 64 kbit/s. */
const BODY_MS = 30_000;
const BYTES_PER_MS = 8;
const LOOK_EVERY_MS = 1_000;

interface Arrival {
  readonly socket: Socket;
  readonly client: string;
  readonly since: number;
  /** Of the connection when the body began; null while the headers come. */
  readonly before: number | null;
}

export function boundArrivals(server: Server, isProxy: IsAmong): void {
  const byClient = new Map<string, Set<Arrival>>();
  const ofSocket = new WeakMap<Socket, Arrival>();

  const end = (socket: Socket): void => {
    const arrival = ofSocket.get(socket);
    if (!arrival) return;
    ofSocket.delete(socket);
    const all = byClient.get(arrival.client);
    all?.delete(arrival);
    if (all?.size === 0) byClient.delete(arrival.client);
  };
  const cut = ({ socket }: Arrival): void => {
    end(socket);
    refuseConnection(TOO_SLOW, socket);
    // What it still sends is not waited for.
    socket.destroySoon();
  };
  const begin = (socket: Socket, before: number | null): void => {
    const client = clientOf(socket.remoteAddress ?? "");
    const arrival: Arrival = { socket, client, since: performance.now(), before };
    const all = byClient.get(client) ?? new Set<Arrival>();
    byClient.set(client, all.add(arrival));
    ofSocket.set(socket, arrival);
    const [oldest] = all;
    if (all.size > HALF_SENT && oldest) cut(oldest);
  };
  const look = (): void => {
    const now = performance.now();
    for (const all of byClient.values())
      for (const arrival of all) if (now - arrival.since > timeFor(arrival)) cut(arrival);
  };
  /** Most bodies are here in the turn that their headers came in. */
  let fresh: IncomingMessage[] = [];
  const lookAtBodies = (): void => {
    const requests = fresh;
    fresh = [];
    for (const request of requests) {
      const { socket } = request;
      if (request.complete || request.destroyed || isProxy(socket.remoteAddress ?? "")) continue;
      begin(socket, socket.bytesRead);
      request.once("end", () => end(socket)).once("close", () => end(socket));
    }
  };
  const looking = setInterval(look, LOOK_EVERY_MS).unref();
  server
    .on("connection", (socket: Socket) => {
      if (isProxy(socket.remoteAddress ?? "")) return;
      begin(socket, null);
      socket.once("close", () => end(socket));
    })
    .on("upgrade", ({ socket }: IncomingMessage) => end(socket))
    .once("close", () => clearInterval(looking))
    .prependListener("request", (request: IncomingMessage) => {
      end(request.socket);
      if (!hasBody(request)) return;
      if (fresh.push(request) === 1) setImmediate(lookAtBodies);
    });
}

const TOO_SLOW = Object.assign(new Error("A request did not arrive in time"), {
  code: "ERR_HTTP_REQUEST_TIMEOUT",
});

function timeFor({ socket, before }: Arrival): number {
  return before === null ? HEADERS_MS : BODY_MS + (socket.bytesRead - before) / BYTES_PER_MS;
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined || (headers["content-length"] ?? "0") !== "0";
}
