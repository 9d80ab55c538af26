/**
 * A hub as a process of its own, on a PostgreSQL server of this test's own that goes away in every way, while
 * files come in, releases are made, streams and webhooks follow them, and answers are stored. It needs no
 * other database, so it runs once.
 */
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import pg from "pg";
import { findPostgresBinaries, startCluster, type Cluster } from "../../scripts/bench/postgres-cluster.js";
import { openReceiver, type Receiver } from "../alerts/receiver.js";
import { startDatabaseProxy, type DatabaseProxy } from "../database-proxy.js";
import { demand, staffOf, publish, startProcess, type Staff, type HubProcess } from "../hub-process.js";
import { followOverEventStream, type EventStream } from "../live/clients.js";
import { MARKET, penaltyCsv, penaltyRow } from "../penalty-file.js";
import { valueAt } from "../start-hub.js";
import { SCALE } from "../scale.js";

const binaries = findPostgresBinaries();
if (binaries === null)
  process.stdout.write(
    "没有 PostgreSQL，不试数据库中断。 No PostgreSQL here: its going away is not tried.\n",
  );
const CONNECTIONS = 40;

let directory: string;
/** A small disk for the server, where this user may mount one. */
let disk: string | null = null;
let cluster: Cluster;
let proxy: DatabaseProxy;
let receiver: Receiver;
let hub: HubProcess;
let staff: Staff;
let stream: EventStream;
let numbers = 0;
/** Decision numbers of what was released, and of what the stream has told. */
const released: string[] = [];
const told: string[] = [];

beforeAll(async () => {
  if (binaries === null) return;
  directory = mkdtempSync(join(tmpdir(), "tongcha-outage-"));
  // The server's own user goes through it.
  chmodSync(directory, 0o711);
  disk = mountDisk(join(directory, "disk"));
  cluster = startCluster(
    binaries,
    ["fsync=off", `max_connections=${CONNECTIONS}`, "min_wal_size=32MB", "max_wal_size=64MB"],
    disk ?? tmpdir(),
  );
  await onServer(
    "CREATE ROLE tongcha LOGIN",
    "CREATE DATABASE tongcha OWNER tongcha ENCODING 'UTF8' LOCALE 'C.UTF-8' TEMPLATE template0",
  );
  const url = new URL(cluster.url);
  [url.username, url.pathname] = ["tongcha", "/tongcha"];
  proxy = await startDatabaseProxy(url.href);
  receiver = await openReceiver();
  hub = await startProcess(["start"], {
    DATABASE_URL: proxy.url,
    TONGCHA_DATA: join(directory, "data"),
    WEBHOOK_NETWORKS: "127.0.0.0/8",
  });
  const samples = new URL("../../../services/directory/samples/", import.meta.url);
  for (const feed of ["departments", "areas"])
    await publish(
      hub.url,
      `directory.${feed}`,
      await readFile(new URL(`${feed}.zwfwj.csv`, samples)),
      await staffOf(join(directory, "data"), "zwfwj"),
    );
  staff = await staffOf(join(directory, "data"), MARKET.code);
  await demand(
    hub.url,
    'mutation ($webhook: String!) { saveStandingQuery(input: { words: "示例餐饮", webhook: $webhook }) { token } }',
    { webhook: receiver.url },
  );
  await until("the webhook met its challenge", () => Promise.resolve(receiver.challenges.length > 0));
  stream = await followOverEventStream(
    hub.url,
    "subscription { penaltyPublished { record { decisionNumber department { name } } } }",
  );
  follow().catch(() => undefined);
  await makeRelease();
});

afterAll(async () => {
  if (binaries === null) return;
  stream.stop();
  await hub.end("SIGKILL");
  proxy.close();
  await receiver.close();
  cluster.stop();
  if (disk !== null) execFileSync("umount", ["-l", disk]);
  rmSync(directory, { recursive: true });
});

/** The first answer is right, but for what was asked of the database just before. */
const ASKED = 2;

/** Starts an outage; the function that it returns ends it. */
type Outage = () => Promise<() => Promise<void> | void>;

const OUTAGES: Readonly<
  Record<
    string,
    {
      readonly begin: Outage;
      /** Answer of the readiness check meanwhile. */
      readonly says: string | undefined;
      /** Nothing gets through until its end. */
      readonly isWhole?: boolean;
      /** How often it is asked until it says so, at most; `ASKED` unless told. */
      readonly asked?: number;
    }
  >
