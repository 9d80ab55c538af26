/** `scripts/operate/nginx.conf` as it stands, before a hub: what clients meet behind nginx. */
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { request } from "node:https";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createClient } from "graphql-ws";
import { WebSocket } from "ws";
import { freePort } from "../../scripts/bench/free-port.js";
import { penaltyCsv, penaltyRow } from "../penalty-file.js";
import { WITH_PENALTIES } from "../prepared.js";
import { startHub, valueAt, type TestHub } from "../start-hub.js";
import { until } from "../until.js";

const FILE = fileURLToPath(new URL("../../../scripts/operate/nginx.conf", import.meta.url));
const NGINX = ["/usr/sbin/nginx", "/usr/local/sbin/nginx", "/usr/bin/nginx"].find((path) => existsSync(path));
const NAME = "data.example.test";

let directory: string;
let hub: TestHub;
let nginx: ChildProcess | null = null;
let [plain, secure] = [0, 0];
let certificate: Buffer;

beforeAll(async () => {
  if (NGINX === undefined) return;
  directory = mkdtempSync(join(tmpdir(), "tongcha-nginx-"));
  chmodSync(directory, 0o777);
  hub = await startHub({
    domains: WITH_PENALTIES,
    holds: "directory",
    settings: { TRUSTED_PROXIES: "127.0.0.1", RATE_LIMITS: "4000/200000/200000" },
  });
  [plain, secure] = [await freePort(), await freePort()];
  const made = `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=${NAME}`;
  execFileSync("openssl", [
    ...made.split(" "),
    "-keyout",
    join(directory, "tongcha.key"),
    "-out",
    join(directory, "tongcha.crt"),
  ]);
  certificate = readFileSync(join(directory, "tongcha.crt"));
  const site = readFileSync(FILE, "utf8")
    .replaceAll("TONGCHA_NAME", NAME)
    .replaceAll("TONGCHA_CERTIFICATE", directory)
    .replaceAll("TONGCHA_CACHE", join(directory, "cache"))
    .replaceAll("/var/log/nginx", directory)
    .replace("127.0.0.1:4000", new URL(hub.url).host)
    .replace("listen 80;", `listen 127.0.0.1:${plain};`)
    .replace("listen 443 ssl;", `listen 127.0.0.1:${secure} ssl;`);
  writeFileSync(join(directory, "site.conf"), site);
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (kind) => `${kind}_temp_path ${join(directory, kind)};`,
  );
  writeFileSync(
    join(directory, "nginx.conf"),
    `daemon off; pid ${join(directory, "pid")}; worker_processes 1; events {} http { ${temporary.join(" ")} include ${join(directory, "site.conf")}; }`,
  );
  nginx = spawn(NGINX, ["-c", join(directory, "nginx.conf"), "-e", join(directory, "error.log")], {
    stdio: "inherit",
  });
  await until(() => listens(secure), "nginx listens");
});
afterAll(async () => {
  if (nginx) {
    const ended = once(nginx, "exit");
    nginx.kill("SIGTERM");
    await ended;
  }
  await hub?.close();
  if (NGINX !== undefined) rmSync(directory, { recursive: true });
});

/** Takes the certificate for the name, whatever the address. */
const TRUSTING = () => ({ ca: certificate, checkServerIdentity: () => undefined });

