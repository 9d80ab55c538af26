/** The trail: what is written into it, how supervisors find it, and that whoever changes it is found out. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { appendTrail } from "../../services/kit/store/write/trail.js";
import { MARKET, penaltyCsv, penaltyRow } from "../penalty-file.js";
import { WITH_PENALTIES } from "../prepared.js";
import { startHub, valueAt, type TestHub } from "../start-hub.js";

let hub: TestHub;
let supervisor: string;
let submission: string;
beforeAll(async () => {
  hub = await startHub({
    domains: WITH_PENALTIES,
    holds: "directory",
    settings: { TONGCHA_TOKEN: "eyJ-a-secret", SUBGRAPH_NETWORKS: "127.0.0.0/8" },
  });
  supervisor = await hub.token("supervisor", null);
  const sheet = penaltyCsv([penaltyRow(1, { violationFacts: "当事人未建立记录，联系电话13800138000" })]);
  submission = await publishWithNote(sheet);
});
afterAll(() => hub.close());

/** What is unusual in it is acknowledged, with a note. */
async function publishWithNote(sheet: Uint8Array | string): Promise<string> {
  const [clerk, reviewer] = await Promise.all([
    hub.token("clerk", MARKET.code),
    hub.token("reviewer", MARKET.code),
  ]);
  const { body } = await hub.submit("enforcement.penalties", sheet, clerk);
  const id = body.submission?.id ?? "";
  await hub.query(`mutation { submitForReview(id: "${id}") { id } }`, {}, clerk);
  const seen = await hub.query(`{ submission(id: "${id}") { difference { digest } } }`, {}, reviewer);
  const digest = valueAt(seen.data, "submission", "difference", "digest");
  const moves = `mutation { approve(id: "${id}", differenceDigest: "${String(digest)}", acknowledged: ["PERSONAL_DATA"], note: "单位电话") { id } publish(id: "${id}") { state } }`;
  expect((await hub.query(moves, {}, reviewer)).errors).toBeUndefined();
  return id;
}

interface Entry {
  readonly number: number;
  readonly kind: string;
  readonly actor: string;
  readonly actorName: string;
  readonly department: string | null;
  readonly subject: string;
  readonly details: string;
  readonly release: number;
}

