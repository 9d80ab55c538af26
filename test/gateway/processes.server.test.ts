import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { request, type IncomingMessage } from "node:http";
import { connect, createServer } from "node:net";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { createCheckKeys } from "../../gateway/rights/check-keys.js";
import { CALLER_HEADER, stateBody } from "#schema/caller.js";
import { LEFT_HEADER } from "#schema/subgraph.js";
import { createSignCaller } from "../../gateway/rights/sign-caller.js";
import { openHub, type Hub } from "../../scripts/start/hub.js";
import { admitKeys } from "../../scripts/start/keys/admit-keys.js";
import type { Keys } from "../../scripts/start/keys/keys.js";
import { createLog } from "../../scripts/start/log.js";
import { readSettings } from "../../scripts/start/settings.js";
import { MARKET, penaltyCsv, penaltyRow } from "../penalty-file.js";
import { startHub, valueAt, type TestHub } from "../start-hub.js";
import { until } from "../until.js";

const REMOTE = ["directory", "enforcement", "disclosure", "open-data", "downloads"];

let all: TestHub;
let gateway: Hub;
let urls: string;
beforeAll(async () => {
  all = await startHub({ holds: "directory" });
  await all.publish("enforcement.penalties", penaltyCsv([penaltyRow(1)]), MARKET.code);
  // The same key and database, but every subgraph is reached over HTTP: what `SUBGRAPH_URLS` does in another
  // process.
  urls = REMOTE.map((name) => `${name}=${all.url}/${name}/graphql`).join(",");
  gateway = await openHub({
    settings: readSettings({ PORT: "0", RATE_LIMITS: "off", SUBGRAPH_URLS: urls }),
    keys: all.keys,
    log: createLog(() => undefined),
    database: { ...all.parts.database, close: () => Promise.resolve() },
  });
});
afterAll(async () => {
  await gateway.close();
  await all.close();
});

const QUERY =
  "{ penalties { nodes { partyName party { name penalties { totalCount } } department { name parent { name } } provenance { release { number feed { title } } } } } }";

test("a hub that is as it was shipped has the graph that was shipped, and neither composes it nor makes a view of it", async () => {
  const { rows } = await all.parts.database.pool.query("SELECT number, supergraph FROM registry.revision");
  expect(rows).toEqual([
    {
      number: 1,
      supergraph: await readFile(new URL("../../../schema/supergraph.graphql", import.meta.url), "utf8"),
    },
  ]);
  expect((await all.parts.database.pool.query("SELECT of FROM registry.kept_text")).rows).toEqual([]);
});

test("a gateway that reaches its subgraphs over HTTP gives the same answer as one that calls them", async () => {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: QUERY }),
  });
  const answer: unknown = await response.json();
  expect(valueAt(answer, "data", "penalties", "nodes", 0, "department", "parent", "name")).toBe(
    "北京市密云区人民政府",
  );
  expect(answer).toEqual(await all.query(QUERY));
});

test("it passes the caller's rights on, and files to the process that takes them", async () => {
  const clerk = await all.token("clerk", MARKET.code);
  const sent = await fetch(`${gateway.url}/intake/enforcement.penalties`, {
    method: "POST",
    headers: { authorization: `Bearer ${clerk}`, "content-type": "text/csv" },
    body: penaltyCsv([penaltyRow(2)]),
  });
  expect(sent.status).toBe(201);
  const id = valueAt(await sent.json(), "submission", "id");
  expect(await all.query("query ($id: ID!) { submission(id: $id) { state } }", { id }, clerk)).toMatchObject({
    data: { submission: { state: "CHECKED" } },
  });
});

test("it passes on the addresses of a subgraph, with an ending and without one", async () => {
  for (const path of ["/catalog", "/catalog.ttl", "/catalog/enforcement.penalties"]) {
    const response = await fetch(`${gateway.url}${path}`, { headers: { accept: "text/turtle" } });
    expect([path, response.status, response.headers.get("content-type")]).toEqual([
      path,
      200,
      "text/turtle; charset=utf-8",
    ]);
    expect(await response.text()).toContain(`<${all.url}/catalog/enforcement.penalties> a dcat:Dataset`);
  }
});

