/**
 * API keys: how they are given out and shown, what they open, and that all gateways of a hub know of each.
 */
import { createHash } from "node:crypto";
import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { createClient } from "graphql-ws";
import { WebSocket } from "ws";
import { isApiKey, makeApiKey } from "../../gateway/api-keys/api-key.js";
import { openDatabase } from "../../services/kit/store/open/database.js";
import { codeOf, followOverEventStream, followOverWebSocket, type Following } from "../live/clients.js";
import { CORE } from "../prepared.js";
import { startHub, valueAt, type TestHub } from "../start-hub.js";
import { until } from "../until.js";

const RATES = { RATE_LIMITS: "500/4000/40000", COST_LIMITS: "*=300/1000/5000" };
/** It was given, and is one of nobody's. */
const NOBODYS = makeApiKey().text;
let hub: TestHub;
/** Another gateway of the same hub; the embedded database has one process, and this is the same. */
let other: TestHub;
let supervisor: string;
beforeAll(async () => {
  const settings = { ...RATES, TRUSTED_PROXIES: "127.0.0.1" };
  hub = await startHub({ domains: CORE, holds: "directory", settings });
  const { kind, connection } = hub.parts.database;
  other =
    kind === "server" && "connectionString" in connection
      ? await startHub({
          domains: CORE,
          settings,
          keys: hub.keys,
          database: await openDatabase({ url: connection.connectionString, directory: ":memory:" }),
        })
      : hub;
  supervisor = await hub.token("supervisor", null);
});
afterAll(async () => {
  if (other !== hub) await other.close();
  await hub.close();
});
const open: Following[] = [];
afterEach(() => open.splice(0).forEach((following) => following.stop()));

const CREATE =
  "mutation ($input: ApiKeyInput!) { createApiKey(input: $input) { key apiKey { id name owner plan until madeBy } } }";
const REVOKE =
  'mutation ($id: ID!) { revokeApiKey(id: $id, reason: "已泄露") { id revokedBy revokedBecause } }';
const SUSPEND =
  'mutation ($id: ID!) { suspendApiKey(id: $id, reason: "访问异常") { id suspendedBy suspendedBecause suspendedAt } }';
const RESUME = 'mutation ($id: ID!) { resumeApiKey(id: $id, reason: "已核实") { id suspendedAt } }';
const LIST = "{ apiKeys { nodes { id name plan revokedAt } } }";

async function make(input: object = {}): Promise<string> {
  const answer = await hub.query(
    CREATE,
    { input: { name: "portal", owner: "示例科技公司", ...input } },
    supervisor,
  );
  expect(answer.errors).toBeUndefined();
  return String(valueAt(answer.data, "createApiKey", "key"));
}
const idOf = (key: string): string => key.slice(0, "tck_".length + 8);
const revoke = (key: string): Promise<unknown> => hub.query(REVOKE, { id: idOf(key) }, supervisor);

let one = 0;
const fresh = (): string => `{ a${(one += 1)}: departments(first: 5) { totalCount } }`;
let addresses = 0;
const another = (): string => `198.51.100.${(addresses += 1)}`;

interface Asking {
  readonly key?: string;
  readonly address?: string;
  readonly query?: string;
  readonly at?: TestHub;
  readonly headers?: Readonly<Record<string, string>>;
}
interface Told {
  readonly status: number;
  /** Null where nothing was refused. */
  readonly code: unknown;
  readonly policy: string | null;
}

async function ask({
  key,
  address = another(),
  query = fresh(),
  at = hub,
  headers = {},
}: Asking): Promise<Told> {
  const response = await fetch(`${at.url}/graphql`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-forwarded-for": address,
      ...(key === undefined ? {} : { "x-api-key": key }),
      ...headers,
    },
    body: JSON.stringify({ query }),
  });
  const code = codeOf(await response.json()) ?? null;
  return { status: response.status, code, policy: response.headers.get("ratelimit-policy") };
}
const told = async (asking: Asking): Promise<readonly [number, unknown]> => {
  const { status, code } = await ask(asking);
  return [status, code];
};

test("a key is told once; what is kept is its hash, and a slip of the pen is seen without it", async () => {
  const key = await make({ plan: "PARTNER", days: 30 });
  expect(isApiKey(key)).toBe(true);
  for (const wrong of [key.slice(0, -1), `${key}0`, key.replace(/.$/, (last) => (last === "0" ? "1" : "0"))])
    expect(isApiKey(wrong)).toBe(false);
  const { rows } = await hub.parts.database.pool.query<Readonly<Record<string, unknown>>>(
    "SELECT * FROM registry.api_key WHERE id = $1",
    [idOf(key)],
  );
  expect(rows).toMatchObject([{ hash: createHash("sha256").update(key).digest(), plan: "partner" }]);
  expect(JSON.stringify(rows)).not.toContain(key);
  expect(hub.logged.join()).not.toContain(key);
  expect((await hub.query(LIST, {}, supervisor)).data).toMatchObject({
    apiKeys: { nodes: [{ id: idOf(key), name: "portal", plan: "PARTNER", revokedAt: null }] },
  });
});

