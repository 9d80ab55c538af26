import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { FastifyInstance } from "fastify";
import { MOST_CONNECTIONS } from "./bound-connections.js";
import { createServer } from "./create-server.js";
import { listen } from "./listen.js";

const PROXY = "127.0.0.9";
let app: FastifyInstance;
let port: number;
const sockets: Socket[] = [];
beforeAll(async () => {
  app = createServer({ trustedProxies: PROXY, log: () => undefined });
  app.get("/here", () => ({ here: true }));
  port = Number(new URL(await listen(app, { host: "127.0.0.1", port: 0 })).port);
});
afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  await app.close();
});

async function open(localAddress: string): Promise<Socket> {
  const socket = connect({ port, host: "127.0.0.1", localAddress }).on("error", () => undefined);
  sockets.push(socket);
  await once(socket, "connect");
  return socket;
}

async function answerOver(socket: Socket): Promise<string> {
  socket.write("GET /here HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  return text(socket);
}

test("an address that keeps its connections open gets no more than it may have, and others are served", async () => {
  const mine = [];
  while (mine.length < MOST_CONNECTIONS) mine.push(await answeredOnce(await open("127.0.0.5")));
  const beyond = await open("127.0.0.5");
  expect(await text(beyond)).toMatch(/^HTTP\/1\.1 429 .*"code":"CONNECTIONS_TOO_MANY"/s);
  expect(await answerOver(await open("127.0.0.6"))).toContain('{"here":true}');
  expect(await answerOver(await open(PROXY))).toContain('{"here":true}');
  const [first] = mine;
  if (!first) throw new Error("Nothing was opened");
  first.end();
  await once(first, "close");
  expect(await answerOver(await open("127.0.0.5"))).toContain('{"here":true}');
});

/** Idle afterwards: whole requests are kept apart from incomplete ones, which have a bound of their own. */
async function answeredOnce(socket: Socket): Promise<Socket> {
  socket.write("GET /here HTTP/1.1\r\nHost: x\r\n\r\n");
  await once(socket, "data");
  return socket.resume();
}
