/**
 * Many raw clients of graphql-transport-ws in one process. It says when all have subscribed; asked, it gives
 * how late each message was.
 */
import { once } from "node:events";
import { WebSocket } from "ws";
import { now, QUERY } from "./contenders.js";

const [origin = "", count = "0"] = process.argv.slice(2);
const AT_ONCE = 50;
const INIT = JSON.stringify({ type: "connection_init" });
const SUBSCRIBE = JSON.stringify({ id: "1", type: "subscribe", payload: { query: QUERY } });
const AT = Buffer.from('"at":');

let delays: number[] = [];

async function open(): Promise<void> {
  const socket = new WebSocket(`${origin.replace("http", "ws")}/graphql`, "graphql-transport-ws", {
    perMessageDeflate: false,
  });
  await once(socket, "open");
  socket.send(INIT);
  await once(socket, "message");
  socket.send(SUBSCRIBE);
  // Not read as JSON: the load should cost little beside what it measures.
  socket.on("message", (data: Buffer) => {
    const place = data.indexOf(AT);
    if (place >= 0)
      delays.push(
        now() - Number.parseFloat(data.toString("latin1", place + AT.length, place + AT.length + 20)),
      );
  });
}

for (let left = Number(count); left > 0; left -= AT_ONCE)
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, left) }, open));
process.send?.("subscribed");
process.on("message", () => {
  process.send?.(delays);
  delays = [];
});
