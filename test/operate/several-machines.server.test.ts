/**
 * The hub on one machine, gateways on others: each a process with an address and a data directory of its own,
 * on one database. What the guide for operators says of several machines.
 */
import { copyFile, mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { examine } from "../../scripts/start/examine.js";
import type { Look } from "../../scripts/start/look.js";
import type { Database } from "../../services/kit/store/open/database.js";
import { startDatabaseProxy, type DatabaseProxy } from "../database-proxy.js";
import {
  ask,
  demand,
  publish,
  staffOf,
  startProcess,
  tokenFor,
  type HubProcess,
  type Staff,
} from "../hub-process.js";
import { followOverWebSocket } from "../live/clients.js";
import { openTestDatabase } from "../open-test-database.js";
import { MARKET, penaltyCsv, penaltyRow } from "../penalty-file.js";
import { copyKeys, WITH_DIRECTORY } from "../prepared.js";
import { valueAt } from "../start-hub.js";
import { until } from "../until.js";

const FEED = "enforcement.penalties";
const COUNT = "{ penalties { totalCount } }";
/** Whatever is listened to on the loopback network; one address where a system has no more. */
const HOSTS =
  process.platform === "linux"
    ? ["127.0.0.2", "127.0.0.3", "127.0.0.4"]
    : ["127.0.0.1", "127.0.0.1", "127.0.0.1"];

let folder: string;
let database: Database;
let url: string;
/** Stands in the way of the second gateway's machine. */
let line: DatabaseProxy;
let staff: Staff;
const running: HubProcess[] = [];
let [hub, near, far]: readonly (HubProcess | undefined)[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tongcha-machines-"));
  database = await openTestDatabase(WITH_DIRECTORY);
  url = "connectionString" in database.connection ? database.connection.connectionString : "";
  line = await startDatabaseProxy(url);
  await copyKeys(WITH_DIRECTORY, join(folder, "hub"));
  staff = await staffOf(join(folder, "hub"), MARKET.code);
  hub = await start("hub", 0, ["start"], url);
  for (const name of ["near", "far"]) await bringKeys(name);
  near = await start("near", 1, ["gateway", "--workers", "1", "--hub", hub.url], url);
  far = await start("far", 2, ["gateway", "--workers", "1", "--hub", hub.url], line.url);
});
afterAll(async () => {
  for (const one of running.toReversed()) if (!one.hasEnded()) await one.end("SIGKILL");
  line.close();
  await database.close();
  await rm(folder, { recursive: true });
});

async function start(
  name: string,
  machine: number,
  parameters: readonly string[],
  at: string,
): Promise<HubProcess> {
  const started = await startProcess(parameters, {
    HOST: String(HOSTS[machine]),
    TONGCHA_DATA: join(folder, name),
    DATABASE_URL: at,
    RATE_LIMITS: "5000/200000/200000",
  });
  running.push(started);
  return started;
}

/** The three files that the guide names. */
async function bringKeys(name: string): Promise<void> {
  await mkdir(join(folder, name));
  for (const file of ["hub.key", "callers.json", "issuer.json"])
    await copyFile(join(folder, "hub", file), join(folder, name, file));
}

const of = (one: HubProcess | undefined): HubProcess => {
  if (!one) throw new Error("It did not start");
  return one;
};
const ready = async (one: HubProcess | undefined): Promise<{ status: number; body: unknown }> => {
  const response = await fetch(`${of(one).url}/health/ready`);
  return { status: response.status, body: await response.json() };
};
const pidsOf = (...all: readonly (HubProcess | undefined)[]): readonly unknown[] =>
  all.map((one) => of(one).child.pid).toSorted();
/** As the graph tells of them. */
async function processes(): Promise<readonly unknown[]> {
  const supervisor = await tokenFor(join(folder, "hub"), "supervisor", null);
  const { gateways } = (await demand(of(near).url, "{ gateways { nodes { process } } }", {}, supervisor)) as {
    gateways: { nodes: readonly { process: number }[] }; // the shape is the query's own
  };
  return gateways.nodes.map(({ process: pid }) => pid).toSorted();
}
const file = (number: number): string => penaltyCsv([penaltyRow(number)]);

