/**
 * No answer is older than what its gateway had been told when it was asked, and none mixes two versions of a
 * feed: releases, reads and lost connections in any order, on a hub and, where there is a server, on a second
 * one beside it.
 */
import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import fc from "fast-check";
import { areas } from "../../services/directory/feeds/areas.js";
import { departments } from "../../services/directory/feeds/departments.js";
import type { FeedContract } from "../../services/kit/feed/contract.js";
import { openDatabase } from "../../services/kit/store/open/database.js";
import { LISTENER } from "../../services/kit/store/open/ear.js";
import { publish, type Cells } from "../../services/kit/store/store.test-data.js";
import { makeUscc } from "../../services/kit/values/uscc.js";
import { startDatabaseProxy, type DatabaseProxy } from "../database-proxy.js";
import { CORE } from "../prepared.js";
import { startHub, valueAt, type TestHub } from "../start-hub.js";
import { until } from "../until.js";
import { SCALE } from "../scale.js";

let first: TestHub;
/** The first alone on the embedded database, which has one process. */
let hubs: readonly TestHub[];
/** Before the second's server. */
let proxy: DatabaseProxy | null = null;

beforeAll(async () => {
  first = await startHub({ domains: CORE });
  const { kind, connection } = first.parts.database;
  if (kind === "server" && "connectionString" in connection)
    proxy = await startDatabaseProxy(connection.connectionString);
  hubs = proxy
    ? [
        first,
        await startHub({
          domains: CORE,
          database: await openDatabase({ url: proxy.url, directory: ":memory:" }),
          keys: first.keys,
        }),
      ]
    : [first];
  for (const name of NAMES) await release(name);
});
afterAll(async () => {
  for (const hub of hubs.toReversed()) await hub.close();
  proxy?.close();
});

const FEEDS = {
  areas: {
    contract: areas,
    rows: (text: string): readonly Cells[] =>
      ["110118", "110118001", "110118002"].map((code) => ({
        code,
        name: text,
        kind: code.length === 6 ? "区" : "镇",
        parentCode: code.length === 6 ? "" : "110118",
        otherNames: "",
      })),
  },
  departments: {
    contract: departments,
    rows: (text: string): readonly Cells[] =>
      ["zwfwj", "slj"].map((code, at) => ({
        code,
        unifiedSocialCreditCode: makeUscc("11110118", `YL90000${at}`),
        name: text,
        shortName: text,
        kind: "工作部门",
        parentCode: at === 0 ? "" : "zwfwj",
        isEnforcing: "否",
      })),
  },
} as const satisfies Record<
  string,
  { readonly contract: FeedContract; readonly rows: (text: string) => readonly Cells[] }
>;
type Name = keyof typeof FEEDS;
const NAMES = ["areas", "departments"] as const;

/** For each feed, the number of the release that made each version, the first version first. */
const released: Record<Name, number[]> = { areas: [], departments: [] };
let writing: Promise<unknown> = Promise.resolve();

/** The next version: all its records bear its number. */
function release(name: Name): Promise<void> {
  const next = writing.then(async () => {
    const { contract, rows } = FEEDS[name];
    const made = await publish(first.parts.database, contract, "zwfwj", rows(String(released[name].length)));
    if (!made) throw new Error("Nothing was released");
    released[name].push(made.number);
  });
  writing = next;
  return next;
}

/** Each feed is read by several statements, in one subgraph fetch or two. */
const QUERIES = [
  "{ areas { totalCount nodes { name children { nodes { name } } } } again: areas(first: 1) { edges { node { name } } } }",
  "{ departments { nodes { name children { nodes { name parent { name } } } } } areas { nodes { name } } }",
  '{ area(code: "110118") { name children { nodes { name parent { name } } } } department(code: "zwfwj") { name } }',
  "{ areas { nodes { name } } releases(first: 3) { nodes { number department { name } } } }",
];
interface Reading {
  readonly hub: number;
  readonly query: number;
  readonly over: "GET" | "POST";
  readonly conditional: boolean;
}

const tags = new Map<string, { readonly tag: string; readonly text: string }>();
let readings = 0;
let unchanged = 0;

async function knownTo(hub: TestHub): Promise<number | null> {
  const health: unknown = await (await fetch(`${hub.url}/health/ready`)).json();
  const release = valueAt(health, "release");
  return typeof release === "number" ? release : null;
}

/**
 * `isDeaf`: the second hub hears of nothing and knows it, so that it owes what was released just as the first
 * does.
 */
