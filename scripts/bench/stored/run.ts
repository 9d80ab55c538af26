/**
 * Stored answers of the whole hub, on one core, against a server of node:http that returns the same bytes, in
 * interleaved rounds of one run. A ratio is the median of those of each round, whose two parts the machine's
 * other work disturbs alike.
 *
 *   node dist/scripts/bench/stored/run.js [--seconds 0.5] [--rounds 25] [--connections 50]
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { pinCores } from "../gateway/cores.js";
import { askOnce, load, type Round } from "./load.js";
import { startServer, type ServerProcess } from "./server-process.js";

const { values: options } = parseArgs({
  options: {
    seconds: { type: "string", default: "0.5" },
    rounds: { type: "string", default: "25" },
    connections: { type: "string", default: "50" },
  },
});
const [seconds, rounds, connections] = [
  Number(options.seconds),
  Number(options.rounds),
  Number(options.connections),
];

const QUERY =
  "query Latest($first: Int) { penalties(first: $first) { totalCount nodes { partyName decisionNumber decisionDate penaltyContent fineAmount authorityName } } }";
const VARIABLES = JSON.stringify({ first: 20 });
const HOST = "host: 127.0.0.1\r\n";
const GET = `GET /graphql?query=${encodeURIComponent(QUERY)}&variables=${encodeURIComponent(VARIABLES)} HTTP/1.1\r\n${HOST}`;
const BODY = JSON.stringify({ query: QUERY, variables: { first: 20 } });
const POST = `POST /graphql HTTP/1.1\r\n${HOST}content-type: application/json\r\ncontent-length: ${Buffer.byteLength(BODY)}\r\n\r\n${BODY}`;

const isPinned = pinCores();
const folder = mkdtempSync(join(tmpdir(), "tongcha-bench-"));
const hub = await startServer(["hub"], isPinned);
process.stdout.write(
  `${rounds} rounds of ${seconds} s each, ${connections} connections; ${isPinned ? "each server alone on a core, the load on another" : "nothing is pinned to a core"}\n`,
);
await compare("GET", `${GET}\r\n`);
await compare("POST", POST);
await compare("GET, gzip", `${GET}accept-encoding: gzip\r\n\r\n`);
await compare("GET, 304", `${GET}if-none-match: ${tagOf(await askOnce(hub.origin, `${GET}\r\n`))}\r\n\r\n`);
await hub.close();
rmSync(folder, { recursive: true });
process.exit();

interface Measured extends Round {
  readonly cpuMs: number;
}

async function compare(title: string, request: string): Promise<void> {
  // The second is stored, and compressed already.
  await askOnce(hub.origin, request);
  const answer = await askOnce(hub.origin, request);
  const body = answer.subarray(answer.indexOf("\r\n\r\n") + 4);
  const file = join(folder, "answer");
  writeFileSync(file, body);
  const constant = await startServer(["constant", file, tagOf(answer)], isPinned);
  const found = new Map<ServerProcess, Measured[]>([
    [constant, []],
    [hub, []],
  ]);
  for (let round = 0; round <= rounds; round += 1) {
    // Each goes first as often as the other.
    for (const [server, measured] of round % 2 === 0 ? found : [...found].toReversed()) {
      const before = await server.cpu();
      const one = await load(server.origin, request, { connections, seconds });
      const cpuMs = ((await server.cpu()) - before) / (one.perSecond * seconds);
      // The first warms up.
      if (round > 0) measured.push({ ...one, cpuMs });
    }
  }
  const [floor, ours] = [constant, hub].map((server) => medians(found.get(server) ?? []));
  process.stdout.write(`\n${title}; ${body.length} bytes of answer\n`);
  for (const [name, one] of [
    ["a constant buffer, node:http", floor],
    ["the hub, a stored answer", ours],
  ] as const) {
    if (one)
      process.stdout.write(
        `  ${name.padEnd(32)}${one.perSecond.toFixed(0).padStart(8)} requests/s  p50 ${one.p50.toFixed(2)} ms  p99 ${one.p99.toFixed(2)} ms  ${(one.cpuMs * 1_000).toFixed(1)} µs of CPU${one.wrong > 0 ? `  ${one.wrong} WRONG` : ""}\n`,
      );
  }
  const [floors, all] = [constant, hub].map((server) => found.get(server) ?? []);
  const ratio = (of: (floor: Measured, ours: Measured) => number): string =>
    median((floors ?? []).flatMap((one, round) => (all?.[round] ? [of(one, all[round])] : []))).toFixed(2);
  process.stdout.write(
    `  ratio ${ratio((one, other) => other.perSecond / one.perSecond)} of its requests/s; by CPU for each request ${ratio((one, other) => one.cpuMs / other.cpuMs)}\n`,
  );
  await constant.close();
}

function tagOf(answer: Buffer): string {
  return /\r\netag: ([^\r]+)\r\n/i.exec(answer.toString("latin1"))?.[1] ?? "";
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function medians<T extends Record<"perSecond" | "p50" | "p99" | "wrong" | "cpuMs", number>>(
  measured: readonly T[],
): T | undefined {
  return measured.toSorted((a, b) => a.perSecond - b.perSecond)[Math.floor(measured.length / 2)];
}
