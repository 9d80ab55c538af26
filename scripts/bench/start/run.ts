/**
 * How long a hub without samples takes from its command until it is ready: in an empty directory, and once
 * more in the same. The floor is a process that only opens the embedded database, empty and again, in the
 * same rounds. Processor time is of the process itself, on Linux.
 *
 *   node dist/scripts/bench/start/run.js [rounds = 5]
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { untilReady } from "../until-ready.js";

const ROUNDS = Number(process.argv[2] ?? "5");
const fileOf = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
const CONTENDERS = {
  "the database alone": (directory: string) => [fileOf("open-database.js"), directory],
  "a hub": () => ["--max-semi-space-size=8", fileOf("../../tongcha.js"), "start"],
};
/** Milliseconds of a tick in `/proc/<pid>/stat`. */
const TICK_MS = 10;

interface Start {
  readonly wallMs: number;
  readonly cpuMs: number;
}

async function start(parameters: readonly string[], directory: string): Promise<Start> {
  const began = performance.now();
  const child = spawn(process.execPath, parameters, {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, PORT: "0", SAMPLES: "false", TONGCHA_DATA: directory, DATABASE_URL: "" },
  });
  const ended = once(child, "exit");
  await untilReady(child);
  const wallMs = performance.now() - began;
  const cpuMs = cpuOf(child.pid ?? 0);
  child.kill("SIGTERM");
  await ended;
  return { wallMs, cpuMs };
}

function cpuOf(pid: number): number {
  const stat = `/proc/${pid}/stat`;
  if (!existsSync(stat)) return Number.NaN;
  const [user = 0, system = 0] = readFileSync(stat, "utf8")
    .replace(/^.*\) /s, "")
    .split(" ")
    .slice(11, 13)
    .map(Number);
  return (user + system) * TICK_MS;
}

const starts = new Map<string, Start[]>();
const folder = mkdtempSync(join(tmpdir(), "tongcha-bench-"));
try {
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, parametersFor] of Object.entries(CONTENDERS)) {
      const directory = join(folder, `${name.replaceAll(" ", "-")}-${round}`);
      for (const state of ["empty", "again"]) {
        const known = starts.get(`${name}, ${state}`) ?? [];
        starts.set(`${name}, ${state}`, [...known, await start(parametersFor(directory), directory)]);
      }
      rmSync(directory, { recursive: true });
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
const seconds = (milliseconds: number): string => `${(milliseconds / 1_000).toFixed(2)} s`.padStart(9);
for (const [name, measured] of starts)
  process.stdout.write(
    `${name.padEnd(28)} ${seconds(median(measured.map(({ wallMs }) => wallMs)))}   processor ${seconds(median(measured.map(({ cpuMs }) => cpuMs)))}\n`,
  );
