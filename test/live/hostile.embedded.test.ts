import { connect, type Socket } from "node:net";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { WebSocket } from "ws";
import { openTestGateway, type TestGateway } from "../gateway/open-gateway.js";
import { valueAt } from "../start-hub.js";
import { openTickingSubgraph, type TickingSubgraph } from "./ticking-subgraph.js";

/** Attacks of strangers on a connection that stays open. */
let ticking: TickingSubgraph;
let gateway: TestGateway;
beforeAll(async () => {
  ticking = await openTickingSubgraph();
  gateway = await openTestGateway([{ name: "ticking", sdl: ticking.sdl, url: ticking.url }], {
    corsOrigins: "https://portal.example",
  });
});
afterAll(async () => {
  await gateway.close();
  await ticking.close();
});

const PROTOCOL = "graphql-transport-ws";
const address = (): string => `${gateway.url.replace("http", "ws")}/graphql`;
const INIT = JSON.stringify({ type: "connection_init" });
const subscribe = (id: string, query = "subscription { ticked { id } }"): string =>
  JSON.stringify({ id, type: "subscribe", payload: { query } });

/** Greets, then says what it is told; resolves with the code of the close. */
function closing(...messages: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(address(), PROTOCOL);
    socket.on("message", (data: Buffer) => {
      if (valueAt(JSON.parse(data.toString()), "type") === "connection_ack")
        messages.forEach((message) => socket.send(message));
    });
    socket
      .once("open", () => socket.send(INIT))
      .once("close", resolve)
      .once("error", reject);
  });
}

test.each<readonly [string, number, readonly string[]]>([
  ["an id that is in use", 4409, [subscribe("1"), subscribe("1")]],
  ["an id of a hundred kilobytes, which each event would repeat", 4400, [subscribe("x".repeat(100_000))]],
  ["a message that is none of the protocol", 4400, [JSON.stringify({ type: "start", id: "1" })]],
  ["a subscription without a document", 4400, [JSON.stringify({ id: "1", type: "subscribe", payload: {} })]],
  [
    "an id that is no text",
    4400,
    [JSON.stringify({ id: { toString: 1 }, type: "subscribe", payload: { query: "{ __typename }" } })],
  ],
])("%s closes the connection", async (_, code, messages) => {
  expect(await closing(...messages)).toBe(code);
});

test("who connects and does not greet is closed", async () => {
  const socket = new WebSocket(address(), PROTOCOL);
  expect(
    await new Promise((resolve) => {
      socket.once("close", resolve);
    }),
  ).toBe(4408);
});

test("names of objects' own machinery are ids and variables like others", async () => {
  const messages: unknown[] = [];
  await new Promise<void>((resolve, reject) => {
    const socket = new WebSocket(address(), PROTOCOL);
    socket.on("message", (data: Buffer) => {
      const message: unknown = JSON.parse(data.toString());
      if (valueAt(message, "type") === "connection_ack")
        for (const id of ["__proto__", "constructor"])
          socket.send(
            `{"id":"${id}","type":"subscribe","payload":{"query":"query ($ids: [ID!]!) { things(ids: $ids) { id } }","variables":{"ids":["1"],"__proto__":{"ids":[]}}}}`,
          );
      else if (valueAt(message, "type") === "next")
        messages.push(valueAt(message, "payload", "data", "things", 0, "id"));
      if (messages.length === 2) {
        socket.terminate();
        resolve();
      }
    });
    socket.once("open", () => socket.send(INIT)).once("error", reject);
  });
  expect(messages).toEqual(["1", "1"]);
});

test("compression is agreed on with nobody, and what comes compressed all the same ends the connection", async () => {
  const socket = new WebSocket(address(), PROTOCOL, { perMessageDeflate: { threshold: 0 } });
  await new Promise((resolve, reject) => {
    socket.once("open", resolve).once("error", reject);
  });
  expect(socket.extensions).toBe("");
  // A frame with the bit of compressed data, masked with zeros: ten kilobytes that would be ten megabytes.
  const { head, socket: raw } = await rawUpgrade({ "sec-websocket-extensions": "permessage-deflate" });
  raw.write(Buffer.concat([Buffer.from([0b1100_0001, 0x80 | 5, 0, 0, 0, 0]), Buffer.from("aaaaa")]));
  expect(await closeFrame(head, raw)).toEqual([0x88, 1002]);
  raw.destroy();
  socket.terminate();
});

test("the library's older protocol is closed with the code that its clients read", async () => {
  const { head, socket } = await rawUpgrade({}, "graphql-ws");
  expect(await closeFrame(head, socket)).toEqual([0x88, 4406]);
  socket.destroy();
});

test("a page of an origin that may not ask gets no connection, one that may and a program do", async () => {
  expect((await rawUpgrade({ origin: "https://evil.example" })).head).toMatch(
    /^HTTP\/1\.1 403 [^]*ORIGIN_REFUSED/,
  );
  expect((await rawUpgrade({ origin: "https://portal.example" })).head).toMatch(/^HTTP\/1\.1 101 /);
  expect((await rawUpgrade({})).head).toMatch(/^HTTP\/1\.1 101 /);
});