> = {
  cut: {
    says: "unavailable",
    isWhole: true,
    begin: async () => {
      proxy.keepAway("all");
      return proxy.allow;
    },
  },
  swallowed: {
    says: "unavailable",
    begin: async () => {
      proxy.swallow();
      return proxy.allow;
    },
  },
  stopped: {
    says: "unavailable",
    isWhole: true,
    begin: async () => {
      cluster.down("fast");
      return cluster.up;
    },
  },
  crashed: {
    says: "unavailable",
    begin: async () => {
      cluster.down("immediate");
      return cluster.up;
    },
  },
  // The hub may have got one of the last places, and keeps it until it is of no use.
  "without connections": { says: "unavailable", begin: useUpConnections, asked: Infinity },
  "read-only": {
    says: "read-only",
    begin: async () => {
      await onServer("ALTER DATABASE tongcha SET default_transaction_read_only TO on", TERMINATE);
      return () => onServer("ALTER DATABASE tongcha RESET default_transaction_read_only", TERMINATE);
    },
  },
  full: { says: undefined, begin: fillDisk },
};
const TERMINATE = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'tongcha'";

const testOutage = binaries === null ? test.skip : test;
for (const name of Object.keys(OUTAGES))
  testOutage(`the database is ${name} for a time`, () => survive(name, SCALE.outageSeconds));
testOutage("the database is restarted at random moments", () => restartAtRandom(SCALE.restarts));

async function survive(name: string, seconds: number): Promise<void> {
  const outage = OUTAGES[name];
  if (!outage) throw new Error(`There is no outage ${name}`);
  if (name === "full" && disk === null)
    return void process.stdout.write(
      "不能挂载磁盘，不试磁盘写满。 No disk can be mounted here: a full one is not tried.\n",
    );
  const from = hub.logged.length;
  const work = startWork();
  const end = await outage.begin();
  const over = performance.now() + seconds * 1_000;
  let asked = 0;
  if (outage.says !== undefined)
    await until(`readiness says ${outage.says}`, async () => {
      asked += 1;
      return valueAt(await health(), "database") === outage.says;
    });
  expect(asked).toBeLessThanOrEqual(outage.asked ?? ASKED);
  do await pause(100);
  while (performance.now() < over);
  const isTold = (): boolean => toldSince(from, "error").length > 0;
  if (outage.isWhole === true) await until("the outage is told", () => Promise.resolve(isTold()));
  await end();
  await work.stop();
  await recover();
  if (outage.isWhole === true) await expectToldOnce(from);
}

/** Whatever is tried again and again says so once, and once that it works again, with its tries. */
async function expectToldOnce(from: number): Promise<void> {
  await until("all that failed works again", () =>
    Promise.resolve(toldSince(from, "tries").length >= toldSince(from, "error").length),
  );
  for (const told of [toldSince(from, "error"), toldSince(from, "tries")])
    expect(told).toEqual([...new Set(told)]);
}

/** Messages of the log, from that line on, that have this fact. */
function toldSince(from: number, fact: string): readonly unknown[] {
  return (
    hub.logged
      .slice(from)
      // Each request that is refused has a line of its own.
      .filter((line) => !line.includes("not available to a resolver"))
      .map((line): unknown => JSON.parse(line))
      .flatMap((entry) => (valueAt(entry, fact) === undefined ? [] : [valueAt(entry, "message")]))
  );
}

/** The server dies and comes back, whatever is under way. */
async function restartAtRandom(times: number): Promise<void> {
  const work = startWork();
  for (let time = 0; time < times; time += 1) {
    await pause(Math.random() * 3_000);
    cluster.down(time % 2 === 0 ? "immediate" : "fast");
    await pause(Math.random() * 1_500);
    cluster.up();
  }
  await work.stop();
  expect(work.counts["answered"]).toBeGreaterThan(0);
  await recover();
}

const READS = [
  "{ departments(first: 3) { nodes { name } } }",
  '{ search(text: "示例餐饮", first: 2) { totalCount nodes { title } } }',
  "{ penalties(first: 2) { totalCount nodes { partyName department { name } } } }",
];

interface Work {
  readonly counts: Record<string, number>;
  readonly stop: () => Promise<void>;
}