test("it passes on files in parts, compressed and in pages, as the process that has them sends them", async () => {
  const { data } = await all.query('{ dataset(id: "enforcement.penalties") { version } }');
  const path = `/data/enforcement.penalties/releases/${String(valueAt(data, "dataset", "version"))}.parquet`;
  const ask = async (url: string): Promise<readonly unknown[]> => {
    const identity = { "accept-encoding": "identity" };
    const head = await fetch(`${url}${path}`, { method: "HEAD", headers: identity });
    const part = await fetch(`${url}${path}`, { headers: { ...identity, range: "bytes=0-3" } });
    const packed = await fetch(`${url}/data/enforcement.penalties.ndjson`, {
      headers: { "accept-encoding": "br" },
    });
    const page = await fetch(`${url}/data/enforcement.penalties/changes?first=1`, { headers: identity });
    return [
      ...["content-length", "accept-ranges", "etag", "repr-digest"].map((name) => head.headers.get(name)),
      [part.status, part.headers.get("content-range"), await part.text()],
      [packed.headers.get("content-encoding"), await packed.text()],
      [page.headers.get("link") ?? page.headers.get("tongcha-next-since"), await page.text()],
    ];
  };
  const own = await ask(all.url);
  expect(own).toEqual([
    expect.stringMatching(/^\d+$/),
    "bytes",
    expect.stringMatching(/^"/),
    expect.stringMatching(/^sha-256=/),
    [206, expect.stringMatching(/^bytes 0-3\//), "PAR1"],
    ["br", expect.stringContaining("decisionNumber")],
    [expect.any(String), expect.stringContaining("ADDED")],
  ]);
  expect(await ask(gateway.url)).toEqual(own);
});

test("whatever it passes on it passes on as it was asked: the method, the address, and an answer's headers", async () => {
  const sent = await fetch(`${gateway.url}/intake/enforcement.penalties?name=x`, {
    method: "PATCH",
    body: "x",
  });
  expect([sent.status, sent.headers.get("allow"), valueAt(await sent.json(), "details", "method")]).toEqual([
    405,
    "POST",
    "PATCH",
  ]);
  const { port } = new URL(gateway.url);
  const response = await new Promise<IncomingMessage>((resolve) => {
    request({ port, path: "/intake/../directory/graphql?a=b", method: "POST" }, resolve).end();
  });
  let text = "";
  for await (const part of response) text += String(part);
  expect(JSON.parse(text)).toMatchObject({
    code: "PATH_UNKNOWN",
    details: { path: "/intake/../directory/graphql" },
  });
});

test("whether the keys match is told in readiness, to citizens and in both logs: another one is named by each subgraph that refuses what is signed with it, and the same one by none", async () => {
  const logged: string[] = [];
  const open = (hub: Keys["hub"]): Promise<Hub> =>
    openHub({
      settings: readSettings({ PORT: "0", RATE_LIMITS: "off", SUBGRAPH_URLS: urls }),
      keys: { ...all.keys, hub },
      log: createLog((line) => logged.push(line)),
      database: { ...all.parts.database, close: () => Promise.resolve() },
    });
  // It signs with a key that the others have not been told of yet.
  const stranger = await open([new Uint8Array(32).fill(7), ...all.keys.hub]);
  try {
    const [own, other] = await Promise.all(
      [gateway, stranger].map(async ({ url }) => {
        const response = await fetch(`${url}/health/ready`);
        const body: unknown = await response.json();
        return { status: response.status, body };
      }),
    );
    expect(own).toMatchObject({ status: 200, body: { status: "ready" } });
    expect(own?.body).not.toHaveProperty("otherKey");
    expect(other).toMatchObject({
      status: 503,
      body: { status: "unavailable", otherKey: REMOTE },
    });
    const answer = await fetch(`${stranger.url}/graphql?query={areas{totalCount}}`);
    expect(await answer.json()).toMatchObject({
      errors: [{ extensions: { code: "SUBGRAPH_UNAVAILABLE", details: { name: "directory" } } }],
    });
    expect(logged.filter((line) => line.includes("refuses this gateway's signature"))).toMatchObject([
      expect.stringContaining('"subgraph":"directory"'),
    ]);
    expect(all.logged.filter((line) => line.includes("A gateway's signature is refused"))).toHaveLength(1);
  } finally {
    await stranger.close();
  }
});

test("what a machine states whose clock is off by less than a minute is believed, and of one that is off by more is not", async () => {
  const refusedAt = (offMs: number): Promise<readonly string[]> =>
    createCheckKeys(
      new Map([["directory", `${all.url}/directory/graphql`]]),
      createSignCaller(all.keys.hub[0], () => new Date(Date.now() + offMs)),
    )();
  expect(await refusedAt(50_000)).toEqual([]);
  expect(await refusedAt(-50_000)).toEqual([]);
  expect(await refusedAt(90_000)).toEqual(["directory"]);
  expect(await refusedAt(-150_000)).toEqual(["directory"]);
});

test("a process that comes back with another key is told by the first answer that asks it", async () => {
  const strange: Keys = { ...all.keys, hub: [new Uint8Array(32).fill(7)] };
  const known: Keys = { ...all.keys, hub: [...all.keys.hub, ...strange.hub] };
  const settings = readSettings({});
  await admitKeys(all.parts.database, { settings, keys: known, names: ["hub"], decides: true });
  const open = (keys: Keys, port: string): Promise<Hub> =>
    openHub({
      settings: readSettings({ PORT: port }),
      keys,
      log: createLog(() => undefined),
      only: "directory",
      database: { ...all.parts.database, close: () => Promise.resolve() },
    });
  let asked = 0;
  let directory = await open(known, "0");
  const { port } = new URL(directory.url);
  // Between both: counts what comes.
  const door = createServer((client) => {
    asked += 1;
    client
      .pipe(connect(Number(port), "127.0.0.1"))
      .on("error", () => client.destroy())
      .pipe(client);
    client.on("error", () => undefined);
  });
  await once(door.listen(0, "127.0.0.1"), "listening");
  const address = door.address();
  const check = createCheckKeys(
    new Map([
      ["directory", `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/directory/graphql`],
    ]),
    createSignCaller(all.keys.hub[0]),
  );
  expect(await check()).toEqual([]);
  await directory.close();
  directory = await open(strange, port);
  const before = asked;
  await until(async () => (await check()).includes("directory"));
  expect(asked - before).toBe(1);
  await directory.close();
  door.close();
});

test("a revision of which a gateway has not heard is told by the first answer", async () => {
  const ready = async (): Promise<unknown> => (await fetch(`${gateway.url}/health/ready`)).json();
  const served = Number(valueAt(await ready(), "revision"));
  await all.parts.database.transaction(async (client) => {
    // As another process makes one, whose notification is lost.
    await client.query(
      `INSERT INTO registry.revision (number, kind, subject, supergraph, changes, "by", by_name)
      SELECT number + 1, kind, subject, supergraph, changes, "by", by_name FROM registry.revision WHERE number = $1`,
      [served],
    );
    await client.query(
      "INSERT INTO registry.member (revision, subgraph, publication) SELECT revision + 1, subgraph, publication FROM registry.member WHERE revision = $1",
      [served],
    );
  });
  const answer = await ready();
  expect(valueAt(answer, "wanted") ?? valueAt(answer, "revision")).toBe(served + 1);
});

test("a subgraph in a process of its own answers as it does in the hub, through Apollo Server, whose plug-ins see what is run", async () => {
  const seen: unknown[] = [];
  const apart = await openHub({
    settings: readSettings({ PORT: "0" }),
    keys: all.keys,
    log: createLog(() => undefined),
    database: { ...all.parts.database, close: () => Promise.resolve() },
    only: "enforcement",
    plugins: [
      {
        requestDidStart: ({ contextValue: { caller } }) =>
          Promise.resolve({
            didEncounterErrors: ({ errors }) => {
              seen.push(errors.map(({ extensions }) => extensions["code"]));
              return Promise.resolve();
            },
            willSendResponse: ({ operationName }) => {
              seen.push([operationName, caller?.name]);
              return Promise.resolve();
            },
          }),
      },
    ],
  });
  try {
    const clerk = { subject: "c1", name: "示例填报员", department: MARKET.code, roles: ["clerk" as const] };
    const sign = createSignCaller(all.keys.hub[0]);
    const ask = async (url: string, body: string, headers = {}) => {
      const signed = await sign(clerk, "enforcement", stateBody(body));
      const answer = await fetch(`${url}/enforcement/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json", [CALLER_HEADER]: signed, ...headers },
        body,
      });
      return {
        status: answer.status,
        type: answer.headers.get("content-type"),
        cache: answer.headers.get("cache-control"),
        body: await answer.json(),
      };
    };
    const same = async (question: object, headers = {}): Promise<unknown> => {
      const body = JSON.stringify(question);
      const answer = await ask(apart.url, body, headers);
      expect(answer).toEqual(await ask(all.url, body, headers));
      return answer.body;
    };
    const query = "query Mine($first: Int) { penalties(first: $first) { nodes { partyName } } }";
    const answer = await same({ query, variables: { first: 1 }, operationName: "Mine" });
    expect(valueAt(answer, "data", "penalties", "nodes")).toHaveLength(1);
    expect(seen).toEqual([["Mine", "示例填报员"]]);
    await same({ query, variables: { first: "many" } });
    await same({ query, variables: { first: -1 } });
    const late = await ask(apart.url, JSON.stringify({ query, extensions: "none" }), { [LEFT_HEADER]: "0" });
    expect(late).toMatchObject({
      status: 200,
      body: { errors: [{ extensions: { code: "SUBGRAPH_TIMEOUT" } }] },
    });
    expect(seen.slice(1)).toEqual([
      ["BAD_USER_INPUT"],
      ["Mine", "示例填报员"],
      expect.anything(),
      ["Mine", "示例填报员"],
      ["SUBGRAPH_TIMEOUT"],
      ["Mine", "示例填报员"],
    ]);
    // A request that cannot be executed does not get that far.
    await same({ query: "{" });
    await same({ query: "" });
    await same({ query: "{ nothing }" });
    await same({ query, operationName: "Other" });
    await same({ query: `${"{ a ".repeat(4_000)}${"}".repeat(4_000)}` });
    await same({ query, variables: [] });
    expect(seen).toHaveLength(7);
    await same({ query: "{ __schema { types { name } } }" });
  } finally {
    await apart.close();
  }
});
