import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { FastifyInstance } from "fastify";
import { createServer } from "./create-server.js";
import { listen } from "./listen.js";

let app: FastifyInstance;
let url: URL;
beforeAll(async () => {
  app = createServer({ trustedProxies: "", log: () => undefined });
  app.post("/echo", ({ body }) => body);
  url = new URL(await listen(app, { host: "127.0.0.1", port: 0 }));
});
const sockets: Socket[] = [];
afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  await app.close();
});

const HEAD = "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 13\r\n\r\n";

interface Sender {
  readonly socket: Socket;
  readonly received: () => string;
}

async function send(text: string): Promise<Sender> {
  const socket = connect(Number(url.port), url.hostname);
  let received = "";
  socket.setEncoding("utf8").on("data", (part: string) => {
    received += part;
  });
  socket.on("error", () => undefined);
  sockets.push(socket);
  await once(socket, "connect");
  socket.write(text);
  return { socket, received: () => received };
}

test("of two hundred half-sent requests of an address and one more the oldest goes; the others, and whole ones, are answered", async () => {
  const oldest = await send(`${HEAD}{"half"`);
  const gone = once(oldest.socket, "close");
  const next = await send(`${HEAD}{"half"`);
  while (!oldest.socket.closed && sockets.length < 300) await send(`${HEAD}{"half"`);
  await gone;
  expect(oldest.received()).toMatch(/^HTTP\/1\.1 408 .*"code":"REQUEST_TOO_SLOW"/s);
  expect(sockets.length).toBeGreaterThan(200);
  const whole = await fetch(new URL("/echo", url), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: '{"whole": true}',
  });
  expect(await whole.json()).toEqual({ whole: true });
  expect(next.received()).not.toContain("INTERNAL");
});

test("a request that was there while the process itself was away is answered", async () => {
  const accepted = once(app.server, "connection");
  const { socket, received } = await send("");
  await accepted;
  socket.write(`${HEAD}{"i":"whole"}`);
  // Longer than a client has for its headers: all that is here stands still.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 17_000);
  while (received() === "" && !socket.closed) await new Promise(setImmediate);
  expect(received()).toMatch(/^HTTP\/1\.1 200 .*{"i":"whole"}/s);
});
