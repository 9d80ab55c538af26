import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { composeSupergraph } from "../../gateway/graph/composition/compose-known.js";
import { openTestGateway, type TestGateway } from "../gateway/open-gateway.js";
import { valueAt } from "../start-hub.js";
import {
  codeOf,
  followOverEventStream,
  followOverWebSocket,
  type EventStream,
  type Following,
} from "./clients.js";
import { createJournal, JOURNAL_SDL, openJournalService, type JournalService } from "./journal-subgraph.js";

const journal = createJournal();
let services: readonly [JournalService, JournalService];
let gateway: TestGateway;
/** Has the gateway take a supergraph. */
let change: (supergraph: string) => void = () => undefined;
beforeAll(async () => {
  services = [await openJournalService(journal), await openJournalService(journal)];
  gateway = await open();
});
afterAll(async () => {
  await gateway.close();
  for (const { stop } of services) await stop();
});
const following: Following[] = [];
afterEach(() => following.splice(0).forEach(({ stop }) => stop()));

const subgraphsAt = ({ url }: JournalService, extra = ""): Parameters<typeof openTestGateway>[0] => [
  { name: "journal", sdl: `${JOURNAL_SDL} ${extra}`, url },
];
const supergraphAt = (service: JournalService, extra = ""): string =>
  composeSupergraph(subgraphsAt(service, extra)).sdl;
const open = (): Promise<TestGateway> =>
  openTestGateway(subgraphsAt(services[0]), {
    source: {
      read: () => Promise.resolve(supergraphAt(services[0])),
      watch: (take) => {
        change = take;
        return () => undefined;
      },
    },
  });
const revision = async (): Promise<number> =>
  Number(
    /^tongcha_graph_revision_served (\d+)$/m.exec(await (await fetch(`${gateway.url}/metrics`)).text())?.[1],
  );
const changed = async (supergraph: string): Promise<void> => {
  const before = await revision();
  change(supergraph);
  while ((await revision()) === before)
    await new Promise((resolve) => {
      setTimeout(resolve, 5);
    });
};

const QUERY = "subscription ($after: String) { moved(after: $after) { thing { id } } }";
const moved = (...ids: readonly string[]): readonly unknown[] =>
  ids.map((id) => ({ data: { moved: { thing: { id } } } }));
async function follow(
  variables: Readonly<Record<string, unknown>> = {},
  headers: Readonly<Record<string, string>> = {},
  query = QUERY,
): Promise<EventStream> {
  const stream = await followOverEventStream(gateway.url, query, variables, headers);
  following.push(stream);
  return stream;
}
const take = async (stream: Following, count: number): Promise<readonly unknown[]> => {
  const answers: unknown[] = [];
  while (answers.length < count) answers.push(await stream.next());
  return answers;
};
/** The subgraph has it, too, not only the client. */
const begun = async (count: number): Promise<void> => {
  while (journal.starts.length < count)
    await new Promise((resolve) => {
      setTimeout(resolve, 5);
    });
};

test("a department's service that is restarted goes on where it was: nothing is lost, nothing comes twice, and no client notices", async () => {
  const [stream, equal] = [await follow(), await follow()];
  await begun(1);
  journal.write("a", "b");
  expect(await take(stream, 2)).toEqual(moved("a", "b"));
  await services[0].stop();
  journal.write("c", "d");
  await services[0].start();
  expect(await take(stream, 2)).toEqual(moved("c", "d"));
  journal.write("e");
  expect(await take(stream, 1)).toEqual(moved("e"));
  expect(await take(equal, 5)).toEqual(moved("a", "b", "c", "d", "e"));
  // One upstream for both, and one after the restart.
  expect(journal.starts).toEqual([null, "2"]);
});

test("whoever comes back to another gateway goes on after its last event, by the header of browsers and by argument, over either transport", async () => {
  const stream = await follow({ after: "0" });
  expect(await take(stream, 2)).toEqual(moved("a", "b"));
  expect(stream.lastId()).toBe("2");
  await gateway.close();
  journal.write("f");
  gateway = await open();
  const socket = followOverWebSocket(
    gateway.url,
    "subscription ($from: String!) { m: moved(after: $from) { ...F } } fragment F on Move { place: cursor tongchaCursor: thing { id } }",
    { from: stream.lastId() },
  );
  following.push(socket);
  expect(await take(await follow({}, { "last-event-id": String(stream.lastId()) }), 4)).toEqual(
    moved("c", "d", "e", "f"),
  );
  expect(await take(await follow({ after: stream.lastId() }), 4)).toEqual(moved("c", "d", "e", "f"));
  expect(await take(await follow({}, {}, 'subscription { moved(after: "5") { thing { id } } }'), 1)).toEqual(
    moved("f"),
  );
  expect(await take(socket, 1)).toEqual([{ data: { m: { place: "3", tongchaCursor: { id: "c" } } } }]);
});

test("a new graph with its service at another address takes the stream there; one that changes nothing for it leaves it", async () => {
  const before = journal.starts.length;
  const stream = await follow({ after: "5" });
  expect(await take(stream, 1)).toEqual(moved("f"));
  await changed(supergraphAt(services[0], "extend type Entry { name: String }"));
  journal.write("g");
  expect(await take(stream, 1)).toEqual(moved("g"));
  expect(journal.starts.slice(before)).toEqual(["5"]);
  await changed(supergraphAt(services[1]));
  await services[0].stop();
  journal.write("h", "i");
  expect(await take(stream, 2)).toEqual(moved("h", "i"));
  expect(journal.starts.slice(before)).toEqual(["5", "7"]);
  await services[0].start();
});

test("a new graph that has the field from another subgraph ends the subscription: its cursors are no places there", async () => {
  const stream = await follow({ after: String(journal.events.length - 1) });
  expect(await take(stream, 1)).toEqual(moved("i"));
  await changed(composeSupergraph([{ name: "successor", sdl: JOURNAL_SDL, url: services[1].url }]).sdl);
  expect(codeOf(await stream.next())).toBe("SUBSCRIPTION_ENDED");
  expect(await stream.next()).toBe("complete");
  await changed(supergraphAt(services[1]));
});

test("a service that is faster than the gateway is asked again for what there was no room for", async () => {
  const stream = await follow({ after: String(journal.events.length) });
  const many = Array.from({ length: 4_000 }, (_, at) => `many ${at}`);
  journal.write(...many);
  expect(await take(stream, many.length)).toEqual(moved(...many));
});

test("a cursor that the service does not have is refused to the client, and ends the subscription", async () => {
  const stream = await follow({ after: "999999" });
  expect(codeOf(await stream.next())).toBe("CURSOR_INVALID");
  expect(await stream.next()).toBe("complete");
});

test("before its first event nobody knows where a stream is, and one without cursors never: there the client is told of a gap", async () => {
  const before = journal.starts.length;
  const [unknown, forgetful] = [
    await follow(),
    await follow({}, {}, "subscription { forgetful { cursor } }"),
  ];
  await begun(before + 2);
  await services[1].stop();
  await services[1].start();
  expect([codeOf(await unknown.next()), codeOf(await forgetful.next())]).toEqual([
    "SUBSCRIPTION_GAP",
    "SUBSCRIPTION_GAP",
  ]);
  await begun(before + 4);
  journal.write("last");
  expect(await take(unknown, 1)).toEqual(moved("last"));
  expect(valueAt(await forgetful.next(), "data", "forgetful", "cursor")).toBe(String(journal.events.length));
  expect(forgetful.lastId()).toBeNull();
});
