/** What planners and parsers say quotes the query and the graph: the log says what happened without it. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { openPlanner } from "../../gateway/engine/plan/open-planner.js";
import { composeSupergraph } from "../../gateway/graph/composition/compose-known.js";
import { openSource } from "../../gateway/graph/source.js";
import { openStandaloneGateway, type StandaloneGateway } from "../../gateway/open-standalone.js";
import { valueAt } from "../start-hub.js";
import { until } from "../until.js";
import { LENIENT } from "./lenient-parts.js";

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';
const CANARY = "示例甲110118199003071234";
const THINGS = `${LINK} type Query { thing(of: String = "${CANARY}"): Thing } type Thing @key(fields: "id") { id: ID! name: String }`;
const MOODS = `${LINK} type Thing @key(fields: "id") { id: ID! mood: String }`;

let folder: string;
let file: string;
let gateway: StandaloneGateway;
const logged: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tongcha-plain-"));
  file = join(folder, "supergraph.graphql");
  await writeFile(file, unplannable());
  gateway = await openStandaloneGateway({
    source: openSource(file),
    contracts: [],
    makePlanner: await openPlanner(),
    host: "127.0.0.1",
    port: 0,
    subgraphTimeoutMs: 4_000,
    limits: { ...LENIENT, document: { selections: 2_000, depth: 15, tokens: 20_000 } },
    trustedProxies: "",
    shareInFlight: true,
    corsOrigins: "*",
    log: (entry) => logged.push(JSON.stringify(entry)),
  });
});
afterAll(async () => {
  await gateway.close();
  await rm(folder, { recursive: true });
});

/** A graph whose moods no step can fetch: their subgraph has no key. */
function unplannable(): string {
  const { sdl } = composeSupergraph([
    { name: "things", url: "http://127.0.0.1:9/things", sdl: THINGS },
    { name: "moods", url: "http://127.0.0.1:9/moods", sdl: MOODS },
  ]);
  const cut = sdl.replace('@join__type(graph: MOODS, key: "id")', "@join__type(graph: MOODS)");
  expect(cut).not.toBe(sdl);
  return cut;
}

const linesOf = (message: string): readonly unknown[] =>
  logged.map((line): unknown => JSON.parse(line)).filter((line) => valueAt(line, "message") === message);

test("a query that has no plan is logged by reference, operation and reason, and not by what it says", async () => {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: `query Moods { thing(of: "${CANARY}") { name mood } }` }),
  });
  const answer: unknown = await response.json();
  expect(valueAt(answer, "errors", 0, "extensions", "code")).toBe("PLAN_FAILED");
  const told = linesOf("A query has no plan");
  expect(told).toEqual([expect.objectContaining({ operation: "Moods", reason: "failure" })]);
  expect(valueAt(answer, "errors", 0, "message")).toContain(String(valueAt(told, 0, "requestId")));
  expect(logged.join()).not.toContain(CANARY);
});

test.each([
  ["that cannot be read", (sdl: string) => sdl.replace("type Thing", `type "${CANARY}" Thing`)],
  ["that planners do not take", (sdl: string) => sdl.replace("): Thing", "): Nowhere")],
])("a graph %s is logged by an error's name, and not by what it says", async (_, spoil) => {
  const before = logged.length;
  const spoilt = spoil(unplannable());
  expect(spoilt).not.toBe(unplannable());
  await writeFile(file, spoilt);
  await until(
    () => logged.slice(before).some((line) => line.includes("A revision of the graph cannot be served")),
    "it is told",
  );
  expect(logged.join()).not.toContain(CANARY);
});
