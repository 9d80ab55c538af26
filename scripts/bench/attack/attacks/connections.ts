/** Connections that are held, flooded, or left at whatever moment. */
import { once } from "node:events";
import type { Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { WebSocket } from "ws";
import type { Attack } from "../attack.js";
import type { Target } from "../target.js";

const STREAM = JSON.stringify({ query: "subscription { penaltyPublished { cursor } }" });
const INIT = JSON.stringify({ type: "connection_init" });

const socketOf = ({ url, address }: Target): WebSocket =>
  new WebSocket(`ws://${url.host}/graphql`, "graphql-transport-ws", { localAddress: address });

/** Says all that, once it may; resolves with the code that the server closes with. */
async function closing(target: Target, ...messages: readonly string[]): Promise<string> {
  const socket = socketOf(target);
  socket.on("error", () => undefined);
  socket.on("message", (data: Buffer) => {
    if (data.toString().includes("connection_ack")) for (const message of messages) socket.send(message);
  });
  socket.once("open", () => socket.send(INIT));
  const [code]: unknown[] = await once(socket, "close");
  return `closed ${String(code)}`;
}

export const CONNECTIONS: readonly Attack[] = [
  {
    name: "half a request",
    source: "Slowloris",
    ends: ["given up", "REQUEST_TOO_SLOW"],
    atOnce: 300,
    send: async (target) => {
      const socket = await target.connect();
      socket.write("POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n");
      return held(socket);
    },
  },
  {
    name: "half a body",
    source: "R-U-Dead-Yet",
    ends: ["given up", "REQUEST_TOO_SLOW"],
    atOnce: 300,
    send: async (target) => {
      const socket = await target.connect();
      socket.write(
        'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 900000\r\n\r\n{"query":"',
      );
      return held(socket);
    },
  },
  {
    name: "a client that goes away while it is answered",
    source: "T-18: CVE-2023-45812",
    ends: ["given up"],
    atOnce: 16,
    send: async (target, number) => {
      const socket = await target.connect();
      const body = JSON.stringify({
        query: `{ penalties(first: 100, where: { fineAmount: { gte: "${number}.25" } }) { nodes { id partyName party { name } } } ... @defer { areas(first: 100) { nodes { name } } } }`,
      });
      socket.write(
        `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\naccept: multipart/mixed\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
      );
      await pause(number % 20);
      socket.resetAndDestroy();
      return "given up";
    },
  },
  {
    name: "an event stream that is left at once",
    source: "T-18",
    ends: ["given up"],
    atOnce: 16,
    send: async (target, number) => {
      const socket = await target.connect();
      socket.write(
        `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\naccept: text/event-stream\r\ncontent-length: ${STREAM.length}\r\n\r\n${STREAM}`,
      );
      await pause(number % 20);
      socket.destroy();
      return "given up";
    },
  },
  {
    name: "a WebSocket message of a megabyte",
    source: null,
    ends: ["closed 1009", "closed 1006", "closed 4400"],
    send: (target) =>
      closing(
        target,
        JSON.stringify({ id: "1", type: "subscribe", payload: { query: `# ${"x".repeat(2_000_000)}` } }),
      ),
  },
  {
    name: "two subscriptions of one id",
    source: null,
    ends: ["closed 4409"],
    send: (target) => {
      const message = JSON.stringify({
        id: "1",
        type: "subscribe",
        payload: { query: "subscription { penaltyPublished { cursor } }" },
      });
      return closing(target, message, message);
    },
  },
  {
    name: "a message that is none of the protocol",
    source: null,
    ends: ["closed 4400"],
    send: (target) => closing(target, '{"type":"__proto__"}'),
  },
  {
    name: "200 subscriptions on one connection",
    source: "Cosmo #2223",
    ends: ["CLIENT_SUBSCRIPTIONS_TOO_MANY", "SUBSCRIPTIONS_TOO_MANY", "RATE_EXCEEDED"],
    send: (target) => overWebSocket(target, 200, "subscription { penaltyPublished { cursor } }"),
  },
  {
    name: "what is too deep, over WebSocket",
    source: "T-19: CVE-2026-30241",
    ends: ["QUERY_TOO_DEEP"],
    send: (target, number) =>
      overWebSocket(
        target,
        1,
        `{ x${number}: department(code: "scjgj") { ${"parent { ".repeat(40)}id${" }".repeat(40)} } }`,
      ),
  },
  {
    name: "a subscription without a name, with two roots",
    source: "T-17: CVE-2023-41317",
    ends: ["GRAPHQL_VALIDATION_FAILED"],
    send: (target) =>
      overWebSocket(target, 1, "subscription { penaltyPublished { cursor } licencePublished { cursor } }"),
  },
  {
    name: "a subscription whose root is skipped, or introspects",
    source: "T-17",
    forms: 2,
    ends: ["GRAPHQL_VALIDATION_FAILED", "OPERATION_RESOLUTION_FAILURE", "REQUEST_INVALID", "BAD_USER_INPUT"],
    send: (target, number) =>
      overWebSocket(
        target,
        1,
        number % 2 === 0
          ? "subscription { penaltyPublished @skip(if: true) { cursor } }"
          : "subscription { __typename }",
      ),
  },
];

/** Holds a connection for two seconds, if the server lets it. */
async function held(socket: Socket): Promise<string> {
  let text = "";
  socket.setEncoding("utf8").on("data", (part) => {
    text += String(part);
  });
  await Promise.race([once(socket, "close"), pause(2_000)]);
  const hasGone = !socket.closed;
  socket.destroy();
  return hasGone ? "given up" : (/"code":"([A-Z_]+)"/.exec(text)?.[1] ?? "closed");
}

/** The code of the first error that comes. */
async function overWebSocket(target: Target, count: number, query: string): Promise<string> {
  const socket = socketOf(target);
  socket.on("error", () => undefined);
  const end = new Promise<string>((resolve) => {
    socket.on("message", (data: Buffer) => {
      const text = data.toString();
      if (text.includes("connection_ack"))
        for (let id = 1; id <= count; id += 1)
          socket.send(JSON.stringify({ id: String(id), type: "subscribe", payload: { query } }));
      const code = /"code":"([A-Z_]+)"/.exec(text)?.[1];
      if (code !== undefined) resolve(code);
      else if (text.includes('"type":"next"')) resolve("answered");
    });
    socket.once("close", (code) => resolve(`closed ${code}`));
  });
  socket.once("open", () => socket.send(INIT));
  const ended = await end;
  socket.terminate();
  return ended;
}