test("a request that offers another protocol to change to is answered as it is", async () => {
  const body = JSON.stringify({ query: '{ things(ids: ["1"]) { id } }' });
  const raw = connect(Number(new URL(gateway.url).port), "127.0.0.1");
  raw.write(
    `POST /graphql HTTP/1.1\r\nhost: x\r\nconnection: Upgrade, HTTP2-Settings\r\nupgrade: h2c\r\nhttp2-settings: AAMAAABk\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  );
  expect(await headOf(raw, /\}\]\}\}/)).toMatch(
    /^HTTP\/1\.1 200 [^]*\{"data":\{"things":\[\{"id":"1"\}\]\}\}/,
  );
  raw.destroy();
});

const FLOOD = 4_000;
const PAYLOAD = "x".repeat(10_000);

test("who sends messages and reads no answer is not read any more, until they do", async () => {
  const socket = new WebSocket(address(), PROTOCOL);
  await new Promise((resolve, reject) => {
    socket.once("open", resolve).once("error", reject);
  });
  const greeted = new Promise((resolve) => {
    socket.once("message", resolve);
  });
  socket.send(INIT);
  await greeted;
  socket.pause();
  let sent = 0;
  let answers = 0;
  socket.on("message", () => {
    answers += 1;
  });
  for (let at = 0; at < FLOOD; at += 1)
    socket.send(JSON.stringify({ type: "ping", payload: { PAYLOAD } }), () => {
      sent += 1;
    });
  // Until it goes no further.
  for (let before = -1, same = 0; same < 10; same = before === sent ? same + 1 : 0) {
    before = sent;
    await new Promise((resolve) => {
      setTimeout(resolve, 50);
    });
  }
  expect(sent).toBeLessThan(FLOOD);
  socket.resume();
  while (sent < FLOOD)
    await new Promise((resolve) => {
      setTimeout(resolve, 5);
    });
  while (answers < FLOOD)
    await new Promise((resolve) => {
      setTimeout(resolve, 5);
    });
  socket.terminate();
});

test("a flood of pings whose answers nobody reads ends the connection", async () => {
  const socket = new WebSocket(address(), PROTOCOL);
  await new Promise((resolve, reject) => {
    socket.once("open", resolve).once("error", reject);
  });
  const closed = new Promise((resolve) => {
    socket.once("close", resolve);
  });
  socket.pause();
  while (socket.readyState === socket.OPEN) {
    for (let at = 0; at < 10_000 && socket.readyState === socket.OPEN; at += 1)
      socket.ping(PAYLOAD.slice(0, 125));
    await new Promise((resolve) => {
      setTimeout(resolve, 5);
    });
  }
  expect(await closed).toBe(1006);
});

test("clients that go away at whatever moment leave nothing behind", async () => {
  const text = (query: string): string => JSON.stringify({ query });
  const body = text("subscription { ticked { id } }");
  const stream = `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\naccept: text/event-stream\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
  const upgrade = `GET /graphql HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: ${Buffer.alloc(16).toString("base64")}\r\nsec-websocket-protocol: ${PROTOCOL}\r\n\r\n`;
  // Each at another moment, by turns of the event loop that the gateway shares.
  await Promise.all(
    Array.from({ length: 240 }, async (_, at) => {
      const socket = connect(Number(new URL(gateway.url).port), "127.0.0.1");
      socket.on("error", () => undefined).resume();
      await new Promise((resolve) => {
        socket.once("connect", resolve);
      });
      socket.write(
        at % 2 === 0 ? stream : Buffer.concat([Buffer.from(upgrade), masked(INIT), masked(subscribe("1"))]),
      );
      for (let turns = at % 60; turns > 0; turns -= 1)
        await new Promise((resolve) => {
          setImmediate(resolve);
        });
      if (at % 3 === 0) socket.resetAndDestroy();
      else socket.destroy();
    }),
  );
  for (;;) {
    const metrics = await (await fetch(`${gateway.url}/metrics`)).text();
    if (
      ["connections", "subscriptions", "streams"].every((name) =>
        metrics.includes(`\ntongcha_live_${name} 0\n`),
      ) &&
      ticking.subscribers() === 0
    )
      break;
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
  }
});

/** A frame of text, as a client sends it, masked with zeros. */
function masked(text: string): Buffer {
  return Buffer.concat([Buffer.from([0x81, 0x80 | text.length, 0, 0, 0, 0]), Buffer.from(text)]);
}

test("a body that is compressed is refused before it is unpacked", async () => {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", "content-encoding": "gzip", accept: "text/event-stream" },
    body: Buffer.from("H4sIAAAAAAAAA6tWKixNLapUsqpWqk5NLsovLgHSBYlFiUW1tQDAiCxMGwAAAA==", "base64"),
  });
  expect(response.status).toBe(415);
  await response.body?.cancel();
});

async function rawUpgrade(
  headers: Readonly<Record<string, string>>,
  protocol = PROTOCOL,
): Promise<{ readonly head: string; readonly socket: Socket }> {
  const socket = connect(Number(new URL(gateway.url).port), "127.0.0.1");
  const lines = Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join("");
  socket.write(
    `GET /graphql HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: ${Buffer.alloc(16).toString("base64")}\r\nsec-websocket-protocol: ${protocol}\r\n${lines}\r\n`,
  );
  return { head: await headOf(socket, /^HTTP\/1\.1 101[^]*\r\n\r\n|^HTTP\/1\.1 [^1][^]*\}$/), socket };
}

/**
 * The first byte of the frame that follows the head, and the code that it holds. It may have come along with
 * the head.
 */
async function closeFrame(head: string, socket: Socket): Promise<readonly [number, number]> {
  let frame = Buffer.from(head.slice(head.indexOf("\r\n\r\n") + 4), "latin1");
  while (frame.length < 4)
    frame = Buffer.concat([
      frame,
      await new Promise<Buffer>((resolve) => {
        socket.once("data", resolve);
      }),
    ]);
  return [frame.readUInt8(0), frame.readUInt16BE(2)];
}

function headOf(socket: Socket, whole: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    socket
      .on("data", function take(part: Buffer) {
        text += part.toString("latin1");
        if (!whole.test(text)) return;
        socket.off("data", take);
        resolve(text);
      })
      .once("error", reject)
      .once("close", () => resolve(text));
  });
}
