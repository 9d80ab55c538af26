/**
 * Feeds that come by themselves: whatever kind their source is of, they go the way of a clerk's file, once;
 * and a source that misbehaves harms nobody.
 */
import { execFileSync } from "node:child_process";
import { link, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { penaltyCsv, penaltyRow } from "../penalty-file.js";
import { WITH_PENALTIES } from "../prepared.js";
import { startHub, valueAt, type TestHub } from "../start-hub.js";
import { until } from "../until.js";
import {
  findProgram,
  openHttpSource,
  startMariaDb,
  startSshd,
  type HttpSource,
  type MariaSource,
  type SftpSource,
} from "./servers.js";

const AREAS = new URL("../../../services/directory/samples/areas.zwfwj.csv", import.meta.url);
const SECRETS = { token: "S3cret-token", mysql: "S3cret-mysql", wrong: "S3cret-wrong" };
const SSHD = findProgram("sshd");
const MARIADB = findProgram("mariadbd");

let folder: string;
let hub: TestHub;
let http: HttpSource;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let sshd: SftpSource | null = null;
let maria: MariaSource | null = null;
let clerk: string;
let supervisor: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tongcha-sources-"));
  http = await openHttpSource((request, response) => answer(request, response));
  if (SSHD !== null) sshd = await startSshd(SSHD, join(folder, "sshd"));
  if (MARIADB !== null) maria = await startMariaDb(MARIADB, join(folder, "maria"));
  await define([]);
  hub = await startHub({
    domains: WITH_PENALTIES,
    holds: "directory",
    settings: {
      SOURCES: join(folder, "sources.json"),
      SOURCE_SECRETS: JSON.stringify({ ...SECRETS, sftp: sshd?.privateKey ?? "none" }),
      SOURCE_NETWORKS: "127.0.0.1/32",
      FEED_LIMIT_MIB: "1",
    },
  });
  clerk = await hub.token("clerk", "scjgj");
  supervisor = await hub.token("supervisor", null);
});
afterAll(async () => {
  await hub.close();
  await http.close();
  await sshd?.stop();
  await maria?.stop();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => {
  answer = (_request, response) => response.writeHead(404).end();
});

const define = (sources: readonly object[]): Promise<void> =>
  writeFile(join(folder, "sources.json"), JSON.stringify(sources));

interface Made {
  readonly state: string;
  readonly lastRunAt: string | null;
  readonly nextRunAt: string;
  readonly failures: number;
  readonly lastError: { readonly code: string; readonly message: string } | null;
  readonly submission: {
    readonly id: string;
    readonly state: string;
    readonly rows: number;
    readonly errors: number;
    readonly submittedByName: string;
  } | null;
}

let number = 0;
/** A source of its own for each test: penalties of the market's department, unless told. */
async function add(from: object, more: object = {}): Promise<string> {
  number += 1;
  const id = `source-${number}`;
  await define([
    {
      id,
      title: "示例系统",
      feed: "enforcement.penalties",
      department: "scjgj",
      schedule: "0 6 * * *",
      from,
      ...more,
    },
  ]);
  return id;
}

async function demand(text: string, variables: object, token = supervisor): Promise<unknown> {
  const { data, errors } = await hub.query(text, { ...variables }, token);
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

const FIELDS = `state lastRunAt nextRunAt failures lastError { code message }
  submission { id state rows errors submittedByName }`;
const look = async (id: string): Promise<Made> =>
  valueAt(await demand(`query ($id: ID!) { source(id: $id) { ${FIELDS} } }`, { id }), "source") as Made; // the query's own fields

/** Lets it run now, and waits for its end. */
async function run(id: string): Promise<Made> {
  const before = await look(id);
  await demand("mutation ($id: ID!) { runSource(id: $id) { id } }", { id });
  await until(async () => {
    const now = await look(id);
    return now.state !== "RUNNING" && now.lastRunAt !== before.lastRunAt;
  }, `${id} has run`);
  return look(id);
}

async function submissions(id: string): Promise<readonly { readonly state: string; readonly id: string }[]> {
  const { rows } = await hub.parts.database.pool.query<{ state: string; id: string }>(
    "SELECT id, state FROM disclosure.submission WHERE submitted_by = $1 ORDER BY received_at",
    [`source:${id}`],
  );
  return rows;
}

const sent =
  (body: string, headers: Readonly<Record<string, string>> = {}): typeof answer =>
  (_request, response) =>
    response.writeHead(200, { "content-length": Buffer.byteLength(body), ...headers }).end(body);
const file = (...numbers: readonly number[]): string => penaltyCsv(numbers.map((at) => penaltyRow(at)));

describe("a file at an address", () => {
  test("is handed in by the source's own name, reviewed by a person, and not handed in again", async () => {
    const id = await add({
      kind: "http",
      url: `${http.url}/penalties.csv`,
      auth: { kind: "bearer", secret: "token" },
    });
    answer = sent(file(1, 2));
    expect(await run(id)).toMatchObject({
      state: "HANDED_IN",
      failures: 0,
      lastError: null,
      submission: { state: "SUBMITTED", rows: 2, errors: 0, submittedByName: "数据源：示例系统" },
    });
    expect(http.requests.at(-1)?.headers.authorization).toBe(`Bearer ${SECRETS.token}`);
    expect(await run(id)).toMatchObject({ state: "UNCHANGED" });

    // Whoever reviews it is a person; what was published is not handed in again either.
    const [made] = await submissions(id);
    const reviewer = await hub.token("reviewer", "scjgj");
    const seen = await demand(
      "query ($id: ID!) { submission(id: $id) { difference { added digest } } }",
      { id: made?.id },
      reviewer,
    );
    const digest = valueAt(seen, "submission", "difference", "digest");
    await demand(
      "mutation ($id: ID!, $digest: String!) { approve(id: $id, differenceDigest: $digest) { id } publish(id: $id) { id } }",
      { id: made?.id, digest },
      reviewer,
    );
    expect(await run(id)).toMatchObject({ state: "UNCHANGED" });
    answer = sent(file(1, 2, 3));
    expect(await run(id)).toMatchObject({ state: "HANDED_IN", submission: { rows: 3 } });
    expect((await submissions(id)).map(({ state }) => state)).toEqual(["PUBLISHED", "SUBMITTED"]);
  });

  test("with an ETag is not even sent while it is the same, and one with errors waits for a clerk, once", async () => {
    const id = await add({ kind: "http", url: `${http.url}/faulty.csv` });
    const faulty = penaltyCsv([penaltyRow(11, { decisionDate: "某日" })]);
    answer = (request, response) =>
      request.headers["if-none-match"] === '"1"'
        ? response.writeHead(304).end()
        : sent(faulty, { etag: '"1"' })(request, response);
    expect(await run(id)).toMatchObject({ submission: { state: "CHECKED", errors: expect.any(Number) } });
    expect(await run(id)).toMatchObject({ state: "UNCHANGED", submission: { state: "CHECKED" } });
    expect(http.requests.at(-1)?.headers["if-none-match"]).toBe('"1"');
    expect(await submissions(id)).toHaveLength(1);
  });

  test("that is a whole list takes the place of the one before that nobody has reviewed", async () => {
    const id = await add(
      { kind: "http", url: `${http.url}/areas.csv` },
      { feed: "directory.areas", department: "zwfwj" },
    );
    const areas = await readFile(AREAS, "utf8");
    answer = sent(areas.replace("鼓楼,,", "鼓楼街,,"));
    await run(id);
    answer = sent(areas.replace("鼓楼,,", "鼓楼大街,,"));
    await run(id);
    expect((await submissions(id)).map(({ state }) => state)).toEqual(["WITHDRAWN", "SUBMITTED"]);
  });

  test("that a clerk has handed in already is not handed in again", async () => {
    const id = await add({ kind: "http", url: `${http.url}/same.csv` });
    const { body } = await hub.submit("enforcement.penalties", file(21), clerk);
    expect(body.submission?.errors).toBe(0);
    answer = sent(file(21));
    expect(await run(id)).toMatchObject({ state: "UNCHANGED", submission: null });
    expect(await submissions(id)).toEqual([]);
  });
});

describe("a JSON API", () => {
  const records = [31, 32, 33, 34, 35].map((at) => penaltyRow(at));
  const from = (paging: object, more: object = {}): object => ({
    kind: "api",
    url: `${http.url}/api?state=all`,
    records: "data.items",
    total: "data.total",
    paging,
    ...more,
  });
  const page = (first: number, count = 2, more: object = {}): string =>
    JSON.stringify({ code: 0, data: { total: 5, items: records.slice(first, first + count), ...more } });
  const asked = (request: IncomingMessage): URLSearchParams =>
    new URL(request.url ?? "", http.url).searchParams;
  const json =
    (
      body: (request: IncomingMessage) => string,
      headers: (request: IncomingMessage) => Record<string, string> = () => ({}),
    ) =>
    (request: IncomingMessage, response: ServerResponse): void =>
      sent(body(request), headers(request))(request, response);

  test.each([
    ["by page", { by: "page" }, json((request) => page((Number(asked(request).get("page")) - 1) * 2))],
    ["by offset", { by: "offset" }, json((request) => page(Number(asked(request).get("offset"))))],
    [
      "by cursor",
      { by: "cursor", next: "data.next" },
      json((request) => {
        const at = Number(asked(request).get("cursor") ?? 0);
        return page(at, 2, { next: at + 2 < 5 ? String(at + 2) : null });
      }),
    ],
    [
      "by links",
      { by: "link" },
      json(
        (request) => page(Number(asked(request).get("at") ?? 0)),
        (request): Record<string, string> => {
          const at = Number(asked(request).get("at") ?? 0) + 2;
          return at < 5 ? { link: `</api?state=all&at=${at}>; rel="next"` } : {};
        },
      ),
    ],
  ])("is read %s to its end, as one submission", async (_name, paging, says) => {
    const id = await add(from(paging));
    answer = says;
    // The same records in each of the four: only the first is new.
    const { state } = await run(id);
    const made = await submissions(id);
    expect([state, made.length]).toEqual(_name === "by page" ? ["HANDED_IN", 1] : ["UNCHANGED", 0]);
  });

  test("is handed in under the names that the source gives, with all digits of its figures", async () => {
    const row = Object.fromEntries(
      Object.entries(penaltyRow(41)).map(([name, value]) => [`f_${name}`, value]),
    );
    const columns = Object.fromEntries(Object.keys(penaltyRow(41)).map((name) => [name, `row.f_${name}`]));
    answer = json(() =>
      JSON.stringify([{ row: { ...row, f_fineAmount: "AMOUNT" } }]).replace('"AMOUNT"', "0.20"),
    );
    const id = await add({ kind: "api", url: `${http.url}/api`, records: "", columns });
    expect(await run(id)).toMatchObject({ submission: { state: "SUBMITTED", rows: 1 } });
  });

  test.each([
    ["whose pages repeat", { by: "page" }, json(() => page(0)), "与前一页相同"],
    [
      "that never ends",
      { by: "page" },
      json((request) => page(0, 2, { n: asked(request).get("page") })),
      "超过3页",
    ],
    [
      "that gives less than it says",
      { by: "page" },
      json((request) => page(Number(asked(request).get("page")) === 1 ? 0 : 9)),
      "写明共5条，实际取得2条",
    ],
    [
      "that leads elsewhere",
      { by: "link" },
      json(
        () => page(0),
        () => ({ link: '<http://10.0.0.1/>; rel="next"' }),
      ),
      "另一台服务器",
    ],
    ["that is no JSON", { by: "page" }, json(() => "<html>"), "JSON"],
    ["that has no records", { by: "page" }, json(() => "{}"), "不是数组"],
  ])("%s is refused, and nothing is handed in", async (_name, paging, says, reason) => {
    const id = await add(from(paging, { mostPages: 3 }));
    answer = says;
    const { state, lastError } = await run(id);
    expect([state, lastError?.code]).toEqual(["FAILED", "SOURCE_ANSWER"]);
    expect(lastError?.message).toContain(reason);
    expect(await submissions(id)).toEqual([]);
  });
});

describe("a folder", () => {
  test("gives each new file once, the oldest first; links and what may still be written are left alone", async () => {
    const inbox = join(folder, "inbox");
    await mkdir(inbox);
    const id = await add({ kind: "folder", folder: inbox, files: "*.csv", settleSeconds: 0 });
    await writeFile(join(inbox, "note.txt"), "没有关系");
    await writeFile(join(folder, "elsewhere.csv"), file(51));
    await symlink(join(folder, "elsewhere.csv"), join(inbox, "a.csv"));
    execFileSync("mkfifo", [join(inbox, "b.csv")]);
    expect(await run(id)).toMatchObject({ state: "UNCHANGED" });
    await writeFile(join(inbox, "2.csv"), file(52));
    await writeFile(join(inbox, "1.csv"), file(53));
    expect(await run(id)).toMatchObject({ state: "HANDED_IN" });
    expect(await submissions(id)).toHaveLength(2);
    expect(await run(id)).toMatchObject({ state: "UNCHANGED" });
    await link(join(folder, "elsewhere.csv"), join(inbox, "c.csv"));
    expect(await run(id)).toMatchObject({ lastError: { code: "SOURCE_ANSWER" } });

    const slow = await add({ kind: "folder", folder: inbox, files: "1.csv", settleSeconds: 3600 });
    expect(await run(slow)).toMatchObject({ state: "UNCHANGED" });
    const gone = await add({ kind: "folder", folder: join(folder, "gone") });
    expect(await run(gone)).toMatchObject({ lastError: { code: "SOURCE_UNREACHABLE" } });
  });

  (SSHD === null ? test.skip : test)(
    "behind SFTP is read from the server whose key is on record, and from no other",
    async () => {
      if (!sshd) throw new Error("sshd did not start");
      const outbox = join(folder, "outbox");
      await mkdir(outbox);
      await writeFile(join(outbox, "处罚.csv"), file(61, 62));
      await symlink("/etc/passwd", join(outbox, "link.csv"));
      const from = {
        kind: "sftp",
        host: "127.0.0.1",
        port: sshd.port,
        user: sshd.user,
        privateKey: "sftp",
        hostKey: sshd.hostKey,
        folder: outbox,
        files: "*.csv",
        settleSeconds: 0,
      };
      const id = await add(from);
      expect(await run(id)).toMatchObject({ state: "HANDED_IN", lastError: null, submission: { rows: 2 } });
      expect(await submissions(id)).toHaveLength(1);
      expect(await run(id)).toMatchObject({ state: "UNCHANGED" });
      const logins = sshd.said().split("Accepted publickey").length;

      const other = await add({ ...from, hostKey: `SHA256:${"A".repeat(43)}` });
      expect(await run(other)).toMatchObject({ lastError: { code: "SOURCE_HOST_KEY" } });
      expect(sshd.said().split("Accepted publickey")).toHaveLength(logins);
      const stranger = await add({ ...from, privateKey: undefined, password: "wrong" });
      expect(await run(stranger)).toMatchObject({ lastError: { code: "SOURCE_DENIED" } });
      const nowhere = await add({ ...from, folder: join(folder, "gone") });
      expect(await run(nowhere)).toMatchObject({ lastError: { code: "SOURCE_ANSWER" } });
    },
  );
});

(MARIADB === null ? describe.skip : describe)("a view of a MySQL database", () => {
  const row = penaltyRow(71);
  const fields = Object.keys(row);
  const from = (): object => ({
    kind: "mysql",
    host: "127.0.0.1",
    port: maria?.port,
    database: "register",
    user: "reader",
    secret: "mysql",
    tls: false,
    table: "published",
    orderBy: ["decisionNumber"],
  });

  test("is handed in as it stands, and again once a row has changed", async () => {
    const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;
    await maria?.execute(`
      CREATE DATABASE register CHARACTER SET utf8mb4; USE register;
      CREATE TABLE decided (${fields.map((name) => (name === "fineAmount" ? `${name} decimal(10,2)` : name.endsWith("Date") ? `${name} date` : `${name} text`)).join(", ")});
      INSERT INTO decided VALUES (${fields.map((name) => quote(row[name] ?? "")).join(", ")});
      CREATE VIEW published AS SELECT * FROM decided;
      CREATE VIEW slow AS SELECT *, SLEEP(30) AS nap FROM decided;
      CREATE USER reader@'127.0.0.1' IDENTIFIED BY '${SECRETS.mysql}';
      GRANT SELECT ON register.* TO reader@'127.0.0.1';`);
    const id = await add(from());
    expect(await run(id)).toMatchObject({ lastError: null, submission: { state: "SUBMITTED", rows: 1 } });
    expect(await run(id)).toMatchObject({ state: "UNCHANGED" });
    await maria?.execute(`UPDATE register.decided SET violationFacts = '当事人“示例”, 未建立记录'`);
    expect(await run(id)).toMatchObject({
      state: "HANDED_IN",
      submission: { state: "SUBMITTED", errors: 0 },
    });
    expect(await submissions(id)).toHaveLength(2);
  });

  test.each([
    ["a wrong password", { secret: "wrong" }, "SOURCE_DENIED"],
    ["another's table", { table: "mysql.global_priv" }, "SOURCE_DENIED"],
    ["a table that is not there", { table: "gone" }, "SOURCE_ANSWER"],
    ["a server without TLS where TLS is wanted", { tls: true }, "SOURCE_UNREACHABLE"],
    ["an address outside of the networks", { host: "127.0.0.2" }, "SOURCE_ADDRESS_REFUSED"],
  ])("fails by %s, which is told without a word of the secret", async (_name, more, code) => {
    const id = await add({ ...from(), ...more });
    expect(await run(id)).toMatchObject({ state: "FAILED", lastError: { code } });
  });

  test("that takes too long is given up", async () => {
    const id = await add({ ...from(), table: "slow" }, { timeLimitSeconds: 1 });
    expect((await run(id)).lastError?.code).toMatch(/SOURCE_(?:TIMEOUT|UNREACHABLE)/);
  });
});

describe("a source that means harm", () => {
  test.each<readonly [string, (response: ServerResponse) => void, string]>([
    [
      "that never stops sending",
      (response) => {
        response.writeHead(200, { "transfer-encoding": "chunked" });
        const more = (): void => {
          while (response.write("x".repeat(65_536)));
        };
        response.on("drain", more);
        more();
      },
      "FEED_TOO_LARGE",
    ],
    ["that says nothing", () => undefined, "SOURCE_TIMEOUT"],
    [
      "that stops in the middle",
      (response) => void response.writeHead(200, { "content-length": "1000" }).write("half"),
      "SOURCE_TIMEOUT",
    ],
    [
      "that breaks off",
      (response) => {
        response.writeHead(200, { "content-length": "1000" });
        response.write("half", () => response.destroy());
      },
      "SOURCE_UNREACHABLE",
    ],
    [
      "whose end nobody can tell",
      (response) => {
        response.useChunkedEncodingByDefault = false;
        response.writeHead(200, { connection: "close" }).end("half");
      },
      "SOURCE_ANSWER",
    ],
    [
      "that leads to a machine of the hub's network",
      (response) => void response.writeHead(302, { location: `${http.url}/inside` }).end(),
      "SOURCE_ANSWER",
    ],
    ["that knows the account no more", (response) => void response.writeHead(401).end(), "SOURCE_DENIED"],
  ])("%s is given up with its code, and nothing is handed in", async (_name, does, code) => {
    const id = await add({ kind: "http", url: `${http.url}/file.csv` }, { timeLimitSeconds: 2 });
    answer = (_request, response) => does(response);
    const before = http.requests.length;
    expect(await run(id)).toMatchObject({ state: "FAILED", lastError: { code } });
    expect(http.requests.slice(before).map(({ url }) => url)).toEqual(["/file.csv"]);
    expect(await submissions(id)).toEqual([]);
  });

  test.each([
    "http://169.254.169.254/latest",
    "http://127.0.0.2/",
    "http://[::1]/",
    "http://100.100.100.200/",
  ])("at %s is not called", async (url) => {
    const id = await add({ kind: "http", url });
    expect(await run(id)).toMatchObject({ lastError: { code: "SOURCE_ADDRESS_REFUSED" } });
  });
});

test("a source that fails comes back later and later, and by its schedule once it is well", async () => {
  const id = await add({ kind: "http", url: `${http.url}/down.csv` });
  answer = (_request, response) => response.writeHead(503).end();
  let last = 0;
  for (const failures of [1, 2, 3, 4]) {
    const failed = await run(id);
    expect(failed).toMatchObject({ state: "FAILED", failures, lastError: { code: "SOURCE_ANSWER" } });
    const pause = Date.parse(failed.nextRunAt) - Date.parse(failed.lastRunAt ?? "");
    expect(pause).toBeGreaterThan(last * 1.4);
    last = pause;
  }
  const due = (): Promise<unknown> =>
    hub.parts.database.pool.query("UPDATE disclosure.source SET next_at = now() WHERE id = $1", [id]);
  answer = sent(file(81));
  await due();
  await until(async () => (await look(id)).state === "HANDED_IN");
  const well = await look(id);
  expect([well.failures, well.lastError]).toEqual([0, null]);
  // Six in the morning in Shanghai.
  expect(new Date(well.nextRunAt).toISOString()).toMatch(/T22:00:00/);
});

test("a trial says what would be handed in, and leaves nothing behind", async () => {
  const id = await add({ kind: "http", url: `${http.url}/trial.csv` });
  answer = sent(penaltyCsv([penaltyRow(91), penaltyRow(92, { decisionDate: "某日" })]));
  const { pool } = hub.parts.database;
  const count = async (): Promise<unknown> =>
    (
      await pool.query(
        `SELECT (SELECT count(*) FROM disclosure.submission) AS submissions, (SELECT count(*) FROM disclosure.original) AS originals,
          (SELECT count(*) FROM disclosure.progress) AS progress, (SELECT count(*) FROM pg_tables WHERE schemaname = 'staging') AS stages`,
      )
    ).rows;
  const before = await count();
  const trial = async (token: string): Promise<{ readonly status: number; readonly body: unknown }> => {
    const response = await fetch(`${hub.url}/intake/sources/${id}/trial`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}` },
    });
    return { status: response.status, body: await response.json() };
  };
  expect(await trial(clerk)).toMatchObject({
    status: 200,
    body: {
      files: [
        { name: "trial.csv", rows: 2, difference: null, findings: [{ row: 3, field: "decisionDate" }] },
      ],
    },
  });
  answer = sent(file(91, 92));
  expect(await trial(clerk)).toMatchObject({
    body: { files: [{ errors: 0, isKnown: false, difference: { added: 2, removed: 0 } }], hasMore: false },
  });
  expect(await count()).toEqual(before);
  expect(await look(id)).toMatchObject({ state: "WAITING", submission: null });
  expect((await trial(await hub.token("clerk", "yjj"))).body).toMatchObject({ code: "SOURCE_UNKNOWN" });
  expect((await trial(await hub.token("reviewer", "scjgj"))).body).toMatchObject({ code: "FORBIDDEN" });
});

test("a file of sources that is wrong is refused with the place, and those of before stay", async () => {
  const id = await add({ kind: "http", url: `${http.url}/kept.csv` });
  const before = await demand("{ sources { nodes { id } } }", {});
  expect(before).toEqual({ sources: { nodes: [{ id }] } });
  const refusal = async (): Promise<unknown> =>
    (await hub.query("mutation ($id: ID!) { runSource(id: $id) { id } }", { id }, supervisor)).errors?.[0];
  await writeFile(join(folder, "sources.json"), '[{ "id": "x" }]');
  expect(await refusal()).toMatchObject({ extensions: { code: "SETTING_INVALID" } });
  await add({ kind: "http", url: `${http.url}/x.csv`, auth: { kind: "bearer", secret: "lost" } });
  expect(await refusal()).toMatchObject({ message: expect.stringContaining("lost") });
  expect(await demand("{ sources { nodes { id } } }", {})).toEqual(before);
  await define([]);
  expect(await demand("{ sources { totalCount } }", {})).toEqual({ sources: { totalCount: 0 } });
});

test("no secret is in the database, in an answer or in the log", async () => {
  const { rows } = await hub.parts.database.pool.query(
    "SELECT (SELECT json_agg(s)::text FROM disclosure.source s) || (SELECT json_agg(t)::text FROM hub.trail t) || (SELECT coalesce(json_agg(e)::text, '') FROM disclosure.event e) AS text",
  );
  const text = JSON.stringify(rows) + hub.logged.join("\n");
  expect(text).toContain("SOURCE_DENIED");
  for (const secret of [...Object.values(SECRETS), "PRIVATE KEY"]) expect(text).not.toContain(secret);
});
