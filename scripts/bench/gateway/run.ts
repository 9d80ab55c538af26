/**
 * Requests per second of the gateway, on one core, against @apollo/gateway with @apollo/server and a server that returns a constant, in
 * interleaved rounds of one run.
 *
 *   node dist/scripts/bench/gateway/run.js [seconds = 6] [rounds = 5] [connections = 50]
 */
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Pool } from "undici";
import { answerOf, benchSupergraph, QUERY, SMALL_QUERY, WIDE_QUERY } from "./shop.js";

const [SECONDS, ROUNDS, CONNECTIONS] = [Number(process.argv[2] ?? "6"), Number(process.argv[3] ?? "5"), Number(process.argv[4] ?? "50")];

interface Contender { readonly name: string; readonly kind: string; readonly child: ChildProcess; readonly pool: Pool }
interface Usage { readonly user: number; readonly system: number; readonly rss: number }
interface Round { readonly perSecond: number; readonly p50: number; readonly p99: number; readonly cpuMs: number; readonly rssMiB: number }

const folder = mkdtempSync(join(tmpdir(), "tongcha-bench-"));
const subgraphs = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on("data", (part: Buffer) => parts.push(part));
  request.on("end", () => {
    void answerOf((request.url ?? "").slice(1), Buffer.concat(parts).toString()).then((answer) => response.writeHead(200, { "content-type": "application/json", "content-length": answer.length }).end(answer));
  });
}).listen(0, "127.0.0.1");
await once(subgraphs, "listening");
const supergraph = join(folder, "supergraph.graphql");
writeFileSync(supergraph, benchSupergraph((subgraphs.address() as AddressInfo).port)); // it listens on a port

const first = await open("ours, sharing off", "single", supergraph, 4_401);
const expected = await send(first, QUERY);
const constant = join(folder, "answer.json");
writeFileSync(constant, expected);
const contenders = [
  await open("@apollo/gateway + @apollo/server", "apollo", supergraph, 4_402),
  first,
  await open("ours, sharing equal reads in flight", "shared", supergraph, 4_403),
  await open("constant buffer, node:http", "constant", constant, 4_404),
];
for (const { name, pool } of contenders) {
  const answer: unknown = JSON.parse(await send({ pool }, QUERY));
  if (JSON.stringify(sorted(answer)) !== JSON.stringify(sorted(JSON.parse(expected)))) throw new Error(`${name} answers otherwise`);
}
process.stdout.write(`The answer has ${(expected.length / 1024).toFixed(0)} KiB; ${CONNECTIONS} connections, ${ROUNDS} rounds of ${SECONDS} s each\n`);
await compare("The public benchmark's query", QUERY);
await compare("A small query: one subgraph", SMALL_QUERY);
await compare("A wide query: 10,000 entities of two subgraphs", WIDE_QUERY);

for (const { child } of contenders) child.kill();
subgraphs.close();
rmSync(folder, { recursive: true });
process.exit();

async function open(name: string, kind: string, file: string, port: number): Promise<Contender> {
  const child = fork(fileURLToPath(new URL("contender.js", import.meta.url)), [kind, file, String(port)]);
  await once(child, "message");
  return { name, kind, child, pool: new Pool(`http://127.0.0.1:${port}`, { connections: CONNECTIONS, pipelining: 1 }) };
}

async function send({ pool }: Pick<Contender, "pool">, query: string): Promise<string> {
  const { body } = await pool.request({ path: "/graphql", method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ query }) });
  return body.text();
}

async function compare(title: string, query: string): Promise<void> {
  const rounds = contenders.map((): Round[] => []);
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [at, contender] of contenders.entries()) {
      const measured = await measure(contender, query);
      // The first warms up.
      if (round > 0) rounds[at]?.push(measured);
    }
  }
  const medians = rounds.map((of) => ({ perSecond: median(of, "perSecond"), p50: median(of, "p50"), p99: median(of, "p99"), cpuMs: median(of, "cpuMs"), rssMiB: median(of, "rssMiB") }));
  const floor = medians[0]?.perSecond ?? Number.NaN;
  process.stdout.write(`\n${title}\n`);
  contenders.forEach(({ name }, at) => {
    const { perSecond, p50, p99, cpuMs, rssMiB } = medians[at] ?? { perSecond: 0, p50: 0, p99: 0, cpuMs: 0, rssMiB: 0 };
    process.stdout.write(`  ${name.padEnd(38)} ${perSecond.toFixed(0).padStart(7)}/s  x${(perSecond / floor).toFixed(1).padStart(6)}  p50 ${p50.toFixed(1).padStart(7)} ms  p99 ${p99.toFixed(1).padStart(8)} ms  CPU ${cpuMs.toFixed(3)} ms  ${rssMiB.toFixed(0)} MiB\n`);
  });
}

async function measure({ pool, child }: Contender, query: string): Promise<Round> {
  const body = JSON.stringify({ query });
  const times: number[] = [];
  const before = await usageOf(child);
  const started = performance.now();
  const until = started + SECONDS * 1_000;
  await Promise.all(Array.from({ length: CONNECTIONS }, async () => {
    while (performance.now() < until) {
      const sent = performance.now();
      const { body: answer } = await pool.request({ path: "/graphql", method: "POST", headers: { "content-type": "application/json" }, body });
      await answer.dump({ limit: 10_000_000 });
      times.push(performance.now() - sent);
    }
  }));
  const seconds = (performance.now() - started) / 1_000;
  const after = await usageOf(child);
  const order = times.toSorted((a, b) => a - b);
  return {
    perSecond: times.length / seconds, p50: order[Math.floor(order.length * 0.5)] ?? 0, p99: order[Math.floor(order.length * 0.99)] ?? 0,
    cpuMs: (after.user + after.system - before.user - before.system) / 1_000 / times.length, rssMiB: after.rss / 1_048_576,
  };
}

async function usageOf(child: ChildProcess): Promise<Usage> {
  child.send("usage");
  const [usage]: unknown[] = await once(child, "message");
  return usage as Usage; // what contender.ts sends
}

function median(rounds: readonly Round[], of: keyof Round): number {
  const values = rounds.map((round) => round[of]).toSorted((a, b) => a - b);
  return values[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Keys in one order: gateways are free in theirs. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]));
}