test.each([
  ["clerk", "zwfwj"],
  ["reviewer", "zwfwj"],
  ["developer", "zwfwj"],
] as const)("a %s gives out and sees no keys", async (role, department) => {
  const token = await hub.token(role, department);
  const codes = await Promise.all([
    hub.query(CREATE, { input: { name: "portal", owner: "示例" } }, token),
    hub.query(REVOKE, { id: "tck_00000000" }, token),
    hub.query(SUSPEND, { id: "tck_00000000" }, token),
    hub.query(RESUME, { id: "tck_00000000" }, token),
    hub.query(LIST, {}, token),
  ]);
  expect(codes.map(codeOf)).toEqual(codes.map(() => "FORBIDDEN"));
});

test.each([
  ["API_KEY_INPUT_INVALID", { name: "示例" }],
  ["API_KEY_INPUT_INVALID", { name: "explorer" }],
  ["API_KEY_INPUT_INVALID", { owner: " " }],
  ["API_KEY_INPUT_INVALID", { days: 0 }],
])("%s of %j", async (code, input) => {
  const given = { name: "portal", owner: "示例科技公司", ...input };
  expect(codeOf(await hub.query(CREATE, { input: given }, supervisor))).toBe(code);
});

test("each key has points of its own by its plan, wherever it asks from; its address loses none", async () => {
  const [first, second] = [await make({ plan: "ANONYMOUS" }), await make()];
  const address = another();
  const answers: Told[] = [];
  while (answers.length < 20 && answers.at(-1)?.status !== 429)
    answers.push(await ask({ key: first, address }));
  expect(answers.at(-1)).toMatchObject({ status: 429, policy: '"anonymous";q=500;qu="points";w=60' });
  expect(answers.length).toBeGreaterThan(3);
  expect(await told({ key: first })).toEqual([429, "RATE_EXCEEDED"]);
  const others = [await ask({ key: second, address }), await ask({ address })];
  expect(others.map(({ status }) => status)).toEqual([200, 200]);
  expect(others.map(({ policy }) => policy)).toEqual([
    '"registered";q=4000;qu="points";w=60',
    '"anonymous";q=500;qu="points";w=60',
  ]);
});

test("what one query may cost is by the plan as well, over WebSocket too", async () => {
  const dear = `{ ${Array.from({ length: 4 }, (_, at) => `a${at}: departments(first: 100) { nodes { name } }`).join(" ")} }`;
  const key = await make();
  expect(await told({ query: dear })).toEqual([400, "QUERY_TOO_COSTLY"]);
  expect(await told({ query: dear, key })).toEqual([200, null]);
  for (const name of ["x-api-key", "X-API-Key"])
    expect(await overWebSocket(dear, { [name]: key })).toBeNull();
  expect(await overWebSocket(dear, {})).toBe("QUERY_TOO_COSTLY");
});

class FromAnywhere extends WebSocket {
  constructor(url: string, protocol: string) {
    super(url, protocol, { headers: { "x-forwarded-for": another() } });
  }
}

async function overWebSocket(
  query: string,
  connectionParams: Readonly<Record<string, string>>,
): Promise<unknown> {
  const client = createClient({
    url: `${hub.url.replace(/^http/, "ws")}/graphql`,
    webSocketImpl: FromAnywhere,
    retryAttempts: 0,
    connectionParams,
  });
  try {
    for await (const answer of client.iterate({ query })) return codeOf(answer) ?? null;
    return null;
  } catch (error) {
    return codeOf(error) ?? closeCodeOf(error);
  } finally {
    await client.dispose();
  }
}

/** Of a connection that was closed. */
function closeCodeOf(error: unknown): unknown {
  return typeof error === "object" && error !== null && "code" in error ? error.code : error;
}

test("a key is nobody's token: the desk stays closed, and a person's rights stay the person's", async () => {
  const key = await make({ plan: "PARTNER" });
  expect((await told({ key, query: "{ submissions { nodes { id } } }" }))[1]).not.toBeNull();
  const clerk = await hub.token("clerk", "zwfwj");
  const both = {
    key,
    query: "{ submissions { nodes { id } } }",
    headers: { authorization: `Bearer ${clerk}` },
  };
  expect(await told(both)).toEqual([200, null]);
});

