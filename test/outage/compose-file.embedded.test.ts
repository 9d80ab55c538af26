/**
 * `docker-compose.yml` as it stands, on a PostgreSQL server of this test's own: what the hub's death leaves,
 * and that all is back.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import pg from "pg";
import {
  readServices,
  startService,
  type Places,
  type RunningService,
  type Service,
} from "../compose-file.js";
import { freePort } from "../../scripts/bench/free-port.js";
import { findPostgresBinaries, startCluster, type Cluster } from "../../scripts/bench/postgres-cluster.js";
import { startDatabaseProxy, type DatabaseProxy } from "../database-proxy.js";
import { ask, demand, staffOf, publish } from "../hub-process.js";
import { valueAt } from "../start-hub.js";

const binaries = findPostgresBinaries();
const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

let directory: string;
let cluster: Cluster;
let proxy: DatabaseProxy;
let places: Places;
let services: ReadonlyMap<string, Service>;
const running = new Map<string, RunningService>();

beforeAll(async () => {
  if (binaries === null) return;
  directory = mkdtempSync(join(tmpdir(), "tongcha-compose-"));
  cluster = startCluster(binaries, ["fsync=off"]);
  const client = new pg.Client({ connectionString: cluster.url });
  await client.connect();
  for (const statement of [
    "CREATE ROLE tongcha LOGIN",
    "CREATE DATABASE tongcha OWNER tongcha ENCODING 'UTF8' LOCALE 'C.UTF-8' TEMPLATE template0",
  ])
    await client.query(statement);
  await client.end();
  proxy = await startDatabaseProxy(cluster.url);
  const host = "127.0.0.1";
  const [hub, gateway] = [await freePort(), await freePort()];
  places = {
    root: ROOT,
    volumes: directory,
    addresses: {
      database: { host, port: Number(new URL(proxy.url).port) },
      hub: { host, port: hub },
      gateway: { host, port: gateway },
    },
  };
  services = new Map(
    readServices(readFileSync(join(ROOT, "docker-compose.yml"), "utf8"), { DATABASE_PASSWORD: "secret" }).map(
      (service) => [service.name, service],
    ),
  );
});

afterAll(async () => {
  if (binaries === null) return;
  for (const service of running.values()) await service.kill();
  proxy.close();
  cluster.stop();
  rmSync(directory, { recursive: true });
});

function urlOf(name: string): string {
  return `http://127.0.0.1:${places.addresses[name]?.port ?? 0}`;
}

async function start(name: string): Promise<void> {
  const service = services.get(name);
  if (!service) throw new Error(`There is no service ${name}`);
  running.set(name, startService(service, places));
  await until(`${name} is ready`, async () => (await fetch(`${urlOf(name)}/health/ready`)).ok);
}

async function until(what: string, done: () => Promise<boolean>): Promise<void> {
  for (const end = performance.now() + 400_000; performance.now() < end; await pause(100))
    if (await done().catch(() => false)) return;
  throw new Error(
    `It did not come: ${what}\n${[...running].map(([name, { written }]) => `${name}: ${written.slice(-5).join("")}`).join("\n")}`,
  );
}

const STORED = "{ areas(first: 3) { nodes { name } } }";
const UNSTORED = "{ areas(first: 4) { nodes { name } } graphRevisions(first: 1) { nodes { number } } }";

(binaries === null ? test.skip : test)(
  "everything is started again, in the order in which it is needed; the hub's death leaves what is stored and what others serve",
  async () => {
    expect(
      [...services.values()].map(({ name, dependsOn, isRestarted }) => ({ name, dependsOn, isRestarted })),
    ).toEqual([
      { name: "database", dependsOn: [], isRestarted: true },
      { name: "hub", dependsOn: ["database"], isRestarted: true },
      { name: "gateway", dependsOn: ["hub"], isRestarted: true },
    ]);
    await start("hub");
    await start("gateway");
    // Nobody is given a token who does not hold the data directory.
    expect([...running.values()].flatMap(({ written }) => written).join("")).not.toMatch(/Demo tokens|eyJ/);
    // Files go through the gateway to the hub.
    const staff = await staffOf(join(directory, "data"), "zwfwj");
    const samples = join(ROOT, "services/directory/samples");
    for (const feed of ["departments", "areas"])
      await publish(
        urlOf("gateway"),
        `directory.${feed}`,
        await readFile(join(samples, `${feed}.zwfwj.csv`)),
        staff,
      );
    const before = await ask(urlOf("gateway"), STORED);
    expect(valueAt(before, "data", "areas", "nodes", 0, "name")).toEqual(expect.any(String));
    // Now it knows that nothing was released since.
    await until(
      "it is stored",
      async () =>
        typeof valueAt(await (await fetch(`${urlOf("gateway")}/health/ready`)).json(), "release") ===
        "number",
    );
    await ask(urlOf("gateway"), STORED);

    await running.get("hub")?.kill();
    expect(await ask(urlOf("gateway"), STORED)).toEqual(before);
    const without = await ask(urlOf("gateway"), UNSTORED);
    expect(valueAt(without, "errors", 0, "extensions", "code")).toMatch(/^SUBGRAPH_/);
    expect(valueAt(without, "data", "graphRevisions", "nodes", 0, "number")).toEqual(expect.any(Number));
    expect((await fetch(`${urlOf("gateway")}/health/ready`)).status).toBe(200);

    await start("hub");
    await until(
      "the gateway reaches it again",
      async () => valueAt(await ask(urlOf("gateway"), UNSTORED), "errors") === undefined,
    );
    await publish(
      urlOf("gateway"),
      "directory.areas",
      (await readFile(join(samples, "areas.zwfwj.csv"), "utf8")).replace("密云镇", "密云新镇"),
      staff,
    );
    expect(
      JSON.stringify(await demand(urlOf("gateway"), "{ areas(first: 100) { nodes { name } } }")),
    ).toContain("密云新镇");
  },
);
