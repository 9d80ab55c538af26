/**
 * Each attack beside honest people whose questions are never stored: how long they wait before and meanwhile,
 * what holds the event loop, whether the memory comes back, and how the attack ends. The hub has the limits
 * that it is shipped with; attackers and honest people have addresses of their own. All share this machine.
 *
 *   npm run bench:attack -- [--seconds 5] [--price enforce|measure] [--database embedded|server] [--only <words>]
 *
 * `--price measure` lets in what is refused for its price otherwise: then the meter alone holds.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { benchDatabase } from "../bench-database.js";
import type { Attack } from "./attack.js";
import { ATTACKS } from "./attacks/index.js";
import { askHonestly, EVERY_MS } from "./honest.js";
import { startServing } from "./serving.js";
import { startAttacking } from "./attacking.js";
import { LONGEST_TURN_MS } from "./turns.js";

const { values: options } = parseArgs({
  options: {
    seconds: { type: "string", default: "5" },
    price: { type: "string", default: "enforce" },
    database: { type: "string", default: "embedded" },
    only: { type: "string", default: "" },
  },
});
const seconds = Number(options.seconds);
const database = options.database === "server" ? await benchDatabase() : null;
const directory = await mkdtemp(join(tmpdir(), "tongcha-attack-"));
const hub = await startServing({
  COST_MODE: options.price,
  TONGCHA_DATA: directory,
  DATABASE_URL: database?.url ?? "",
});
/** How an attack of any kind may end when it goes on and on. */
const SPENT: ReadonlySet<string> = new Set(["RATE_EXCEEDED", "PLANNING_BUDGET_SPENT"]);
let failures = 0;
try {
  await askHonestly(hub.url, 3);
  print(
    `${seconds} s each, price: ${options.price}, database: ${options.database}; an honest question each ${EVERY_MS} ms\n`,
  );
  print("| attack | ended with | honest p99 before | meanwhile | loop held | heap before, after | |");
  print("|---|---|---:|---:|---:|---:|---|");
  for (const [at, one] of ATTACKS.entries())
    if (one.name.includes(options.only)) await compare(one, `127.1.${at}.1`);
  print(`\n${failures} of the attacks did what they should not`);
} finally {
  await hub.end();
  database?.stop();
  await rm(directory, { recursive: true });
}
process.exit(failures === 0 ? 0 : 1);

async function compare(one: Attack, address: string): Promise<void> {
  const before = await askHonestly(hub.url, seconds);
  const quiet = await hub.state("collected");
  const stop = await startAttacking({ name: one.name, url: hub.url, address, clerk: hub.clerk });
  const during = await askHonestly(hub.url, seconds);
  const held = await hub.state();
  const ends = await stop();
  let after = await hub.state("collected");
  // Waits until running work has ended and short-lived memory is freed.
  for (let tries = 0; tries < 10 && after.heapMiB > 1.1 * quiet.heapMiB; tries += 1) {
    await pause(500);
    after = await hub.state("collected");
  }
  const faults = [
    ...ends
      .filter(([end]) => !one.ends.includes(end) && !SPENT.has(end))
      .map(([end]) => `it ended with ${end}`),
    ...(during.failed > 0 ? [`${during.failed} honest questions failed`] : []),
    ...(during.p99 > Math.max(100, 2 * before.p99) ? ["honest people waited"] : []),
    ...(held.workedMs > LONGEST_TURN_MS ? [`a turn worked ${held.workedMs.toFixed(0)} ms`] : []),
    ...(after.heapMiB > 1.1 * quiet.heapMiB ? ["memory did not come back"] : []),
  ];
  if (faults.length > 0) failures += 1;
  const told = ends.map(([end, count]) => `${count} ${end}`).join(", ");
  print(
    `| ${one.name} | ${told} | ${before.p99.toFixed(0)} ms | ${during.p99.toFixed(0)} ms | ${held.heldMs.toFixed(0)} ms | ${quiet.heapMiB.toFixed(0)}, ${after.heapMiB.toFixed(0)} MiB | ${faults.length === 0 ? "held" : faults.join("; ")} |`,
  );
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