test("unknown, misspelt and ended keys are refused with a code, by every door; in an address none is looked for", async () => {
  const ended = await make({ days: 1 });
  await hub.parts.database.pool.query(
    "UPDATE registry.api_key SET until = now(), number = number + 1000 WHERE id = $1",
    [idOf(ended)],
  );
  await until(async () => (await told({ key: ended }))[0] === 401);
  for (const key of [NOBODYS, `${NOBODYS.slice(0, -1)}-`, "portal", "", ended]) {
    expect(await told({ key })).toEqual([401, "API_KEY_INVALID"]);
    const upload = await fetch(`${hub.url}/intake/directory.areas`, {
      method: "POST",
      headers: { "x-api-key": key, "x-forwarded-for": another() },
    });
    expect([upload.status, valueAt(await upload.json(), "code")]).toEqual([401, "API_KEY_INVALID"]);
    expect(await overWebSocket(fresh(), { "x-api-key": key })).toBe(4403);
  }
  const byUrl = `${hub.url}/graphql?x-api-key=${NOBODYS}&query=${encodeURIComponent(fresh())}`;
  expect((await fetch(byUrl, { headers: { "x-forwarded-for": another() } })).status).toBe(200);
});

test("who guesses keys, or tokens, is stopped by the address's points", async () => {
  for (const headers of [{ "x-api-key": NOBODYS }, { authorization: "Bearer a.b.c" }]) {
    const address = another();
    const statuses: number[] = [];
    while (statuses.at(-1) !== 429 && statuses.length < 20)
      statuses.push((await ask({ address, headers })).status);
    expect(statuses.at(-1)).toBe(429);
    expect(new Set(statuses.slice(0, -1))).toEqual(new Set([401]));
  }
});

test("a program that shows a key is known by its name and id, which no other can claim", async () => {
  const key = await make({ name: "portal" });
  await ask({ key, headers: { "graphql-client-name": "somebody", "graphql-client-version": "7" } });
  await ask({ headers: { "graphql-client-name": `portal (${idOf(key)})` } });
  const named = async (): Promise<readonly string[]> =>
    (
      await hub.parts.database.pool.query<{ client: string }>(
        "SELECT DISTINCT client FROM registry.operation_use WHERE client LIKE '%' || $1 || '%' ORDER BY client",
        [idOf(key).slice("tck_".length)],
      )
    ).rows.map(({ client }) => client);
  await until(async () => (await named()).length === 2);
  // Their order is a matter of the key.
  expect(new Set(await named())).toEqual(
    new Set([`portal (${idOf(key).slice("tck_".length)})`, `portal (${idOf(key)})@7`]),
  );
});

test("made at one gateway it is good at the others; revoked there, nowhere: streams end even if nothing is released", async () => {
  const key = await make();
  await until(async () => (await told({ key, at: other }))[0] === 200);
  const released = "subscription { released { number } }";
  const streams = [
    await followOverEventStream(other.url, released, {}, { "x-api-key": key }),
    followOverWebSocket(other.url, released, {}, { connectionParams: { "x-api-key": key } }),
  ];
  open.push(...streams);
  const asking = createClient({
    url: `${other.url.replace(/^http/, "ws")}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    lazy: false,
    connectionParams: { "x-api-key": key },
  });
  const over = async (): Promise<unknown> => {
    for await (const answer of asking.iterate({ query: fresh() })) return codeOf(answer) ?? null;
    return null;
  };
  expect(await over()).toBeNull();
  // The client's iterator forgets an end that comes while nobody waits for it.
  const ends = streams.map((stream) => stream.next().catch((error: unknown) => error));
  expect(await revoke(key)).toMatchObject({
    data: { revokeApiKey: { id: idOf(key), revokedBy: "示例督查员", revokedBecause: "已泄露" } },
  });
  expect(codeOf(await revoke(key))).toBe("API_KEY_UNKNOWN");
  await until(async () => (await told({ key, at: other }))[0] === 401);
  await until(async () => (await over().catch(codeOf)) === "API_KEY_INVALID");
  for (const end of ends) expect(codeOf(await end)).toBe("API_KEY_INVALID");
  await asking.dispose();
});

test("a suspended key is good nowhere, ends what is open, and is good again once it is resumed; a revoked one is not", async () => {
  const key = await make();
  await until(async () => (await told({ key, at: other }))[0] === 200);
  const stream = await followOverEventStream(
    other.url,
    "subscription { released { number } }",
    {},
    { "x-api-key": key },
  );
  open.push(stream);
  const end = stream.next().catch((error: unknown) => error);
  const change = (query: string): Promise<unknown> => hub.query(query, { id: idOf(key) }, supervisor);
  expect(codeOf(await change(RESUME))).toBe("API_KEY_UNKNOWN");
  expect(await change(SUSPEND)).toMatchObject({
    data: {
      suspendApiKey: {
        suspendedBy: "示例督查员",
        suspendedBecause: "访问异常",
        suspendedAt: expect.any(String),
      },
    },
  });
  expect(codeOf(await change(SUSPEND))).toBe("API_KEY_UNKNOWN");
  await until(async () => (await told({ key, at: other }))[0] === 401);
  expect(codeOf(await end)).toBe("API_KEY_INVALID");
  expect(await change(RESUME)).toMatchObject({ data: { resumeApiKey: { suspendedAt: null } } });
  await until(async () => (await told({ key, at: other }))[0] === 200);
  await change(SUSPEND);
  await revoke(key);
  expect(codeOf(await change(RESUME))).toBe("API_KEY_UNKNOWN");
});