interface Page {
  readonly nodes: readonly Entry[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

async function page(filter = ""): Promise<Page> {
  const { data, errors } = await hub.query(
    `{ trail${filter} { nodes { number kind actor actorName department subject details release } edges { cursor node { number } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
    {},
    supervisor,
  );
  expect(errors).toBeUndefined();
  return data?.["trail"] as Page; // the query's shape
}
const find = async (filter: string): Promise<readonly Entry[]> => (await page(filter)).nodes;
const problems = async (): Promise<unknown> =>
  valueAt(
    (await hub.query("{ verification { entries problems { code release entry } } }", {}, supervisor)).data,
    "verification",
    "problems",
  );

test("a process begins with its settings; of secrets there is a fingerprint", async () => {
  const [started] = await find("(kinds: [HUB_STARTED], first: 1)");
  expect(started).toMatchObject({ actor: "system", department: null });
  const details: unknown = JSON.parse(started?.details ?? "");
  expect(details).toMatchObject({
    process: "hub",
    SUBGRAPH_NETWORKS: "127.0.0.0/8",
    TONGCHA_TOKEN: expect.stringMatching(/^hmac-sha256:[0-9a-f]{16}$/),
  });
  expect(started?.details).not.toContain("a-secret");
});

test("what a reviewer set aside is there with the reason and the release, once it is published", async () => {
  expect(await find("(kinds: [CHANGES_ACKNOWLEDGED])")).toMatchObject([
    { actorName: "示例审核员", department: MARKET.code, subject: submission },
  ]);
  const [override] = await find("(kinds: [CHANGES_ACKNOWLEDGED])");
  expect(JSON.parse(override?.details ?? "")).toEqual({
    feed: "enforcement.penalties",
    acknowledged: ["PERSONAL_DATA"],
    note: "单位电话",
    release: override?.release,
  });
});

test("each download of what was handed in is there; one that was refused is not", async () => {
  const clerk = await hub.token("clerk", MARKET.code);
  const other = await hub.token("developer", MARKET.code);
  for (const [token, path] of [
    [clerk, "original"],
    [supervisor, "report.xlsx"],
    [clerk, "report.json"],
    [other, "original"],
  ] as const) {
    const headers = { authorization: `Bearer ${token}` };
    await (await fetch(`${hub.url}/intake/submissions/${submission}/${path}`, { headers })).arrayBuffer();
  }
  const found = await find("(kinds: [ORIGINAL_DOWNLOADED])");
  expect(found.map(({ actorName, details }) => [actorName, valueAt(JSON.parse(details), "form")])).toEqual([
    ["示例督查员", "report"],
    ["示例填报员", "original"],
  ]);
});

test("keys and permissions are there, asked for, granted and taken back", async () => {
  const made = await hub.query(
    'mutation { createApiKey(input: { name: "portal", owner: "示例" }) { key apiKey { id } } }',
    {},
    supervisor,
  );
  const id = String(valueAt(made.data, "createApiKey", "apiKey", "id"));
  for (const change of ["suspend", "resume", "revoke"])
    await hub.query(`mutation { ${change}ApiKey(id: "${id}", reason: "访问异常") { id } }`, {}, supervisor);
  await hub.parts.database.pool.query("INSERT INTO registry.subgraph (name, owner) VALUES ('buses', 'jtj')");
  const developer = await hub.token("developer", "jtj");
  const asked = await hub.query(
    'mutation { requestPermission(input: { kind: BREAKING, subgraph: "buses", coordinate: "Area.busLines", reason: "改版" }) { id } }',
    {},
    developer,
  );
  const permission = String(valueAt(asked.data, "requestPermission", "id"));
  for (const decision of ["GRANTED", "REVOKED", "REVOKED"])
    await hub.query(
      `mutation { decidePermission(id: "${permission}", decision: ${decision}) { id } }`,
      {},
      supervisor,
    );
  const kinds = (entries: readonly Entry[], about: string): readonly string[] =>
    entries.filter(({ subject }) => subject === about).map(({ kind }) => kind);
  const all = await find("(first: 100)");
  expect(kinds(all, id)).toEqual(["KEY_REVOKED", "KEY_RESUMED", "KEY_SUSPENDED", "KEY_MADE"]);
  expect(kinds(all, permission)).toEqual([
    "PERMISSION_REVOKED",
    "PERMISSION_GRANTED",
    "PERMISSION_REQUESTED",
  ]);
  expect(JSON.stringify(all)).not.toContain(String(valueAt(made.data, "createApiKey", "key")));
});

test("it is found by kind, actor, department and time, in pages that go on where the last one ended", async () => {
  const all = await find("(first: 100)");
  expect(all.map(({ number }) => number)).toEqual(all.map((_, at) => all.length - at));
  const names = new Set((await find('(actor: "示例督查员")')).map(({ actorName }) => actorName));
  expect([...names]).toEqual(["示例督查员"]);
  expect(await find('(actor: "demo-supervisor-district")')).toEqual(await find('(actor: "示例督查员")'));
  expect(new Set((await find('(department: "scjgj")')).map(({ department }) => department))).toEqual(
    new Set(["scjgj"]),
  );
  const [past, future] = ["2020-01-01T00:00:00+08:00", "2200-01-01T00:00:00+08:00"];
  expect(await find(`(to: "${past}")`)).toEqual([]);
  expect(await find(`(from: "${future}")`)).toEqual([]);
  expect(await find(`(from: "${past}", to: "${future}", first: 100)`)).toEqual(all);
  const pages: Entry[] = [];
  for (let after = "", isMore = true; isMore;) {
    const { nodes, pageInfo } = await page(`(first: 3${after === "" ? "" : `, after: "${after}"`})`);
    pages.push(...nodes);
    after = pageInfo.endCursor ?? "";
    isMore = pageInfo.hasNextPage;
  }
  expect(pages).toEqual(all);
});

test("a changed entry, one that is taken out, and one that is put in are found by verification", async () => {
  const { pool, transaction } = hub.parts.database;
  expect(await problems()).toEqual([]);
  const [override] = await find("(kinds: [CHANGES_ACKNOWLEDGED])");
  const number = override?.number ?? 0;
  const tried = async (statement: string): Promise<readonly unknown[]> => {
    const { rows } = await pool.query("SELECT * FROM hub.trail ORDER BY number");
    await pool.query(statement);
    const found = (await problems()) as readonly object[]; // a list
    await pool.query("DELETE FROM hub.trail");
    await pool.query("INSERT INTO hub.trail SELECT * FROM json_populate_recordset(NULL::hub.trail, $1)", [
      JSON.stringify(rows.map((row) => ({ ...row, ...hexOf(row) }))),
    ]);
    return found.map((problem) => [valueAt(problem, "code"), valueAt(problem, "entry")]);
  };
  expect(await tried(`UPDATE hub.trail SET details = '{}' WHERE number = ${number}`)).toEqual([
    ["TRAIL_HASH", number],
  ]);
  expect(await tried(`UPDATE hub.trail SET actor_name = '他人' WHERE number = ${number}`)).toEqual([
    ["TRAIL_HASH", number],
  ]);
  expect(await tried(`DELETE FROM hub.trail WHERE number = ${number}`)).toEqual([
    ["TRAIL_MISSING", number + 1],
    ["TRAIL_LINK", number + 1],
  ]);
  expect(await problems()).toEqual([]);
  // Cut off at its end: the next release knew it.
  await hub.publish("enforcement.penalties", penaltyCsv([penaltyRow(2)]), MARKET.code);
  const cut = await tried("DELETE FROM hub.trail WHERE number = (SELECT max(number) FROM hub.trail)");
  expect(cut).toEqual([["RELEASE_TRAIL", expect.any(Number)]]);
  await transaction((client) =>
    appendTrail(client, {
      kind: "KEY_MADE",
      actor: { subject: "a", name: "甲" },
      department: null,
      subject: "tck_00000000",
      details: {},
    }),
  );
  expect(await problems()).toEqual([]);
});

/** Bytes as PostgreSQL reads them from JSON. */
function hexOf(row: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(row).flatMap(([name, value]) =>
      Buffer.isBuffer(value) ? [[name, `\\x${value.toString("hex")}`]] : [],
    ),
  );
}
