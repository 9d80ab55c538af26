/**
 * Fan-out: one event a second to many clients of graphql-ws on one process, beside graphql-ws alone on a bare
 * async iterator.
 *
 *   node dist/scripts/bench/live/run.js [clients = 10000] [seconds = 10] [rounds = 2]
 */
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { onContenderCore, pinCores } from "../gateway/cores.js";
import { CONTENDERS, type Kind } from "./contenders.js";

const [clients = 10_000, seconds = 10, rounds = 2] = process.argv.slice(2).map(Number);
/** A process may have so many connections, and some more. */
const CLIENTS_OF_A_PROCESS = 5_000;
const FLAGS = ["--expose-gc", "--disable-warning=ExperimentalWarning"];
const script = (name: string): string => fileURLToPath(new URL(`${name}.js`, import.meta.url));
const isPinned = pinCores();

interface Usage {
  readonly user: number;
  readonly system: number;
  readonly rss: number;
}

for (let round = 1; round <= rounds; round += 1) {
  for (const kind of Object.keys(CONTENDERS) as readonly Kind[]) await measure(kind); // its keys are these
}

async function measure(kind: Kind): Promise<void> {
  const contender = fork(script("contender"), [kind], {
    ...onContenderCore(isPinned, FLAGS),
    env: { ...process.env, NODE_ENV: "production" },
  });
  const children: ChildProcess[] = [contender];
  try {
    const origin = String(await said(contender));
    const empty = await usage(contender);
    for (let left = clients; left > 0; left -= CLIENTS_OF_A_PROCESS) {
      const child = fork(script("clients"), [origin, String(Math.min(CLIENTS_OF_A_PROCESS, left))]);
      children.push(child);
      await said(child);
    }
    const readers = children.slice(1);
    await pause(1_500);
    await Promise.all(readers.map(ask));
    const before = await usage(contender);
    const started = performance.now();
    await pause(seconds * 1_000);
    const after = await usage(contender);
    const elapsed = performance.now() - started;
    const delays = (await Promise.all(readers.map(ask)))
      .flatMap((list) => list as number[])
      .toSorted((one, other) => one - other); // what clients.ts sends
    const at = (share: number): string =>
      (delays[Math.floor(delays.length * share)] ?? Number.NaN).toFixed(0);
    const cpu = (after.user + after.system - before.user - before.system) / 1_000;
    process.stdout.write(
      `${CONTENDERS[kind].name.padEnd(18)} ${clients} clients  ${((delays.length / elapsed) * 1_000).toFixed(0)} messages/s  p50 ${at(0.5)} ms  p99 ${at(0.99)} ms  ` +
        `CPU ${((cpu / elapsed) * 100).toFixed(0)} %  ${((cpu / delays.length) * 1_000).toFixed(1)} µs a message  ${((before.rss - empty.rss) / clients / 1_024).toFixed(1)} KiB a client\n`,
    );
  } finally {
    for (const child of children) child.kill("SIGKILL");
  }
}

async function said(child: ChildProcess): Promise<unknown> {
  const [message]: unknown[] = await once(child, "message");
  return message;
}

async function ask(child: ChildProcess): Promise<unknown> {
  const answer = said(child);
  child.send("report");
  return answer;
}

async function usage(child: ChildProcess): Promise<Usage> {
  return (await ask(child)) as Usage; // what contender.ts sends
}
