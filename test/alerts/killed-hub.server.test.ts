import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Database } from "../../services/kit/store/open/database.js";
import { staffOf } from "../hub-process.js";
import { openTestDatabase } from "../open-test-database.js";
import { copyKeys, copyPrepared, WITH_DIRECTORY } from "../prepared.js";
import { penaltyCsv, penaltyRow } from "../penalty-file.js";
import { valueAt } from "../start-hub.js";
import { isSigned, openReceiver, type Received, type Receiver, type Reply } from "./receiver.js";
import { SCALE } from "../scale.js";

const KILLS = SCALE.killedHubs;
const ROWS = 40;

let directory: string;
/** A database on a server is made for this file; the embedded one is in `directory`. */
let server: Database | null = null;
let receiver: Receiver;
let reply: (message: Received) => Reply | null | undefined = () => undefined;
let hub: RunningHub | null = null;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), "tongcha-test-"));
  if (process.env["TEST_DATABASE_URL"] === undefined) await copyPrepared(WITH_DIRECTORY, directory);
  else {
    server = await openTestDatabase(WITH_DIRECTORY);
    await copyKeys(WITH_DIRECTORY, directory);
  }
  receiver = await openReceiver((message) => reply(message));
});
afterAll(async () => {
  await kill();
  await receiver.close();
  await server?.close();
  rmSync(directory, { recursive: true });
});

test("whatever moment a hub is killed at, a receiver that knows ids has each release's records once, and none is missing", async () => {
  let running = await start();
  const saved = await ask(
    running,
    'mutation ($webhook: String!) { saveStandingQuery(input: { words: "示例餐饮", webhook: $webhook }) { token webhookSecret standingQuery { id } } }',
    { webhook: receiver.url },
  );
  const [id, token, secret] = [["standingQuery", "id"], ["token"], ["webhookSecret"]].map((path) =>
    String(valueAt(saved, "saveStandingQuery", ...path)),
  );
  const wanted: string[] = [];
  for (let round = 0; round < KILLS; round += 1) {
    const rows = Array.from({ length: ROWS }, (_, at) => penaltyRow(round * ROWS + at));
    wanted.push(...rows.map(({ decisionNumber }) => String(decisionNumber)));
    // In every other round the hub does not live to get the reply: it is killed while the receiver has its
    // message.
    reply = round % 2 === 0 ? () => undefined : () => null;
    const came = receiver.received.length;
    await publish(running, penaltyCsv(rows));
    if (round % 2 === 1) await receiver.untilReceived(came + 1);
    else
      await new Promise((resolve) => {
        setTimeout(resolve, Math.random() * 200);
      });
    await kill();
    running = await start();
  }
  reply = () => undefined;
  await untilDelivered(running, id ?? "", token ?? "");

  expect(receiver.received.every((message) => isSigned(message, secret ?? ""))).toBe(true);
  const distinct = new Map(receiver.received.map((message) => [message.id, message]));
  expect(receiver.received.length).toBeGreaterThan(distinct.size);
  expect(distinct.size).toBe(KILLS);
  const titles = [...distinct.values()].flatMap(({ body }) => {
    const records = valueAt(body, "data", "records");
    return Array.isArray(records) ? records.map((record) => String(valueAt(record, "title"))) : [];
  });
  expect(titles.map((title) => title.split(" ").at(-1)).toSorted()).toEqual(wanted.toSorted());
  // An attempt that nobody lived to settle is made again after 20 s, the next ones later and later.
});

interface RunningHub {
  readonly child: ChildProcess;
  readonly url: string;
  readonly clerk: string;
  readonly reviewer: string;
}

async function start(): Promise<RunningHub> {
  const connection = server?.connection;
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL("../../scripts/tongcha.js", import.meta.url)), "start"],
    {
      stdio: ["ignore", "pipe", "inherit"],
      // The socket of the embedded database goes with the directory, for a killed process takes nothing away.
      env: {
        ...process.env,
        TMPDIR: directory,
        TONGCHA_DATA: directory,
        SAMPLES: "false",
        PORT: "0",
        WEBHOOK_NETWORKS: "127.0.0.0/8",
        ...(connection && "connectionString" in connection
          ? { DATABASE_URL: connection.connectionString }
          : {}),
      },
    },
  );
  let text = "";
  for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
    text += String(chunk);
    const [, url] = /GraphQL +(http\S+)\/graphql/.exec(text) ?? [];
    if (url === undefined) continue;
    child.stdout.resume();
    return (hub = { child, url, ...(await staffOf(directory, "scjgj")) });
  }
  throw new Error(`The hub did not start: ${text}`);
}

async function kill(): Promise<void> {
  if (!hub) return;
  const { child } = hub;
  hub = null;
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
}

async function ask(
  { url }: RunningHub,
  query: string,
  variables: Readonly<Record<string, unknown>>,
  token?: string,
): Promise<unknown> {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query, variables }),
  });
  const answer: unknown = await response.json();
  if (valueAt(answer, "errors") !== undefined) throw new Error(JSON.stringify(answer));
  return valueAt(answer, "data");
}

async function publish(running: RunningHub, file: string): Promise<void> {
  const { url, clerk, reviewer } = running;
  const response = await fetch(`${url}/intake/enforcement.penalties`, {
    method: "POST",
    headers: { authorization: `Bearer ${clerk}` },
    body: file,
  });
  const id = valueAt(await response.json(), "submission", "id");
  await ask(running, "mutation ($id: ID!) { submitForReview(id: $id) { id } }", { id }, clerk);
  const seen = await ask(
    running,
    "query ($id: ID!) { submission(id: $id) { difference { digest } } }",
    { id },
    reviewer,
  );
  await ask(
    running,
    "mutation ($id: ID!, $digest: String!) { approve(id: $id, differenceDigest: $digest) { id } }",
    { id, digest: valueAt(seen, "submission", "difference", "digest") },
    reviewer,
  );
  await ask(running, "mutation ($id: ID!) { publish(id: $id) { id } }", { id }, reviewer);
}

async function untilDelivered(running: RunningHub, id: string, token: string): Promise<void> {
  for (;;) {
    const data = await ask(
      running,
      "query ($id: ID!, $token: String) { standingQuery(id: $id, token: $token) { webhook { deliveries { state } } } }",
      { id, token },
    );
    const deliveries = valueAt(data, "standingQuery", "webhook", "deliveries");
    const delivered = (Array.isArray(deliveries) ? deliveries : []).filter(
      (delivery) => valueAt(delivery, "state") === "DELIVERED",
    );
    if (delivered.length === KILLS + 1) return;
    await new Promise((resolve) => {
      setTimeout(resolve, 100);
    });
  }
}
