import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { createClient } from "graphql-ws";
import { WebSocket } from "ws";
import { openTestGateway, type TestGateway } from "../gateway/open-gateway.js";
import { valueAt } from "../start-hub.js";
import { codeOf, followOverEventStream, type EventStream } from "./clients.js";
import { openTickingSubgraph, type TickingSubgraph } from "./ticking-subgraph.js";

/** A gateway with room for few. A test says by whose address it comes. */
let ticking: TickingSubgraph;
let gateway: TestGateway;
beforeAll(async () => {
  ticking = await openTickingSubgraph();
  gateway = await openTestGateway([{ name: "ticking", sdl: ticking.sdl, url: ticking.url }], {
    trustedProxies: "127.0.0.1",
    limits: {
      live: {
        connections: 5,
        connectionsOfClient: 3,
        subscriptions: 6,
        subscriptionsOfClient: 4,
        streams: 5,
      },
    },
  });
});
afterAll(async () => {
  await gateway.close();
  await ticking.close();
});
const stops: (() => void)[] = [];
afterEach(async () => {
  stops.splice(0).forEach((stop) => stop());
  await until({ connections: 0, subscriptions: 0, streams: 0 });
});

const QUERY = "subscription { ticked { id } }";
const different = (only: number): string => `subscription { ticked(only: "${only}") { id } }`;

async function stream(address: string, query = QUERY): Promise<EventStream> {
  const following = await followOverEventStream(gateway.url, query, {}, { "x-forwarded-for": address });
  stops.push(following.stop);
  return following;
}

interface Refusal {
  readonly status: number;
  readonly code: unknown;
  readonly after: string | null;
}

/** Null: it was opened. */
async function connect(address: string): Promise<Refusal | null> {
  const socket = new WebSocket(`${gateway.url.replace("http", "ws")}/graphql`, "graphql-transport-ws", {
    headers: { "x-forwarded-for": address },
  });
  stops.push(() => socket.terminate());
  return new Promise((resolve, reject) => {
    socket
      .once("open", () => resolve(null))
      .on("error", reject)
      .once("unexpected-response", (_, response: IncomingMessage) => {
        const parts: Buffer[] = [];
        response
          .on("data", (part: Buffer) => parts.push(part))
          .once("end", () =>
            resolve({
              status: response.statusCode ?? 0,
              code: codeOf(JSON.parse(Buffer.concat(parts).toString())),
              after: response.headers["retry-after"] ?? null,
            }),
          );
      });
  });
}

const refusalOf = async ({ response }: EventStream): Promise<Refusal> => ({
  status: response.status,
  code: codeOf(await response.json()),
  after: response.headers.get("retry-after"),
});

/** Until the monitor says so. */
async function until(wanted: Readonly<Record<string, number>>): Promise<void> {
  for (;;) {
    const text = await (await fetch(`${gateway.url}/metrics`)).text();
    if (
      Object.entries(wanted).every(([name, value]) =>
        new RegExp(`^tongcha_live_${name} ${value}$`, "m").test(text),
      )
    )
      return;
    await new Promise((resolve) => {
      setTimeout(resolve, 10);
    });
  }
}

test("a client has so many connections of either kind, others have their own, and one that is closed makes room", async () => {
  expect([await connect("192.0.2.1"), await connect("192.0.2.1")]).toEqual([null, null]);
  const third = await stream("192.0.2.1");
  expect(third.status).toBe(200);
  const refused = { status: 429, code: "CLIENT_CONNECTIONS_TOO_MANY", after: null };
  expect([await connect("192.0.2.1"), await refusalOf(await stream("192.0.2.1"))]).toEqual([
    refused,
    refused,
  ]);
  expect(await connect("192.0.2.2")).toBeNull();
  third.stop();
  await until({ connections: 3 });
  expect(await connect("192.0.2.1")).toBeNull();
});

test("the addresses of one network of IPv6 are one client", async () => {
  for (const last of ["1", "2", "3"]) expect(await connect(`2001:db8::${last}`)).toBeNull();
  expect(await connect("2001:db8::4")).toMatchObject({ code: "CLIENT_CONNECTIONS_TOO_MANY" });
  expect(await connect("2001:db8:0:1::1")).toBeNull();
});

test("a gateway that has no room says when to come again", async () => {
  for (let client = 1; client <= 5; client += 1) expect(await connect(`192.0.2.${client}`)).toBeNull();
  const full = { status: 503, code: "LIVE_FULL", after: "30" };
  expect([await connect("192.0.2.9"), await refusalOf(await stream("192.0.2.9"))]).toEqual([full, full]);
});

test("of subscriptions that differ there may be so many, and one that is equal to another has room all the same", async () => {
  for (let at = 1; at <= 5; at += 1) expect((await stream(`192.0.2.${at}`, different(at))).status).toBe(200);
  const client = createClient({
    url: `${gateway.url.replace("http", "ws")}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
  });
  stops.push(() => void client.dispose());
  // An event stream gives its place back, and takes its stream along.
  stops.shift()?.();
  await until({ connections: 4, streams: 4 });
  const refused = (query: string): Promise<unknown> =>
    client
      .iterate({ query })
      .next()
      .catch((error: unknown) => codeOf(error));
  const fifth = client.iterate({ query: different(6) });
  void fifth.next().catch(() => undefined);
  await until({ streams: 5 });
  expect(await refused(different(7))).toBe("LIVE_FULL");
  const equal = client.iterate({ query: different(2) }).next();
  await until({ subscriptions: 6, streams: 5 });
  ticking.tick("2");
  expect(await equal).toMatchObject({ value: { data: { ticked: { id: "2" } } } });
});

test("a client has so many subscriptions, whatever the connection; one too many is refused, and the others go on", async () => {
  const socket = new WebSocket(`${gateway.url.replace("http", "ws")}/graphql`, "graphql-transport-ws", {
    headers: { "x-forwarded-for": "192.0.2.1" },
  });
  stops.push(() => socket.terminate());
  await once(socket, "open");
  const messages: unknown[] = [];
  const came = (wanted: (message: unknown) => boolean): Promise<unknown> =>
    new Promise((resolve) => {
      socket.on("message", (data: Buffer) => {
        messages.push(JSON.parse(data.toString()));
        const found = messages.find(wanted);
        if (found !== undefined) resolve(found);
      });
    });
  const acknowledged = came((message) => valueAt(message, "type") === "connection_ack");
  socket.send(JSON.stringify({ type: "connection_init" }));
  await acknowledged;
  await stream("192.0.2.1");
  const refused = came((message) => valueAt(message, "type") === "error");
  for (let id = 1; id <= 4; id += 1)
    socket.send(JSON.stringify({ id: String(id), type: "subscribe", payload: { query: QUERY } }));
  expect(await refused).toMatchObject({
    id: "4",
    payload: [{ extensions: { code: "CLIENT_SUBSCRIPTIONS_TOO_MANY", details: { limit: 4 } } }],
  });
  expect(await refusalOf(await stream("192.0.2.1"))).toMatchObject({
    status: 429,
    code: "CLIENT_SUBSCRIPTIONS_TOO_MANY",
  });
  const ticked = came((message) => valueAt(message, "type") === "next" && valueAt(message, "id") === "3");
  await until({ subscriptions: 4, streams: 1 });
  ticking.tick("1");
  expect(await ticked).toMatchObject({ payload: { data: { ticked: { id: "1" } } } });
  // One that ends makes room.
  socket.send(JSON.stringify({ id: "1", type: "complete" }));
  await until({ subscriptions: 3 });
  expect((await stream("192.0.2.1")).status).toBe(200);
});
