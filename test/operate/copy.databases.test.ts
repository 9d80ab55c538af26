/**
 * A restored copy of a hub, started with another address beside the subscribers of the original: it is silent
 * until it is adopted.
 */
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { openDatabase, type Database } from "../../services/kit/store/open/database.js";
import { openReceiver, type Receiver, type Reply } from "../alerts/receiver.js";
import { demand, publish, staffOf, startProcess, type HubProcess } from "../hub-process.js";
import { openTestDatabase } from "../open-test-database.js";
import { MARKET, penaltyCsv, penaltyRow } from "../penalty-file.js";
import { copyKeys, copyPrepared, WITH_DIRECTORY } from "../prepared.js";
import { valueAt } from "../start-hub.js";
import { until } from "../until.js";

const TONGCHA = fileURLToPath(new URL("../../scripts/tongcha.js", import.meta.url));
const FEED = "enforcement.penalties";
const OURS = "https://data.example.test/";
const THEIRS = "https://test.example.test/";
const isServer = process.env["TEST_DATABASE_URL"] !== undefined;

let folder: string;
/** On a server: the original's and the copy's. */
let databases: readonly Database[] = [];
let receiver: Receiver;
let reply: Reply = { status: 204 };
let running: HubProcess | null = null;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tongcha-copy-"));
  const own = join(folder, "own");
  if (isServer) {
    databases = [await openTestDatabase(WITH_DIRECTORY), await openTestDatabase()];
    await copyKeys(WITH_DIRECTORY, own);
  } else await copyPrepared(WITH_DIRECTORY, own);
  receiver = await openReceiver(({ body }) =>
    valueAt(body, "type") === "webhook.challenge" ? undefined : reply,
  );
});
afterAll(async () => {
  await running?.end("SIGKILL");
  await receiver.close();
  for (const database of databases) await database.close();
  await rm(folder, { recursive: true });
});

function settingsOf(name: "own" | "copy"): Readonly<Record<string, string>> {
  const connection = databases[name === "own" ? 0 : 1]?.connection;
  return {
    TONGCHA_DATA: join(folder, name),
    PUBLIC_URL: name === "own" ? OURS : THEIRS,
    WEBHOOK_NETWORKS: "127.0.0.0/8",
    BACKUP_PASSPHRASE: "示例口令示例口令示例口令",
    DATABASE_URL: connection && "connectionString" in connection ? connection.connectionString : "",
  };
}

async function run(name: "own" | "copy", ...words: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [TONGCHA, ...words], {
    env: { ...process.env, SAMPLES: "false", ...settingsOf(name) },
  });
  return stdout;
}

async function start(name: "own" | "copy"): Promise<HubProcess> {
  running = await startProcess(["start"], settingsOf(name));
  return running;
}

const publishOne = async (hub: HubProcess, name: "own" | "copy", number: number): Promise<void> =>
  publish(hub.url, FEED, penaltyCsv([penaltyRow(number)]), await staffOf(join(folder, name), MARKET.code));

const ready = async ({ url }: HubProcess): Promise<unknown> => (await fetch(`${url}/health/ready`)).json();

const numbersOf = async ({ url }: HubProcess): Promise<string> =>
  JSON.stringify(await demand(url, "{ penalties { nodes { decisionNumber } } }"));

const has = (text: string, number: number): boolean =>
  text.includes(String(penaltyRow(number)["decisionNumber"]));

test("nothing is posted and nothing withdrawn by a copy's clock, which readiness says, until it is adopted; then all goes on", async () => {
  const own = await start("own");
  const saved = await demand(
    own.url,
    'mutation ($webhook: String!) { saveStandingQuery(input: { words: "示例餐饮", webhook: $webhook }) { token standingQuery { id } } }',
    { webhook: receiver.url },
  );
  const query = {
    id: valueAt(saved, "saveStandingQuery", "standingQuery", "id"),
    token: valueAt(saved, "saveStandingQuery", "token"),
  };
  await publishOne(own, "own", 1);
  await receiver.untilReceived(1);
  expect(await ready(own)).not.toHaveProperty("copyOf");
  // What the receiver does not take waits, in the original and in its backup.
  reply = { status: 503 };
  await publishOne(own, "own", 2);
  await receiver.untilReceived(2);
  await run("own", "backup", join(folder, "backup.age"), "--hub", own.url);
  await own.end("SIGTERM");
  reply = { status: 204 };

  await run("copy", "restore", join(folder, "backup.age"));
  await endPublicity();
  const before = receiver.received.length;
  const copy = await start("copy");
  expect(await ready(copy)).toMatchObject({ status: "ready", copyOf: OURS });
  expect(copy.logged.some((line) => line.includes("a copy of another hub's"))).toBe(true);
  // It takes files, publishes and matches, so that it can be tried.
  await publishOne(copy, "copy", 3);
  await until(async () => {
    const found = await demand(
      copy.url,
      "query ($id: ID!, $token: String) { standingQuery(id: $id, token: $token) { matches(first: 10) { nodes { title } } } }",
      query,
    );
    return Object.keys(valueAt(found, "standingQuery", "matches", "nodes") ?? {}).length === 3;
  }, "what it published is matched");
  const numbers = await numbersOf(copy);
  expect([1, 2, 3].map((number) => has(numbers, number))).toEqual([true, true, true]);
  expect(receiver.received).toHaveLength(before);

  if (isServer) expect(await run("copy", "adopt")).toContain(THEIRS);
  else {
    // The embedded database has room for one process.
    await copy.end("SIGTERM");
    expect(receiver.received).toHaveLength(before);
    expect(await run("copy", "adopt")).toContain(THEIRS);
  }
  const adopted = isServer ? copy : await start("copy");
  await until(async () => valueAt(await ready(adopted), "copyOf") === undefined, "it is no copy");
  await until(() => {
    const told = JSON.stringify(receiver.received.slice(before).map(({ body }) => body));
    return has(told, 2) && has(told, 3);
  }, "what waited is sent");
  await until(async () => !has(await numbersOf(adopted), 1), "what is over is withdrawn");
  expect(await run("copy", "doctor", "--hub", adopted.url).catch(String)).not.toContain("npx tongcha adopt");
});

/** The first record's time is over while nobody runs. */
async function endPublicity(): Promise<void> {
  const { DATABASE_URL: url = "", TONGCHA_DATA: directory = "" } = settingsOf("copy");
  const database = await openDatabase({ url: url || null, directory });
  const { rowCount } = await database.pool.query(
    "UPDATE enforcement.penalties SET publicity_ends = current_date - 2 WHERE decision_number = $1",
    [penaltyRow(1)["decisionNumber"]],
  );
  expect(rowCount).toBe(1);
  await database.close();
}
