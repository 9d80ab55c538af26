import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Database } from "../../services/kit/store/open/database.js";
import { openTestDatabase } from "../open-test-database.js";
import { copyKeys, copyPrepared, SHIPPED } from "../prepared.js";
import { staffOf } from "../hub-process.js";
import { MARKET, penaltyCsv, penaltyRow } from "../penalty-file.js";
import { valueAt } from "../start-hub.js";

const ROWS = 20_000;

let directory: string;
/** A database on a server is made for this file; the embedded one is in `directory`. */
let server: Database | null = null;
let hub: RunningHub | null = null;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), "tongcha-test-"));
  if (process.env["TEST_DATABASE_URL"] === undefined) await copyPrepared(SHIPPED, directory);
  else {
    server = await openTestDatabase(SHIPPED);
    await copyKeys(SHIPPED, directory);
  }
});
afterAll(async () => {
  await end("SIGKILL");
  await server?.close();
  rmSync(directory, { recursive: true });
});

test("a file whose check was killed with the hub, or broken off by its stop, is checked at the next start", async () => {
  const { url, token } = await start();
  const file = penaltyCsv(Array.from({ length: ROWS }, (_, at) => penaltyRow(at, { violationFacts: "" })));
  // The answer dies with the process.
  const sent = send(url, token, file).catch(() => null);
  await received(url, token);
  await end("SIGKILL");
  expect(await sent).toBeNull();

  const second = await start();
  await end("SIGTERM");
  expect(second.url).not.toBe("");

  const third = await start();
  expect(await checked(third.url, token)).toEqual({ state: "CHECKED", rows: ROWS, errors: ROWS });
});

test("whoever waits for a check when the hub stops is told that the file is safe", async () => {
  if (!hub) throw new Error("No hub runs");
  const { url, token } = hub;
  const sent = send(url, token, penaltyCsv(Array.from({ length: ROWS }, (_, at) => penaltyRow(at))));
  await received(url, token);
  await end("SIGTERM");
  const answer = await sent;
  expect([answer.status, valueAt(await answer.json(), "code")]).toEqual([503, "HUB_STOPPING"]);
});

interface RunningHub {
  readonly child: ChildProcess;
  readonly url: string;
  readonly token: string;
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
    hub = { child, url, token: (await staffOf(directory, MARKET.code)).clerk };
    child.stdout.resume();
    return hub;
  }
  throw new Error(`The hub did not start: ${text}`);
}

async function end(signal: "SIGKILL" | "SIGTERM"): Promise<void> {
  if (!hub) return;
  const { child } = hub;
  hub = null;
  child.kill(signal);
  await once(child, "exit");
}

function send(url: string, token: string, file: string): Promise<Response> {
  return fetch(`${url}/intake/enforcement.penalties`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}` },
    body: file,
  });
}

async function submissions(url: string, token: string): Promise<readonly unknown[]> {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: "{ submissions { nodes { state rows errors } } }" }),
  });
  return Object.values(valueAt(await response.json(), "data", "submissions", "nodes") ?? []);
}

async function received(url: string, token: string): Promise<void> {
  while (!(await submissions(url, token)).some((submission) => valueAt(submission, "state") === "RECEIVED"))
    await setTimeout(10);
}

async function checked(url: string, token: string): Promise<unknown> {
  for (;;) {
    const [submission] = await submissions(url, token);
    if (valueAt(submission, "state") !== "RECEIVED") return submission;
    await setTimeout(50);
  }
}
