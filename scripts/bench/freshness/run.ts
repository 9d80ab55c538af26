/**
 * How soon a release is in the answers of two gateways, each a process of its own on one PostgreSQL, while
 * both are asked all the time; beside it a bare notification to another process and back, in the same run.
 *
 *   node dist/scripts/bench/freshness/run.js [--releases 100] [--requests 2000]
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { Readable } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import pg from "pg";
import { makeKeys } from "../../start/keys/keys.js";
import { onRelease } from "../../../services/kit/store/follow/announce.js";
import { openDatabase } from "../../../services/kit/store/open/database.js";
import { benchDatabase } from "../bench-database.js";
import { startServer } from "../stored/server-process.js";
import { openHub } from "../../start/hub.js";
import { publishAtOnce } from "../../start/publish-samples.js";
import { createLog } from "../../start/log.js";
import { readSettings } from "../../start/settings.js";
import { askSteadily, type Steady } from "./steady.js";

const { values: options } = parseArgs({
  options: { releases: { type: "string", default: "100" }, requests: { type: "string", default: "2000" } },
});
const [releases, perSecond] = [Number(options.releases), Number(options.requests)];

const FEED = "directory.areas";
const OFFICE = "zwfwj";
const QUERY =
  "{ areas { nodes { name children { nodes { name } } } } again: areas(first: 1) { edges { node { name } } } }";
const REQUEST = `GET /graphql?query=${encodeURIComponent(QUERY)} HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n`;
const LONGEST_MS = 10_000;

const cluster = await benchDatabase();
const gateways = [
  await startServer(["hub", cluster.url], false),
  await startServer(["hub", cluster.url], false),
];
// Who releases is a process of its own too: this one.
const releasing = await openHub({
  settings: readSettings({ PORT: "0", RATE_LIMITS: "off" }),
  keys: await makeKeys(),
  log: createLog(),
  database: await openDatabase({ url: cluster.url, directory: ":memory:" }),
});
const contract = releasing.parts.contracts().find(({ id }) => id === FEED);
if (!contract) throw new Error(`There is no feed ${FEED}`);

/** By version, the number of its release and when it was committed. */
const committed: { readonly number: number; readonly at: number }[] = [];
onRelease(releasing.parts.database, ({ feed, number }) => {
  if (feed === FEED) committed.push({ number, at: performance.now() });
});

/** By version, when each gateway first answered with it. */
const firstSeen = gateways.map((): number[] => []);
/**
 * For each request: the version that the gateway said it knew when the request was sent, and the version that
 * came.
 */
const answers: { readonly told: number; readonly version: number }[] = [];
let [mixed, failed] = [0, 0];
const told = gateways.map(() => 0);

const loads = gateways.map((gateway, place): Steady =>
  askSteadily(gateway.origin, REQUEST, {
    perSecond: perSecond / gateways.length,
    connections: 20,
    mark: () => told[place] ?? 0,
    onAnswer: ({ status, body, mark }) => {
      const versions = new Set([...body.matchAll(/第(\d+)版/g)].map(([, version]) => Number(version)));
      if (status !== 200 || body.includes('"errors"')) failed += 1;
      if (versions.size > 1) mixed += 1;
      const version = Math.min(...versions);
      // Before the first release there are the samples.
      if (versions.size === 0) return;
      answers.push({ told: mark, version });
      const seen = firstSeen[place];
      if (seen) seen[version] ??= performance.now();
    },
  }),
);
let isEnding = false;
const watching = gateways.map(async ({ origin }, place) => {
  while (!isEnding) {
    const { release }: { readonly release?: unknown } = (await (
      await fetch(`${origin}/health/ready`)
    ).json()) as object; // what the hub says
    if (typeof release === "number") told[place] = release;
    await pause(5);
  }
});

const echo = fork(fileURLToPath(new URL("echo.js", import.meta.url)), [cluster.url]);
await once(echo, "message");
const there = new pg.Client({ connectionString: cluster.url });
await there.connect();
await there.query("LISTEN bench_back");

const [delays, trips]: number[][] = [[], []];
for (let version = 0; version < releases; version += 1) {
  await release(version);
  const commit = committed[version]?.at ?? Number.NaN;
  for (const [place] of gateways.entries()) delays?.push((await seen(place, version)) - commit);
  trips?.push(await roundTrip());
  await pause(50 + Math.random() * 100);
}
isEnding = true;
await Promise.all(watching);
const started = loads.map(({ sent }) => sent());
for (const { end } of loads) end();

const stale = answers.filter(
  ({ told: number, version }) => (committed[version + 1]?.number ?? Infinity) <= number,
).length;
const print = (name: string, values: readonly number[]): void => {
  process.stdout.write(
    `  ${name.padEnd(64)}median ${at(values, 0.5).toFixed(1)} ms  p99 ${at(values, 0.99).toFixed(1)} ms\n`,
  );
};
process.stdout.write(
  `${releases} releases, two gateways, ${started.reduce((sum, one) => sum + one, 0)} requests at ${perSecond}/s\n`,
);
print("a bare notification to another process and back", trips ?? []);
print("from the commit of a release to the first answer with it", delays ?? []);
print(
  "any request, from when it was due",
  loads.flatMap(({ times }) => times),
);
process.stdout.write(
  `  ratio ${(at(delays ?? [], 0.5) / at(trips ?? [], 0.5)).toFixed(1)} of the round trip\n`,
);
process.stdout.write(
  `  stale answers after a gateway knew of the release: ${stale}; answers that mix two versions: ${mixed}; failed: ${failed}\n`,
);
await there.end();
echo.disconnect();
for (const gateway of gateways) await gateway.close();
await releasing.close();
cluster.stop();
process.exit();

async function release(version: number): Promise<void> {
  const name = `第${version}版`;
  const file = `区划代码,名称,类别,上级区划代码,别名\n110118,${name},区,,\n110118001,${name},镇,110118,\n110118002,${name},镇,110118,\n`;
  if (!contract) return;
  await publishAtOnce(releasing.parts, contract, OFFICE, {
    name: "areas.csv",
    source: Readable.from([Buffer.from(file)]),
  });
}

async function seen(place: number, version: number): Promise<number> {
  for (const until = performance.now() + LONGEST_MS; performance.now() < until; await pause(1)) {
    const found = firstSeen[place]?.[version];
    if (found !== undefined) return found;
  }
  throw new Error(`A gateway did not answer with version ${version} within ${LONGEST_MS} ms`);
}

async function roundTrip(): Promise<number> {
  const sent = performance.now();
  const back = once(there, "notification");
  await there.query("NOTIFY bench_there");
  await back;
  return performance.now() - sent;
}

function at(values: readonly number[], share: number): number {
  const order = values.toSorted((a, b) => a - b);
  return order[Math.floor(order.length * share)] ?? Number.NaN;
}