async function read({ hub: place, query, over, conditional }: Reading, isDeaf = false): Promise<void> {
  const hub = hubs[place % hubs.length] ?? first;
  const text = QUERIES[query] ?? "";
  // The last releases of this process, and the release that any gateway says it knows.
  const published =
    hub === first || isDeaf ? Object.fromEntries(NAMES.map((name) => [name, released[name].length - 1])) : {};
  const told = (await knownTo(hub)) ?? 0;
  const held = tags.get(text);
  const headers = conditional && held ? { "if-none-match": held.tag } : {};
  const response =
    over === "GET"
      ? await fetch(`${hub.url}/graphql?query=${encodeURIComponent(text)}`, { headers })
      : await fetch(`${hub.url}/graphql`, {
          method: "POST",
          headers: { "content-type": "application/json", ...headers },
          body: JSON.stringify({ query: text }),
        });
  readings += 1;
  if (response.status === 304) unchanged += 1;
  const body = response.status === 304 ? (held?.text ?? "") : await response.text();
  const answer: unknown = JSON.parse(body);
  expect(valueAt(answer, "errors")).toBeUndefined();
  const tag = response.headers.get("etag");
  if (response.status === 200 && tag !== null) tags.set(text, { tag, text: body });
  const data = valueAt(answer, "data");
  for (const [name, fields] of [
    ["areas", ["areas", "area", "again"]],
    ["departments", ["departments", "department", "releases"]],
  ] as const) {
    const versions = new Set(fields.flatMap((field) => namesIn(valueAt(data, field))));
    if (versions.size === 0) continue;
    expect([...versions]).toHaveLength(1);
    const version = Number([...versions][0]);
    expect(version).toBeGreaterThanOrEqual(published[name] ?? 0);
    expect(version).toBeGreaterThanOrEqual(released[name].filter((number) => number <= told).length - 1);
  }
}

function namesIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(namesIn);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === "name" ? [String(inner)] : namesIn(inner)));
}

/** The connections by which gateways hear of releases are cut, on the server's side. */
async function disconnect(): Promise<void> {
  const { kind, pool } = first.parts.database;
  if (kind === "server")
    await pool.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1 AND datname = current_database()",
      [LISTENER],
    );
}

const reading = fc.record({
  hub: fc.nat(1),
  query: fc.nat(QUERIES.length - 1),
  over: fc.constantFrom("GET", "POST"),
  conditional: fc.boolean(),
});
/** Events that happen at once; steps follow each other. */
const step = fc.record({
  releases: fc.array(fc.constantFrom(...NAMES), { maxLength: 2 }),
  readings: fc.array(reading, { minLength: 1, maxLength: 4 }),
  isCut: fc.boolean(),
});

beforeEach(() => {
  tags.clear();
});

test("whatever comes in whatever order, no answer is stale and none is mixed", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 5 }), async (steps) => {
      for (const { releases, readings: wanted, isCut } of steps) {
        await Promise.all([
          ...(isCut ? [disconnect()] : []),
          ...releases.map(release),
          ...wanted.map((one) => read(one)),
        ]);
        // And when all is told.
        await Promise.all(wanted.map((one) => read(one)));
      }
    }),
    { numRuns: SCALE.freshness },
  );
  // Chance may have asked everything once: what was just read has not changed.
  const again = { hub: 0, query: 0, over: "GET", conditional: true } as const;
  await read(again);
  await read(again);
  expect(unchanged).toBeGreaterThan(0);
  expect(readings).toBeGreaterThan(unchanged);
});

test("a gateway that cannot hear of releases says so, keeps answering, and catches up", async () => {
  await until(async () =>
    (await Promise.all(hubs.map(knownTo))).every(
      (release) => release === Math.max(...NAMES.flatMap((name) => released[name])),
    ),
  );
  await disconnect();
  await release("areas");
  for (let hub = 0; hub < hubs.length; hub += 1)
    await read({ hub, query: 0, over: "POST", conditional: true });
  await until(async () =>
    (await Promise.all(hubs.map(knownTo))).every((release) => release === released.areas.at(-1)),
  );
});

test("while it cannot hear of releases, whatever is released is in its next answer all the same", async () => {
  const other = hubs[1];
  if (!proxy || !other) return;
  // Answers stored earlier must not be found.
  for (let query = 0; query < QUERIES.length; query += 1)
    await read({ hub: 1, query, over: "GET", conditional: false });
  proxy.keepAway("listeners");
  await until(async () => (await knownTo(other)) === null);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.constantFrom(...NAMES), reading), { minLength: 1, maxLength: 4 }),
      async (steps) => {
        for (const [name, wanted] of steps) {
          await release(name);
          await read({ ...wanted, hub: 1 }, true);
          await read({ ...wanted, hub: 1, conditional: true }, true);
        }
      },
    ),
    { numRuns: SCALE.freshness },
  );
  expect(await knownTo(other)).toBeNull();
  proxy.allow();
  await until(async () => (await knownTo(other)) === Math.max(...NAMES.flatMap((name) => released[name])));
});
