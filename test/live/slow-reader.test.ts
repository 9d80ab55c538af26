import { once } from "node:events";
import { request, type IncomingMessage } from "node:http";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { WebSocket } from "ws";
import { openTestGateway, type TestGateway } from "../gateway/open-gateway.js";
import { valueAt } from "../start-hub.js";
import { followOverEventStream } from "./clients.js";
import { createJournal, JOURNAL_SDL, openJournalService, type JournalService } from "./journal-subgraph.js";
import { openTickingSubgraph, type TickingSubgraph } from "./ticking-subgraph.js";

let ticking: TickingSubgraph;
const journal = createJournal();
let service: JournalService;
let gateway: TestGateway;
beforeAll(async () => {
  ticking = await openTickingSubgraph();
  service = await openJournalService(journal);
  gateway = await openTestGateway([
    { name: "ticking", sdl: ticking.sdl, url: ticking.url },
    { name: "journal", sdl: JOURNAL_SDL, url: service.url },
  ]);
});
afterAll(async () => {
  await gateway.close();
  await ticking.close();
  await service.stop();
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
        socket.send(
          JSON.stringify({ id: "2", type: "subscribe", payload: { query: "{ things(ids: []) { id } }" } }),
        );
      }
      // The second operation is answered: the first has begun.
      if (valueAt(message, "id") === "2" && valueAt(message, "type") === "complete") socket.pause();
      if (valueAt(message, "type") === "error") resolve();
    });
  });
  socket.once("open", () => socket.send(JSON.stringify({ type: "connection_init" })));
  while (!socket.isPaused)
    await new Promise((resolve) => {
      setTimeout(resolve, 5);
    });

  for (let at = 0; at < TICKS; at += 1) {
    ticking.tick(nameOf(at));
    expect(String(valueAt(await fast.next(), "data", "ticked", "name"))).toHaveLength(nameOf(at).length + 1);
  }
  socket.resume();
  await ended;
  const names = messages.flatMap((message) => {
    const name = valueAt(message, "payload", "data", "ticked", "name");
    return typeof name === "string" ? [Number.parseInt(name.slice(1), 10)] : [];
  });
  const last = messages.at(-1);
  expect(valueAt(last, "payload", 0, "extensions", "code")).toBe("SUBSCRIPTION_SLOW");
  // It has no cursor to go on after.
  expect(valueAt(last, "payload", 0, "extensions", "details", "after")).toBeUndefined();
  // The reader has the beginning without a gap; the events that it missed are counted.
  expect(names).toEqual(names.map((_, at) => at));
  expect(names.length + Number(valueAt(last, "payload", 0, "extensions", "details", "missed"))).toBe(TICKS);
  socket.terminate();
  fast.stop();
});

test("where a stream has cursors, a slow reader is told after which to go on, and then has the rest", async () => {
  const query = "subscription ($after: String) { moved(after: $after) { cursor thing { id } } }";
  const [fast, slow] = [
    await followOverEventStream(gateway.url, query, { after: "0" }),
    await openPausedEventStream(query, { after: "0" }),
  ];
  for (let at = 1; at <= TICKS; at += 1) {
    journal.write(nameOf(at));
    expect(valueAt(await fast.next(), "data", "moved", "cursor")).toBe(String(at));
  }
  const answers = await slow.rest();
  const { errors } = answers.pop() as {
    readonly errors: readonly [
      {
        readonly message: string;
        readonly extensions: { readonly details: { readonly missed: number; readonly after: string } };
      },
    ];
  }; // the last, as the next line checks
  expect(errors).toMatchObject([
    {
      message: expect.stringContaining(`遗漏${TICKS - answers.length}条。请从游标${answers.length}之后继续`),
      extensions: {
        code: "SUBSCRIPTION_SLOW",
        details: { missed: TICKS - answers.length, after: String(answers.length) },
      },
    },
  ]);
  expect(answers.map((answer) => valueAt(answer, "data", "moved", "cursor"))).toEqual(
    answers.map((_, at) => String(at + 1)),
  );
  const resumed = await followOverEventStream(gateway.url, query, {
    after: errors[0].extensions.details.after,
  });
  for (let at = answers.length + 1; at <= TICKS; at += 1)
    expect(valueAt(await resumed.next(), "data", "moved", "cursor")).toBe(String(at));
  [fast, resumed].forEach(({ stop }) => stop());
});

/** A client that subscribes, and reads nothing until it is told to. */
async function openPausedEventStream(
  query: string,
  variables: object,
): Promise<{ readonly rest: () => Promise<unknown[]> }> {
  const asked = request(`${gateway.url}/graphql`, {
    method: "POST",
    agent: false,
    headers: { "content-type": "application/json", accept: "text/event-stream" },
  });
  asked.end(JSON.stringify({ query, variables }));
  const [response] = (await once(asked, "response")) as [IncomingMessage]; // what node emits
  return {
    rest: async () => {
      let text = "";
      for await (const part of response.setEncoding("utf8")) text += String(part);
      return [...text.matchAll(/^data: (\{.*)$/gm)].map(([, data = ""]): unknown => JSON.parse(data));
    },
  };
}