/** Reads, files and releases, one after the other, each of which is right or says what is wrong. */
function startWork(): Work {
  const counts: Record<string, number> = {};
  let isOver = false;
  const count = (what: string): void => {
    counts[what] = (counts[what] ?? 0) + 1;
  };
  const reading = async (): Promise<void> => {
    for (let at = 0; !isOver; at += 1) {
      const response = await fetch(`${hub.url}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ query: READS[at % READS.length] }),
        signal: AbortSignal.timeout(300_000),
      });
      const answer: unknown = await response.json();
      const codes = codesOf(answer);
      for (const code of codes) expect(code).toBe("DATABASE_UNAVAILABLE");
      // Data that came all the same is shown: `Retry-After` is sent only where there is none.
      const tellsNothing = Object.values(valueAt(answer, "data") ?? {}).every((value) => value === null);
      expect([tellsNothing && codes.length === 0, response.headers.get("retry-after")]).toEqual([
        false,
        tellsNothing ? "5" : null,
      ]);
      count(codes.length === 0 ? "answered" : "unavailable");
      await pause(20);
    }
  };
  const filing = async (): Promise<void> => {
    while (!isOver) {
      const number = await makeRelease().then(
        () => null,
        (error: unknown) => String(error),
      );
      if (number === null) count("released");
      else {
        // A move that was made, though nobody lived to hear it, is refused when it is made again.
        expect(number).toMatch(/DATABASE_UNAVAILABLE|SUBMISSION_STATE/);
        expect(number).not.toContain("INTERNAL");
        count("not released");
      }
      await pause(50);
    }
  };
  const living = async (): Promise<void> => {
    while (!isOver) {
      expect((await fetch(`${hub.url}/health/live`)).status).toBe(200);
      await pause(50);
    }
  };
  const all = Promise.all([reading(), filing(), living()]);
  all.catch(() => {
    isOver = true;
  });
  return {
    counts,
    stop: async () => {
      isOver = true;
      await all;
    },
  };
}

async function makeRelease(): Promise<void> {
  const row = penaltyRow((numbers += 1));
  await publish(hub.url, "enforcement.penalties", penaltyCsv([row]), staff);
  released.push(String(row["decisionNumber"]));
}

/**
 * By itself: it can be asked, files that waited are checked, and whoever follows is told of all that was
 * released.
 */
async function recover(): Promise<void> {
  await until("it is ready", async () => (await fetch(`${hub.url}/health/ready`)).status === 200);
  await until("it knows of all releases", async () => typeof valueAt(await health(), "release") === "number");
  await until("a release can be made", () =>
    makeRelease().then(
      () => true,
      () => false,
    ),
  );
  const at = released.at(-1) ?? "";
  await until("no file waits", async () => {
    const waiting = await whenItCan("{ submissions(state: RECEIVED) { nodes { id } } }", {}, staff.clerk);
    return waiting !== null && valueAt(waiting, "submissions", "nodes", 0) === undefined;
  });
  await until("the stream has told of it", () => Promise.resolve(told.includes(at)));
  await until("the webhook was told of it", () =>
    Promise.resolve(receiver.received.some(({ text }) => text.includes(at))),
  );
  await until(
    "it is found",
    async () =>
      Number(
        valueAt(
          await whenItCan("query ($text: String!) { search(text: $text, first: 1) { totalCount } }", {
            text: at,
          }),
          "search",
          "totalCount",
        ) ?? 0,
      ) > 0,
  );
  // Each once, and in order.
  expect(told).toEqual([...new Set(told)]);
  for (const number of released) expect(told).toContain(number);
  expect(hub.hasEnded()).toBe(false);
  expect(
    hub.logged.filter(
      (line) =>
        line.includes("nobody caught") || line.includes('"requestId"') || line.includes("A check failed"),
    ),
  ).toEqual([]);
}

/** Null while the hub says that its database is away: it may, as long as that ends. */
async function whenItCan(...[query, variables, token]: readonly [string, object, string?]): Promise<unknown> {
  return demand(hub.url, query, { ...variables }, token).catch((error: unknown) => {
    expect(String(error)).toContain("DATABASE_UNAVAILABLE");
    return null;
  });
}

async function follow(): Promise<void> {
  for (;;) {
    const answer = await stream.next();
    if (typeof answer === "string") return;
    expect(codesOf(answer)).toEqual([]);
    told.push(String(valueAt(answer, "data", "penaltyPublished", "record", "decisionNumber")));
  }
}

function codesOf(answer: unknown): readonly unknown[] {
  return Object.values(valueAt(answer, "errors") ?? {}).map((error) => valueAt(error, "extensions", "code"));
}

async function health(): Promise<unknown> {
  return (await fetch(`${hub.url}/health/ready`, { signal: AbortSignal.timeout(60_000) })).json();
}

async function until(what: string, done: () => Promise<boolean>): Promise<void> {
  for (const end = performance.now() + 400_000; performance.now() < end;) {
    if (await done()) return;
    await pause(50);
  }
  throw new Error(`It did not come: ${what}\n${hub.logged.slice(-20).join("\n")}`);
}

/** As whoever owns the server. */
async function onServer(...statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: cluster.url });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}

async function useUpConnections(): Promise<() => Promise<void>> {
  const others: pg.Client[] = [];
  // The hub's own are ended, and whoever is first has the place.
  for (let misses = 0; misses < 20;) {
    if (misses === 0) await others[0]?.query(TERMINATE);
    const client = new pg.Client({ connectionString: cluster.url });
    client.on("error", () => undefined);
    if (
      await client.connect().then(
        () => true,
        () => false,
      )
    )
      others.push(client);
    else misses += 1;
  }
  return async () => {
    for (const client of others) await client.end();
  };
}

function mountDisk(folder: string): string | null {
  if (process.getuid?.() !== 0) return null;
  mkdirSync(folder);
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=320m,mode=1777", "tongcha-test", folder], {
      stdio: "ignore",
    });
    return folder;
  } catch {
    return null;
  }
}

async function fillDisk(): Promise<() => void> {
  const file = join(disk ?? "", "filler");
  try {
    execFileSync("dd", ["if=/dev/zero", `of=${file}`, "bs=1M"], { stdio: "ignore" });
  } catch {
    // It ends when there is no more room.
  }
  return () => rmSync(file);
}
