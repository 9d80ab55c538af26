import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { createClient } from "graphql-ws";
import { WebSocket } from "ws";
import { openHub, type Hub } from "../../scripts/start/hub.js";
import { createLog } from "../../scripts/start/log.js";
import { readSettings } from "../../scripts/start/settings.js";
import { connect } from "../../services/kit/store/open/database.js";
import { save } from "../alerts/save.js";
import { MARKET, penaltyCsv, penaltyRow } from "../penalty-file.js";
import { startHub, valueAt, type TestHub } from "../start-hub.js";
import { until } from "../until.js";

const isOnServer = process.env["TEST_DATABASE_URL"] !== undefined;
const onServer = isOnServer ? test : test.skip;
const TIMEOUT_MS = 8_000;
let hub: TestHub;
let gateway: Hub;
beforeAll(async () => {
  hub = await startHub({ holds: "directory", settings: { OPERATION_TIMEOUT_MS: String(TIMEOUT_MS) } });
  await hub.publish("enforcement.penalties", penaltyCsv([penaltyRow(1)]), MARKET.code);
  const urls = ["directory", "enforcement"].map((name) => `${name}=${hub.url}/${name}/graphql`).join(",");
  gateway = await openHub({
    settings: readSettings({
      PORT: "0",
      RATE_LIMITS: "off",
      SUBGRAPH_URLS: urls,
      OPERATION_TIMEOUT_MS: String(TIMEOUT_MS),
    }),
    keys: hub.keys,
    log: createLog(() => undefined),
    database: { ...hub.parts.database, close: () => Promise.resolve() },
  });
});
afterAll(async () => {
  await gateway.close();
  await hub.close();
});

/** Statements that wait for the lock. */
const waiting = async (): Promise<number> =>
  (
    await hub.parts.database.pool.query<{ count: number }>(
      "SELECT count(*) AS count FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()",
    )
  ).rows[0]?.count ?? 0;

/** While a table is locked each statement on it lasts. */
async function whileLocked<T>(work: () => Promise<T>, table = "enforcement.penalties"): Promise<T> {
  const client = await connect(hub.parts.database.connection);
  try {
    await client.query("BEGIN");
    await client.query(`LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
    return await work();
  } finally {
    await client.end();
  }
}

const send = (url: string, query: string, signal?: AbortSignal): Promise<unknown> =>
  fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query }),
    ...(signal ? { signal } : {}),
  }).then((response) => response.json());

const QUERY = `{ ${Array.from({ length: 5 }, (_, at) => `p${at}: penalties(where: { fineAmount: { gte: "${at}" } }) { totalCount groups(by: [PARTY_KIND]) { count } }`).join(" ")} licences { totalCount } }`;

onServer.each(["in its process", "in another process"])(
  "a client that goes away leaves no statement of a subgraph %s behind",
  async (where) => {
    const client = new AbortController();
    await whileLocked(async () => {
      const answer = send(where === "in its process" ? hub.url : gateway.url, QUERY, client.signal).catch(
        () => null,
      );
      await until(async () => (await waiting()) > 0);
      client.abort();
      expect(await answer).toBeNull();
      await until(async () => (await waiting()) === 0);
    });
    expect(valueAt(await send(hub.url, QUERY), "data", "p0", "totalCount")).toBe(1);
  },
);

onServer.each(["completes its operation", "closes its socket"])(
  "over WebSocket, who %s leaves no statement behind",
  async (how) => {
    // The answer to the plain one is stored by now, whatever the transport.
    const query = `query OverWebSocket ${QUERY}`;
    await whileLocked(async () => {
      const client = createClient({
        url: `${hub.url}/graphql`.replace(/^http/, "ws"),
        webSocketImpl: WebSocket,
        retryAttempts: 0,
        lazy: false,
        onNonLazyError: () => undefined,
      });
      const results = client.iterate({ query });
      const first = results.next().catch(() => null);
      await until(async () => (await waiting()) > 0);
      if (how === "completes its operation") await results.return?.();
      else client.terminate();
      await until(async () => (await waiting()) === 0);
      await first;
      // The connection of who completed has an answer to the next question.
      if (how === "completes its operation")
        expect(await client.iterate({ query: "{ licences { totalCount } }" }).next()).toMatchObject({
          value: { data: { licences: { totalCount: 0 } } },
        });
      await client.dispose();
    });
  },
);

onServer.each(["in its process", "in another process"])(
  "a statement of a subgraph %s is cut when time is over, and costs its own field",
  async (where) => {
    await whileLocked(async () => {
      const answer = await send(
        where === "in its process" ? hub.url : gateway.url,
        "{ penalties { totalCount } licences { totalCount } }",
      );
      expect(answer).toMatchObject({ data: { penalties: null, licences: { totalCount: 0 } } });
      expect([
        valueAt(answer, "errors", 0, "extensions", "code"),
        valueAt(answer, "errors", 0, "path", 0),
      ]).toEqual(["SUBGRAPH_TIMEOUT", "penalties"]);
      await until(async () => (await waiting()) === 0);
    });
  },
);

/** A request of the hub's people; the test is given the table that holds it up. */
interface Asked {
  readonly path: string;
  readonly query?: string;
}
const POST = (query: string): Asked => ({ path: "/graphql", query });

onServer.each<[string, string, () => Promise<Asked>]>([
  [
    "the desk",
    "disclosure.event",
    async () => POST(`{ submission(id: "${await lastSubmission()}") { id events { to } } }`),
  ],
  [
    "the desk's files",
    "disclosure.finding",
    async () => ({ path: `/intake/submissions/${await lastSubmission()}/report.json` }),
  ],
  [
    "standing queries",
    "alerts.match",
    async () => POST(`{ standingQuery(id: "${await saved()}") { matches { nodes { title } } } }`),
  ],
  ["their feeds", "alerts.match", async () => ({ path: `/alerts/${await saved()}.atom` })],
  ["the registry", "registry.subgraph", () => Promise.resolve(POST("{ subgraphs { nodes { name } } }"))],
])("of %s, too, a client that goes away leaves no statement behind", async (_, table, asked) => {
  const { path, query } = await asked();
  const client = new AbortController();
  const request = {
    method: query === undefined ? "GET" : "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${await hub.token("supervisor", null)}`,
    },
    ...(query !== undefined && { body: JSON.stringify({ query }) }),
    signal: client.signal,
  };
  await whileLocked(async () => {
    const answer = fetch(hub.url + path, request).catch(() => null);
    await until(async () => (await waiting()) > 0);
    client.abort();
    expect(await answer).toBeNull();
    await until(async () => (await waiting()) === 0);
  }, table);
});