async function listens(port: number): Promise<boolean> {
  const socket = connect(port, "127.0.0.1");
  try {
    await once(socket, "connect");
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

async function send(
  path: string,
  options: {
    readonly method?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string | Buffer;
  } = {},
): Promise<Reply> {
  const sent = request({
    host: "127.0.0.1",
    port: secure,
    ...TRUSTING(),
    path,
    method: options.method ?? "GET",
    headers: { host: NAME, ...options.headers },
    agent: false,
  });
  const answered = once(sent, "response");
  sent.end(options.body);
  const [response] = (await answered) as [IncomingMessage]; // Node's own event
  let text = "";
  response.setEncoding("utf8");
  for await (const part of response) text += String(part);
  return { status: response.statusCode ?? 0, headers: response.headers, text };
}
const get = (query: string, headers: Readonly<Record<string, string>> = {}): Promise<Reply> =>
  send(`/graphql?query=${encodeURIComponent(query)}`, { headers });
const served = (): readonly string[] =>
  readFileSync(join(directory, "tongcha.log"), "utf8")
    .trim()
    .split("\n")
    .map((line) => line.split(" ").at(-1) ?? "");

(NGINX === undefined ? describe.skip : describe)("behind nginx", () => {
  test("plain HTTP leads to TLS", async () => {
    const response = await fetch(`http://127.0.0.1:${plain}/graphql?query=x`, { redirect: "manual" });
    expect([response.status, response.headers.get("location")]).toEqual([
      308,
      "https://127.0.0.1/graphql?query=x",
    ]);
  });

  test("a query is answered, is kept for a second, and then asked for again by its tag", async () => {
    const query = "{ areas { totalCount } }";
    const first = await get(query);
    expect(first.status).toBe(200);
    expect(first.headers["strict-transport-security"]).toBeDefined();
    await until(async () => {
      await get(query);
      return served().includes("HIT") && served().includes("REVALIDATED");
    }, "an answer from the cache, and one that was asked for again");
    expect((await get(query)).text).toBe(first.text);
    expect((await get(query, { "if-none-match": String(first.headers["etag"]) })).status).toBe(304);
  });

  test("nothing is kept of who shows a token, of a refusal, and of what changes with time", async () => {
    const token = await hub.token("supervisor", null);
    const before = served().length;
    const asked = "{ submissions(first: 1) { nodes { id } } }";
    for (let times = 0; times < 3; times += 1) {
      expect((await get(asked, { authorization: `Bearer ${token}` })).status).toBe(200);
      expect((await get("{ areas { totalCount } }", { authorization: `Bearer ${token}` })).status).toBe(200);
      expect((await get("{ notThere }")).text).toContain("GRAPHQL_VALIDATION_FAILED");
      expect((await send("/health/ready")).status).toBe(200);
    }
    expect(
      served()
        .slice(before)
        .filter((status) => status === "HIT" || status === "STALE"),
    ).toEqual([]);
    expect((await get(asked)).text).not.toContain('"submissions":{');
  });

  test("metrics are not for the public", async () => {
    expect((await send("/metrics")).status).toBe(404);
  });

  test("a file of many megabytes is handed in", async () => {
    const clerk = await hub.token("clerk", "scjgj");
    const rows = Array.from({ length: 8_000 }, (_, at) => penaltyRow(at));
    const file = Buffer.from(penaltyCsv(rows));
    expect(file.length).toBeGreaterThan(2_500_000);
    const { status, text } = await send("/intake/enforcement.penalties", {
      method: "POST",
      headers: { authorization: `Bearer ${clerk}`, "content-type": "text/csv" },
      body: file,
    });
    expect(status).toBe(201);
    expect(valueAt(JSON.parse(text), "submission", "rows")).toBe(8_000);
  });

  test("subscriptions come over WebSocket and as an event stream", async () => {
    class Trusting extends WebSocket {
      constructor(url: string, protocol: string) {
        super(url, protocol, { ...TRUSTING(), headers: { host: NAME } });
      }
    }
    const query = 'subscription { areaPublished(after: "0") { record { code } } }';
    const client = createClient({
      url: `wss://127.0.0.1:${secure}/graphql`,
      webSocketImpl: Trusting,
      retryAttempts: 0,
    });
    for await (const answer of client.iterate({ query })) {
      expect(answer.errors).toBeUndefined();
      break;
    }
    await client.dispose();
    const sent = request({
      host: "127.0.0.1",
      port: secure,
      ...TRUSTING(),
      path: "/graphql",
      method: "POST",
      headers: {
        host: NAME,
        accept: "text/event-stream",
        "content-type": "application/json",
      },
    });
    const answered = once(sent, "response");
    sent.end(JSON.stringify({ query }));
    const [response] = (await answered) as [IncomingMessage]; // Node's own event
    expect(response.headers["content-type"]).toContain("text/event-stream");
    let text = "";
    for await (const part of response.setEncoding("utf8")) {
      text += String(part);
      if (text.includes("record")) break;
    }
    expect(text).toContain("event: next");
  });

  test("what is over the hub's limits is refused by the hub, and each person has an address", async () => {
    const forged = (number: number): Promise<Reply> =>
      get(`{ areas(first: ${1 + (number % 50)}) { nodes { code } } }`, {
        "x-forwarded-for": `203.0.113.${number}`,
      });
    let reply = await forged(0);
    for (let number = 1; number < 200 && reply.status !== 429; number += 1) reply = await forged(number);
    expect(valueAt(JSON.parse(reply.text), "errors", 0, "extensions", "code")).toBe("RATE_EXCEEDED");
    expect(Number(reply.headers["retry-after"])).toBeGreaterThan(0);
  });
});
