import { afterAll, beforeAll, expect, test } from "@jest/globals";
import Fastify, { type FastifyInstance } from "fastify";
import { decodeJwt, UnsecuredJWT } from "jose";
import type { RemoteSubgraph } from "#schema/subgraph.js";
import { lenientParts } from "../gateway/lenient-parts.js";
import { openGateway } from "../../gateway/open-gateway.js";
import { createRustPlanner } from "../../gateway/engine/plan/rust-planner.js";
import { createSignCaller } from "../../gateway/rights/sign-caller.js";
import { openNetwork, type Network } from "../../scripts/bench/live/splice/network.js";
import { buildSchema } from "../../services/kit/graph/serve/build-schema.js";
import { discoverSubgraphs } from "../../services/kit/graph/serve/discover.js";
import { fixedGraph } from "../gateway/fixed-graph.js";
import { MARKET, penaltyCsv, penaltyRow } from "../penalty-file.js";
import { WITH_PENALTIES } from "../prepared.js";
import { startHub, valueAt, type TestHub } from "../start-hub.js";
import { codeOf, followOverEventStream } from "./clients.js";
import { createJournal, JOURNAL_SDL, openJournalService, type JournalService } from "./journal-subgraph.js";
import { openTickingSubgraph, type TickingSubgraph } from "./ticking-subgraph.js";

/**
 * A gateway in another place than the subgraphs: it reaches the hub's own over a network that a test can cut,
 * and a department's.
 */
let hub: TestHub;
let network: Network;
let ticking: TickingSubgraph;
const journal = createJournal();
let service: JournalService;
let app: FastifyInstance;
let url: string;
beforeAll(async () => {
  hub = await startHub({ domains: WITH_PENALTIES, holds: "directory" });
  network = await openNetwork(Number(new URL(hub.url).port));
  ticking = await openTickingSubgraph();
  service = await openJournalService(journal);
  const found = (await discoverSubgraphs()).filter(({ name }) =>
    ["directory", "disclosure", "enforcement"].includes(name),
  );
  const own = found.map((subgraph): RemoteSubgraph => ({
    name: subgraph.name,
    sdl: buildSchema(subgraph).sdl,
    url: `${network.url}/${subgraph.name}/graphql`,
  }));
  const parts = await lenientParts({
    own,
    sign: createSignCaller(hub.keys.hub[0]),
    source: fixedGraph([
      ...own.map(({ name, sdl }) => ({ name, sdl })),
      { name: "ticking", sdl: ticking.sdl, url: ticking.url, owner: "t101" },
      { name: "journal", sdl: JOURNAL_SDL, url: service.url, owner: "jtj" },
    ]),
  });
  const gateway = await openGateway({
    ...parts,
    graph: { ...parts.graph, makePlanner: (supergraph) => Promise.resolve(createRustPlanner(supergraph)) },
    authenticate: (authorization) =>
      Promise.resolve(
        authorization === undefined
          ? null
          : { subject: "甲", name: "甲", department: null, roles: ["supervisor"] },
      ),
  });
  app = Fastify({ forceCloseConnections: "idle" });
  gateway.register(app);
  url = await app.listen({ host: "127.0.0.1", port: 0 });
});
afterAll(async () => {
  await app.close();
  network.close();
  await ticking.close();
  await service.stop();
  await hub.close();
});

const publish = async (...numbers: readonly number[]): Promise<void> => {
  await hub.publish(
    "enforcement.penalties",
    penaltyCsv(numbers.map((number) => penaltyRow(number))),
    MARKET.code,
  );
};

test("the hub's own subgraphs in another process stream as they do here, and a connection that is cut loses nothing and repeats nothing", async () => {
  const stream = await followOverEventStream(
    url,
    "subscription { penaltyPublished { record { decisionNumber department { name } } } }",
  );
  const next = async (): Promise<unknown> => {
    const answer = await stream.next();
    expect(valueAt(answer, "data", "penaltyPublished", "record", "department", "name")).toBe(MARKET.name);
    return Number(
      /(\d+)号$/.exec(String(valueAt(answer, "data", "penaltyPublished", "record", "decisionNumber")))?.[1],
    );
  };
  await publish(1, 2);
  expect([await next(), await next()]).toEqual([1, 2]);
  network.cut();
  await publish(3);
  expect(await next()).toBe(3);
  await publish(4);
  expect(await next()).toBe(4);
  stream.stop();
});

test("what a subgraph in another process refuses is refused to the client", async () => {
  expect(
    codeOf(
      await (
        await followOverEventStream(url, 'subscription { penaltyPublished(after: "x") { cursor } }')
      ).next(),
    ),
  ).toBe("CURSOR_INVALID");
  expect(
    codeOf(await (await followOverEventStream(url, "subscription { submissionChanged { cursor } }")).next()),
  ).toBe("TOKEN_MISSING");
});

test("a department's subgraph is told who asks by a signed statement, and never gets the token", async () => {
  const token = new UnsecuredJWT({}).setExpirationTime("1h").encode();
  const stream = await followOverEventStream(
    url,
    "subscription { ticked { id } }",
    {},
    { authorization: `Bearer ${token}` },
  );
  ticking.tick("1");
  expect(await stream.next()).toEqual({ data: { ticked: { id: "1" } } });
  const [greeting] = ticking.greetings;
  expect(JSON.stringify(greeting)).not.toContain(token);
  expect(decodeJwt(String(valueAt(greeting, "tongcha-caller")))).toMatchObject({
    aud: "ticking",
    caller: { roles: ["supervisor"] },
  });
  stream.stop();
});

test("a department's service that keeps its events is resumed, and clients get nothing of it but what they asked for", async () => {
  const stream = await followOverEventStream(url, 'subscription { moved(after: "0") { thing { id } } }');
  journal.write("a");
  expect(await stream.next()).toEqual({ data: { moved: { thing: { id: "a" } } } });
  await service.stop();
  journal.write("b");
  await service.start();
  expect(await stream.next()).toEqual({ data: { moved: { thing: { id: "b" } } } });
  expect(journal.starts).toEqual(["0", "1"]);
  stream.stop();
});
