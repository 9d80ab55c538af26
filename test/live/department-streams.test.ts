import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { WebSocketServer, type WebSocket } from "ws";
import type { SubgraphEvent } from "#schema/subgraph.js";
import type { SubgraphClient } from "../../gateway/subgraphs/client-options.js";
import { remoteClient } from "../../gateway/subgraphs/subgraph-client.js";
import { compileResumable, type Resumable } from "../../gateway/engine/compile/resumable.js";
import { createNetworks } from "../../gateway/subgraphs/networks.js";
import { valueAt } from "../start-hub.js";

/** A department's service that answers whatever a test wants, and counts who connects. */
let server: WebSocketServer;
let answer: readonly string[];
let connections = 0;
beforeAll(async () => {
  server = new WebSocketServer({ port: 0, host: "localhost", handleProtocols: () => "graphql-transport-ws" });
  server.on("connection", (socket) => {
    connections += 1;
    socket.on("message", (data: Buffer) => {
      const message: unknown = JSON.parse(data.toString());
      if (valueAt(message, "type") === "connection_init")
        socket.send(JSON.stringify({ type: "connection_ack" }));
      if (valueAt(message, "type") === "subscribe")
        for (const text of answer) socket.send(text.replace("$id", String(valueAt(message, "id"))));
    });
  });
  await once(server, "listening");
});
afterAll(() => {
  for (const socket of server.clients) socket.terminate();
  server.close();
});

const logged: string[] = [];
const client = (networks: string): SubgraphClient => {
  const { port } = server.address() as AddressInfo; // it listens on a port
  return remoteClient({
    kind: "department",
    name: "transport",
    url: `http://localhost:${port}/graphql`,
    sign: null,
    timeoutMs: 2_000,
    limitBytes: 100_000,
    networks: createNetworks(networks),
    log: (entry) => logged.push(JSON.stringify(entry)),
  });
};
const OPERATION = {
  subgraph: "transport",
  text: "subscription { moved { id } }",
  name: null,
  isMutation: false,
  variables: [],
};

/** Events until the stream ends, and how it ends. */
async function follow(
  networks: string,
): Promise<{ readonly events: readonly SubgraphEvent[]; readonly end: string }> {
  const ending = new AbortController();
  const subscribed = await client(networks).subscribe(
    OPERATION,
    {},
    { caller: null, resumeAfter: null, signal: ending.signal, resumable: null },
  );
  if ("refused" in subscribed)
    return { events: [], end: String(valueAt(subscribed.refused, "errors", 0, "extensions", "code")) };
  const events: SubgraphEvent[] = [];
  try {
    for await (const event of subscribed.stream.events) events.push(event);
    return { events, end: "complete" };
  } catch {
    return { events, end: "lost" };
  } finally {
    ending.abort();
  }
}
const next = (payload: unknown): string => JSON.stringify({ id: "$id", type: "next", payload });
const COMPLETE = JSON.stringify({ id: "$id", type: "complete" });

test("an address that departments may not have is not connected to, whatever its name", async () => {
  connections = 0;
  expect(await follow("10.0.0.0/8")).toEqual({ events: [], end: "SUBGRAPH_UNAVAILABLE" });
  expect(connections).toBe(0);
});

test("what is no answer of GraphQL costs its own event, and the stream goes on", async () => {
  answer = [next({ nonsense: 1 }), next({ data: [] }), next({ data: { moved: { id: "1" } } }), COMPLETE];
  const { events, end } = await follow("127.0.0.0/8,::1/128");
  expect(
    events.map(
      ({ result }) =>
        valueAt(result, "errors", 0, "extensions", "code") ?? valueAt(result, "data", "moved", "id"),
    ),
  ).toEqual(["SUBGRAPH_BAD_ANSWER", "SUBGRAPH_BAD_ANSWER", "1"]);
  expect(end).toBe("complete");
});

test("its words go to no client, and not to the log, which has that it failed", async () => {
  const secret = "at /srv/app.js:1 (10.1.2.3)";
  answer = [
    next({ data: null, errors: [{ message: secret }] }),
    JSON.stringify({ id: "$id", type: "error", payload: [{ message: secret }] }),
  ];
  const { events } = await follow("127.0.0.0/8,::1/128");
  expect(events.map(({ result }) => valueAt(result, "errors", 0, "extensions", "code"))).toEqual([
    "SUBGRAPH_ERROR",
    "SUBGRAPH_ERROR",
  ]);
  expect(JSON.stringify(events)).not.toContain("10.1.2.3");
  expect(logged.join()).toContain("A department's subgraph reported errors");
  expect(logged.join()).not.toContain("10.1.2.3");
});

describe.each<readonly [string, number, string]>([
  ["a thousand small ones", 1_500, "x"],
  ["sixteen megabytes of large ones", 250, "x".repeat(90_000)],
])("of events that nobody takes, %s are kept at most", (_, count, text) => {
  const open = async (resumable: Resumable | null): Promise<readonly [number, string]> => {
    answer = [
      ...Array.from({ length: count }, (__, at) =>
        next({ data: { moved: { id: String(at), text, tongchaCursor: String(at) } } }),
      ),
      COMPLETE,
    ];
    const closed = once(server, "connection").then(([socket]: unknown[]) =>
      once(socket as WebSocket, "close"),
    ); // what the server tells
    const subscribed = await client("127.0.0.0/8,::1/128").subscribe(
      OPERATION,
      {},
      { caller: null, resumeAfter: null, signal: new AbortController().signal, resumable },
    );
    await closed;
    if ("refused" in subscribed) throw new Error("it was refused");
    const ids: unknown[] = [];
    let end = "complete";
    try {
      for await (const { result } of subscribed.stream.events)
        ids.push(
          valueAt(result, "data", "moved", "id") ?? valueAt(result, "errors", 0, "extensions", "code"),
        );
    } catch {
      end = "lost";
    }
    const whole = ids.filter((id) => typeof id === "string" && /^\d+$/.test(id));
    expect(whole).toEqual(whole.map((__, at) => String(at)));
    return [whole.length, ids.length > whole.length ? String(ids.at(-1)) : end];
  };

  test("a stream that cannot be resumed says in their place that some are lost", async () => {
    const [kept, end] = await open(null);
    expect([kept > 100, kept < count, end]).toEqual([true, true, "SUBSCRIPTION_GAP"]);
  });

  test("one that can ends there, so that it is resumed", async () => {
    const [kept, end] = await open(compileResumable(OPERATION, () => true));
    expect([kept > 100, kept < count, end]).toEqual([true, true, "lost"]);
  });
});

test.each<readonly [string, string]>([
  ["a message over the limit", next({ data: { moved: { id: "x".repeat(200_000) } } })],
  ["what is no message of the protocol", "{"],
])("%s ends the connection", async (_, text) => {
  answer = [text];
  expect((await follow("127.0.0.0/8,::1/128")).end).toBe("lost");
});
