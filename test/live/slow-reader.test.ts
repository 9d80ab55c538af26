import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { WebSocket } from "ws";
import { openTestGateway, type TestGateway } from "../gateway/open-gateway.js";
import { valueAt } from "../start-hub.js";
import { followOverEventStream } from "./clients.js";
import { openTickingSubgraph, type TickingSubgraph } from "./ticking-subgraph.js";

let ticking: TickingSubgraph;
let gateway: TestGateway;
beforeAll(async () => {
  ticking = await openTickingSubgraph();
  gateway = await openTestGateway([{ name: "ticking", sdl: ticking.sdl, url: ticking.url }]);
});
afterAll(async () => {
  await gateway.close();
  await ticking.close();
});

const QUERY = "subscription { ticked { name } }";
const TICKS = 600;
/** Large, so that the network's own buffers are full soon. */
const nameOf = (at: number): string => `${at} ${"长".repeat(20_000)}`;

test("a slow reader is told how many it missed, and holds up nobody", async () => {
  const fast = await followOverEventStream(gateway.url, QUERY);
  const socket = new WebSocket(`${gateway.url.replace("http", "ws")}/graphql`, "graphql-transport-ws");
  const messages: unknown[] = [];
  const ended = new Promise<void>((resolve) => {
    socket.on("message", (data: Buffer) => {
      const message: unknown = JSON.parse(data.toString());
      messages.push(message);
      if (valueAt(message, "type") === "connection_ack") {
        socket.send(JSON.stringify({ id: "1", type: "subscribe", payload: { query: QUERY } }));
        socket.send(JSON.stringify({ id: "2", type: "subscribe", payload: { query: "{ things(ids: []) { id } }" } }));
      }
      // The second operation is answered: the first has begun.
      if (valueAt(message, "id") === "2" && valueAt(message, "type") === "complete") socket.pause();
      if (valueAt(message, "type") === "error") resolve();
    });
  });
  socket.once("open", () => socket.send(JSON.stringify({ type: "connection_init" })));
  while (!socket.isPaused) await new Promise((resolve) => { setTimeout(resolve, 5); });

  for (let at = 0; at < TICKS; at += 1) {
    ticking.tick(nameOf(at));
    expect(String(valueAt(await fast.next(), "data", "ticked", "name"))).toHaveLength(nameOf(at).length + 1);
  }
  socket.resume();
  await ended;
  const names = messages.flatMap((message) => { const name = valueAt(message, "payload", "data", "ticked", "name"); return typeof name === "string" ? [Number.parseInt(name.slice(1), 10)] : []; });
  const last = messages.at(-1);
  expect(valueAt(last, "payload", 0, "extensions", "code")).toBe("SUBSCRIPTION_SLOW");
  // What came is the beginning, without a gap; what did not come is counted.
  expect(names).toEqual(names.map((_, at) => at));
  expect(names.length + Number(valueAt(last, "payload", 0, "extensions", "details", "missed"))).toBe(TICKS);
  socket.terminate();
  fast.stop();
});
