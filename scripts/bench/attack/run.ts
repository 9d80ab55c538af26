/**
 * Each attack of `attacks.ts` beside a client whose questions are never stored: how long that one waits
 * before and meanwhile, what holds the event loop, whether the memory comes back. Both come from one address.
 *
 *   node dist/scripts/bench/attack/run.js [--seconds 10] [--price measure|enforce] [--database embedded|server] [--only <number>]
 *
 * `--price measure` lets the attacks in that are refused for their price otherwise: then the meter alone
 * holds.
 */
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { benchDatabase } from "../bench-database.js";
import { ATTACKS, type Attack } from "./attacks.js";
import { askHonestly, attack, EVERY_MS, type Asked } from "./client.js";
import type { State } from "./serve.js";

const { values: options } = parseArgs({
  options: {
    seconds: { type: "string", default: "10" },
    price: { type: "string", default: "measure" },
    database: { type: "string", default: "embedded" },
    only: { type: "string" },
  },
});
const seconds = Number(options.seconds);
const database = options.database === "server" ? await benchDatabase() : null;

const env = {
  ...process.env,
  COST_MODE: options.price,
  PLANNING_BUDGET_MS: "600000",
  ...(database ? { DATABASE_URL: database.url } : {}),
};
const child = fork(fileURLToPath(new URL("serve.js", import.meta.url)), { env, execArgv: ["--expose-gc"] });
const [origin] = await said<string>(child);
process.stdout.write(
  `${seconds} s each, price: ${options.price}, database: ${options.database}; one question each ${EVERY_MS} ms\n`,
);
await askHonestly(origin, 3);
for (const one of ATTACKS)
  if (options.only === undefined || ATTACKS[Number(options.only)] === one) await compare(one);
child.kill("SIGKILL");
await once(child, "exit");
database?.stop();
process.exit();

async function compare(one: Attack): Promise<void> {
  await stateOf(child);
  const before = await askHonestly(origin, seconds);
  const quiet = await stateOf(child);
  const stop = new AbortController();
  const attacking = attack(origin, one, stop.signal);
  const during = await askHonestly(origin, seconds);
  const held = await stateOf(child);
  stop.abort();
  const codes = await attacking;
  await pause(3_000);
  const after = await stateOf(child);
  process.stdout.write(
    `\n${one.name}: ${[...codes].map(([code, count]) => `${count} ${code}`).join(", ")}\n`,
  );
  process.stdout.write(
    `  before: ${show(before)}, loop held ${quiet.heldMs.toFixed(0)} ms, ${quiet.rssMiB.toFixed(0)} MiB (heap ${quiet.heapMiB.toFixed(0)})\n`,
  );
  process.stdout.write(
    `  during: ${show(during)}, loop held ${held.heldMs.toFixed(0)} ms, ${held.rssMiB.toFixed(0)} MiB; after: ${after.rssMiB.toFixed(0)} MiB (heap ${after.heapMiB.toFixed(0)})\n`,
  );
  process.stdout.write(`  p99 x${(during.p99 / before.p99).toFixed(1)}\n`);
}

function show({ p50, p99, count, failed }: Asked): string {
  return `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, ${failed} of ${count} failed`;
}

async function stateOf(server: ChildProcess): Promise<State> {
  server.send("state");
  return (await said<State>(server))[0];
}

/** The next message of serve.ts, which sends exactly these; rejects when it ends. */
async function said<T>(server: ChildProcess): Promise<[T]> {
  const ended = new AbortController();
  const end = (code: number | null): void => ended.abort(new Error(`The hub ended with ${code}`));
  server.once("exit", end);
  const message = await once(server, "message", { signal: ended.signal });
  server.off("exit", end);
  return message as [T]; // what serve.ts sends
}
