/** Files are erased when their time is over; what was published of them stays whole. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { eraseExpired } from "../../services/disclosure/desk/retention.js";
import { discoverContracts } from "../../services/kit/graph/serve/discover.js";
import type { Database } from "../../services/kit/store/open/database.js";
import { MARKET, penaltyCsv, penaltyRow } from "../penalty-file.js";
import { WITH_PENALTIES } from "../prepared.js";
import { startHub, valueAt, type TestHub } from "../start-hub.js";

const CANARY = "金丝雀密文";
const FEED = "enforcement.penalties";
const DAY_MS = 86_400_000;
const contracts = await discoverContracts();

let hub: TestHub;
let database: Database;
/** Published; with an error; under review, and forgotten. */
let [published, faulty, waiting] = ["", "", ""];
beforeAll(async () => {
  hub = await startHub({ domains: WITH_PENALTIES, holds: "directory" });
  database = hub.parts.database;
  published = await hub.publish(FEED, penaltyCsv([penaltyRow(1, { remark: CANARY })]), MARKET.code);
  const clerk = await hub.token("clerk", MARKET.code);
  const handIn = async (number: number, decisionNumber: string): Promise<string> =>
    (await hub.submit(FEED, penaltyCsv([penaltyRow(number, { decisionNumber, remark: CANARY })]), clerk)).body
      .submission?.id ?? "";
  faulty = await handIn(2, `${CANARY}〔20〕2号`);
  waiting = await handIn(3, `${CANARY}罚〔2026〕3号`);
  await hub.query("mutation ($id: ID!) { submitForReview(id: $id) { id } }", { id: waiting }, clerk);
});
afterAll(() => hub.close());

/** What is erased of it when so many days have passed; penalties are kept for `own` days. */
function eraseAfter(days: number, own?: number): Promise<number> {
  return eraseExpired(
    {
      database,
      contracts: () =>
        own === undefined
          ? contracts
          : contracts.map((contract) =>
              contract.id === FEED ? { ...contract, originalDays: own } : contract,
            ),
      limits: {
        originalDays: 365,
        spoolBytes: 2 ** 20,
        feedBytes: 1,
        findings: 1,
        answer: { objects: 1, bytes: 1 },
        operationMs: 1,
      },
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    },
    new Date(Date.now() + days * DAY_MS),
  );
}

async function get(path: string): Promise<{ readonly status: number; readonly text: string }> {
  const token = await hub.token("clerk", MARKET.code);
  const response = await fetch(`${hub.url}/intake/submissions/${path}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return { status: response.status, text: await response.text() };
}

/** Tables of the desk that hold the text. */
async function tablesWith(text: string): Promise<readonly string[]> {
  const { rows } = await database.pool.query<{ name: string }>(
    "SELECT quote_ident(table_schema) || '.' || quote_ident(table_name) AS name FROM information_schema.tables WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')",
  );
  const found: string[] = [];
  for (const { name } of rows) {
    const { rows: hits } = await database.pool.query(
      `SELECT 1 FROM ${name} t WHERE strpos(t::text, $1) > 0 LIMIT 1`,
      [text],
    );
    if (hits.length > 0) found.push(name);
  }
  return found;
}

const stagedTables = async (): Promise<number> =>
  (
    await database.pool.query("SELECT FROM information_schema.tables WHERE strpos(table_name, $1) > 0", [
      waiting.replaceAll("-", ""),
    ])
  ).rows.length;

test("nothing is erased before its time", async () => {
  expect(await eraseAfter(364)).toBe(0);
  expect(await eraseAfter(364, 400)).toBe(0);
  expect((await get(`${published}/original`)).text).toContain(CANARY);
  expect(await tablesWith(CANARY)).not.toEqual([]);
});

test("a contract may keep its files for less", async () => {
  expect(await eraseAfter(11, 10)).toBe(3);
  expect(await eraseAfter(11, 10)).toBe(0);
});

test("no table has anything of them, and nothing waits for review", async () => {
  expect(await tablesWith(CANARY)).toEqual([]);
  expect(await stagedTables()).toBe(0);
  const { rows } = await database.pool.query("SELECT FROM disclosure.original WHERE submission = ANY($1)", [
    [published, faulty, waiting],
  ]);
  expect(rows).toEqual([]);
});

test.each(["original", "report.xlsx"])("%s says since when it is gone", async (file) => {
  const { status, text } = await get(`${published}/${file}`);
  expect([status, text]).toEqual([410, expect.stringContaining("ORIGINAL_ERASED")]);
  expect(text).toMatch(/已于\d{4}-\d\d-\d\d按保存期限删除/);
});

test("the desk shows that it was erased, by whom and when; who handed it in stays", async () => {
  const token = await hub.token("supervisor", null);
  const { data } = await hub.query(
    "query ($a: ID!, $b: ID!) { published: submission(id: $a) { ...s } waiting: submission(id: $b) { ...s } } fragment s on Submission { state erasedAt submittedByName findings { code } events { from to byName note } }",
    { a: published, b: waiting },
    token,
  );
  for (const [name, state] of [
    ["published", "PUBLISHED"],
    ["waiting", "WITHDRAWN"],
  ] as const)
    expect(valueAt(data, name)).toMatchObject({
      state,
      erasedAt: expect.any(String),
      submittedByName: expect.stringMatching(/./),
      findings: [],
      events: expect.arrayContaining([
        { from: expect.any(String), to: state, byName: "系统", note: "保存期满，已删除原件和校验内容" },
      ]),
    });
});

test("the trail says what was erased", async () => {
  const token = await hub.token("supervisor", null);
  const { data } = await hub.query(
    "{ trail(kinds: [ORIGINAL_ERASED]) { nodes { actorName department subject details } } }",
    {},
    token,
  );
  const entries = valueAt(data, "trail", "nodes");
  expect(entries).toHaveLength(3);
  expect(entries).toContainEqual({
    actorName: "系统",
    department: "scjgj",
    subject: waiting,
    details: JSON.stringify({ feed: "enforcement.penalties", state: "WITHDRAWN" }),
  });
});

test("what was published stays, and the chain holds", async () => {
  const { data } = await hub.query(
    "{ penalties { totalCount nodes { provenance { row } } } verification { releases problems { code } } }",
    {},
    await hub.token("supervisor", null),
  );
  expect(valueAt(data, "penalties", "totalCount")).toBe(1);
  expect(valueAt(data, "verification", "problems")).toEqual([]);
  expect(Number(valueAt(data, "verification", "releases"))).toBeGreaterThan(0);
});