test("a gateway without the hub's keys is refused with what to do, and makes none", async () => {
  const wanted = ["gateway", "--workers", "1", "--hub", of(hub).url];
  await expect(start("bare", 1, wanted, url)).rejects.toThrow(/KEY_UNUSABLE/);
  await expect(start("bare", 1, wanted, url)).rejects.toThrow(/Copy it from the hub's data directory/);
  expect(await readdir(join(folder, "bare")).catch(() => [])).toEqual([]);
});

test("all are ready with the keys that were brought, without that of persons, and say where they are", async () => {
  for (const one of [hub, near, far]) expect(await ready(one)).toMatchObject({ status: 200 });
  expect((await readdir(join(folder, "near"))).toSorted()).toEqual([
    "callers.json",
    "hub.key",
    "issuer.json",
  ]);
  expect(await processes()).toEqual(pidsOf(hub, near, far));
});

test("the doctor finds nothing wrong at a gateway's machine, and looks at the hub and at the gateway itself", async () => {
  const found: Look[] = [];
  const { hostname, port } = new URL(of(near).url);
  const environment = {
    HOST: hostname,
    PORT: port,
    TONGCHA_DATA: join(folder, "near"),
    DATABASE_URL: url,
    HUB_URL: of(hub).url,
  };
  for await (const look of examine(environment)) found.push(look);
  expect(found.filter(({ state }) => state === "bad")).toEqual([]);
  for (const one of [hub, near]) expect(found.map(({ zh }) => zh)).toContain(`${of(one).url} 已就绪`);
});

test("a file is handed in and published through a gateway; a release of the hub's machine reaches who listens at another", async () => {
  await publish(of(near).url, FEED, file(1), staff);
  const listener = followOverWebSocket(
    of(far).url,
    "subscription { penaltyPublished { record { decisionNumber } } }",
  );
  await listener.opened;
  const heard = listener.next();
  await until(
    async () => valueAt(await demand(of(far).url, COUNT), "penalties", "totalCount") === 1,
    "the other gateway has the release",
  );
  await publish(of(hub).url, FEED, file(2), staff);
  expect(JSON.stringify(await heard)).toContain(penaltyRow(2)["decisionNumber"]);
  listener.stop();
});

test("each gateway gives the head of the public log as the hub has signed it, and its entries", async () => {
  const textsAt = (one: HubProcess | undefined): Promise<readonly string[]> =>
    Promise.all(
      ["?from=1", "/entries?from=1"].map(async (rest) =>
        (await fetch(`${of(one).url}/.well-known/tongcha-log${rest}`)).text(),
      ),
    );
  const signed = await textsAt(hub);
  expect(signed.join()).toMatch(/"signature":".*"number":2,/s);
  expect(await textsAt(near)).toEqual(signed);
  expect(await textsAt(far)).toEqual(signed);
});

test("what a client spends at one gateway is missing at the other", async () => {
  const left = async (one: HubProcess | undefined, first: number): Promise<number> => {
    const query = `{ penalties(first: ${first}) { nodes { decisionNumber } } }`;
    const response = await fetch(`${of(one).url}/graphql?query=${encodeURIComponent(query)}`);
    return Number(/r=(\d+)/.exec(response.headers.get("ratelimit") ?? "")?.[1]);
  };
  const before = await left(far, 1);
  for (let first = 2; first < 40; first += 1) await left(near, first);
  await until(async () => (await left(far, 1)) < before - 500, "the other knows of it");
});

test("a gateway that is cut off from the database says so in time, is behind in nothing once it is back, and the others go on", async () => {
  line.swallow();
  await until(async () => (await ready(far)).status === 503, "it is not ready");
  expect((await ready(far)).body).toMatchObject({ status: "unavailable", database: "unavailable" });
  await publish(of(near).url, FEED, file(3), staff);
  expect(valueAt(await demand(of(near).url, COUNT), "penalties", "totalCount")).toBe(3);
  line.allow();
  await until(async () => (await ready(far)).status === 200, "it is ready again");
  await until(
    async () => valueAt(await ask(of(far).url, COUNT), "data", "penalties", "totalCount") === 3,
    "it has what was published meanwhile",
  );
});

test("a gateway that ends is no longer told of", async () => {
  await of(far).end("SIGTERM");
  expect(await processes()).toEqual(pidsOf(hub, near));
});
