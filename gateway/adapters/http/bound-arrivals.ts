/**
 * Limits incomplete requests (slowloris). Each address may have a bounded number of them; beyond that the
 * oldest one, which is the slowest, is dropped. A body that takes longer than BODY_MS must keep up a minimum
 * speed. Time in which the process itself stood still does not count: what arrived meanwhile is not read yet.
 * Trusted proxies are exempt, because they send whole requests of many people.
 */
import type { IncomingMessage, Server } from "node:http";
import type { Socket } from "node:net";
import { clientOf } from "../../limits/client-budgets.js";
import type { IsAmong } from "./address-of.js";
import { refuseConnection } from "./refusal.js";

/** Most incomplete requests of one address. */
const HALF_SENT = 200;
/** Time limit for the headers of a connection's first request. */
const HEADERS_MS = 15_000;
/** Time for a body without a minimum speed, and the minimum speed after that: 64 kbit/s. */
const BODY_MS = 30_000;
const BYTES_PER_MS = 8;
const LOOK_EVERY_MS = 1_000;

interface Arrival {
  readonly socket: Socket;
  readonly client: string;
  /** By the clock below. */
  readonly since: number;
  /** Bytes that the connection had received when the body began; null while the headers arrive. */
  readonly before: number | null;
}

export function boundArrivals(server: Server, isProxy: IsAmong): void {
  const byClient = new Map<string, Set<Arrival>>();
  const ofSocket = new WeakMap<Socket, Arrival>();
  const clock = createClock();

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
    // Does not wait for the rest of the request.
    socket.destroySoon();
  };
  const begin = (socket: Socket, before: number | null): void => {
    const client = clientOf(socket.remoteAddress ?? "");
    const arrival: Arrival = { socket, client, since: clock.now(), before };
    const all = byClient.get(client) ?? new Set<Arrival>();
    byClient.set(client, all.add(arrival));
    ofSocket.set(socket, arrival);
    const [oldest] = all;
    if (all.size > HALF_SENT && oldest) cut(oldest);
  };
  const look = (): void => {
    const now = clock.tick();
    for (const all of byClient.values())
      for (const arrival of all) if (now - arrival.since > timeFor(arrival)) cut(arrival);
  };
  /** New requests; most bodies are complete in the same turn as their headers. */
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

/** Milliseconds of a loop that turns: of each time between two ticks no more than two of their intervals. */
function createClock(): { readonly now: () => number; readonly tick: () => number } {
  let [counted, last] = [0, performance.now()];
  const now = (): number => counted + Math.min(performance.now() - last, 2 * LOOK_EVERY_MS);
  return {
    now,
    tick: () => {
      [counted, last] = [now(), performance.now()];
      return counted;
    },
  };
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
