/**
 * A hub in operation on a PostgreSQL of its own: how long it takes to start on many rows and on none, how
 * long after the database's restart it answers again, and 100 requests a second for a while.
 *
 *   node dist/scripts/bench/operate/run.js [rows = 1000000] [seconds = 600]
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { findPostgresBinaries, startCluster } from "../postgres-cluster.js";
import { median } from "../statistics.js";
import { fill } from "./rows.js";
import { ask, freshQuery, serve } from "./served.js";
import { loadSteadily } from "./steady.js";

const ROWS = Number(process.argv[2] ?? "1000000");
const SECONDS = Number(process.argv[3] ?? "600");
const ROUNDS = 5;

const binaries = findPostgresBinaries();
if (binaries === null) throw new Error("A PostgreSQL server is needed");
const cluster = startCluster(binaries, ["shared_buffers=512MB", "max_wal_size=8GB"]);
const directory = mkdtempSync(join(tmpdir(), "tongcha-bench-"));
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const listed = (values: readonly number[], digits = 2): string =>
  `${values.map((value) => value.toFixed(digits)).join(", ")}; median ${median(values).toFixed(digits)}`;
try {
  await fill(cluster.url, directory, ROWS);
  say(`${ROWS} penalties are published`);

  const small = await smallDatabase(cluster.url);
  const [starts, floor]: [number[], number[]] = [[], []];
  for (let round = 0; round <= ROUNDS; round += 1)
    for (const { times, url, keys } of [
      { times: starts, url: cluster.url, keys: directory },
      { times: floor, url: small, keys: join(directory, "small") },
    ]) {
      const { startMs, close } = await serve(url, keys);
      // The first one makes the small database's tables.
      if (round > 0) times.push(startMs / 1_000);
      await close();
    }
  say(`start until ready, s: ${listed(starts)}; by the same without rows: ${listed(floor)}`);

  const hub = await serve(cluster.url, directory);
  const back: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    if (!(await ask(hub.url, freshQuery()))) throw new Error("It does not answer before the restart");
    cluster.down("fast");
    if (await ask(hub.url, freshQuery())) throw new Error("It answers without its database");
    cluster.up();
    // From the moment at which the server takes connections again.
    const began = performance.now();
    while (!(await ask(hub.url, freshQuery()))) await pause(5);
    while ((await fetch(`${hub.url}/health/ready`)).status !== 200) await pause(5);
    back.push((performance.now() - began) / 1_000);
  }
  say(`answers and ready after the database is back, s: ${listed(back)}`);

  if (SECONDS > 0) {
    const { requests, failed, medianMs, p99Ms, memoryMiB, loopP99Ms } = await loadSteadily(hub, SECONDS);
    const [first, last] = memoryMiB;
    say(
      `100 requests/s for ${SECONDS} s after a minute: ${requests} requests, ${failed} failed; median ${medianMs.toFixed(1)} ms, p99 ${p99Ms.toFixed(1)} ms`,
    );
    say(
      `memory ${first.toFixed(0)} MiB at first, ${last.toFixed(0)} MiB at last (${((last / first - 1) * 100).toFixed(1)} %); loop delay p99 at most ${loopP99Ms.toFixed(1)} ms`,
    );
  }
  await hub.close();
} finally {
  cluster.stop();
  rmSync(directory, { recursive: true, force: true });
}

async function smallDatabase(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("CREATE DATABASE small ENCODING 'UTF8' LOCALE 'C.UTF-8' TEMPLATE template0");
  await client.end();
  const made = new URL(url);
  made.pathname = "/small";
  return made.href;
}