onServer("a move of the desk that has begun is carried out, whoever goes away", async () => {
  const { body } = await hub.submit(
    "enforcement.penalties",
    penaltyCsv([penaltyRow(1), penaltyRow(2)]),
    await hub.token("clerk", MARKET.code),
  );
  const id = body.submission?.id ?? "";
  const client = new AbortController();
  await whileLocked(async () => {
    const moved = fetch(`${hub.url}/graphql`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        authorization: `Bearer ${await hub.token("clerk", MARKET.code)}`,
      },
      body: JSON.stringify({ query: `mutation { submitForReview(id: "${id}") { id } }` }),
      signal: client.signal,
    }).catch(() => null);
    await until(async () => (await waiting()) > 0);
    client.abort();
    expect(await moved).toBeNull();
  }, "disclosure.event");
  const supervisor = await hub.token("supervisor", null);
  await until(async () => {
    const { data } = await hub.query(`{ submission(id: "${id}") { state } }`, {}, supervisor);
    return valueAt(data, "submission", "state") === "SUBMITTED";
  });
});

async function lastSubmission(): Promise<string> {
  const supervisor = await hub.token("supervisor", null);
  const { data } = await hub.query("{ submissions(first: 1) { nodes { id } } }", {}, supervisor);
  return String(valueAt(data, "submissions", "nodes", 0, "id"));
}

async function saved(): Promise<string> {
  return (await save(hub, { feeds: ["enforcement.penalties"] })).id;
}

test("an answer of a subgraph in another process is counted there, and refused as a whole", async () => {
  const strict = await openHub({
    settings: readSettings({ PORT: "0", ANSWER_OBJECT_LIMIT: "30" }),
    keys: hub.keys,
    log: createLog(() => undefined),
    only: "directory",
    database: { ...hub.parts.database, close: () => Promise.resolve() },
  });
  const asking = await openHub({
    settings: readSettings({ PORT: "0", SUBGRAPH_URLS: `directory=${strict.url}/directory/graphql` }),
    keys: hub.keys,
    log: createLog(() => undefined),
    database: { ...hub.parts.database, close: () => Promise.resolve() },
  });
  const nested = "{ departments { nodes { code parent { children { nodes { code parent { code } } } } } } }";
  expect(valueAt(await send(hub.url, nested), "errors")).toBeUndefined();
  const answer = await send(asking.url, nested);
  expect(valueAt(answer, "data")).toBeNull();
  expect(valueAt(answer, "errors", 0, "extensions", "code")).toBe("ANSWER_TOO_LARGE");
  await asking.close();
  await strict.close();
});
