import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { freePort } from "../../scripts/bench/free-port.js";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
let folder: string;
let running: ChildProcess | null = null;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tongcha-start-"));
});
afterEach(() => {
  // A test that failed leaves no hub behind: it is in the group of what started it.
  if (running?.pid !== undefined && running.exitCode === null && running.signalCode === null)
    process.kill(-running.pid, "SIGKILL");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** As a person starts it, or a service manager, or a container; resolves when it is ready. */
async function start(
  command: string,
  parameters: readonly string[],
): Promise<{
  readonly child: ChildProcess;
  readonly pid: number;
  readonly port: number;
  readonly said: () => string;
}> {
  const port = await freePort();
  const child = spawn(command, parameters, {
    cwd: ROOT,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, PORT: String(port), TONGCHA_DATA: folder, SAMPLES: "false", DATABASE_URL: "" },
  });
  running = child;
  let said = "";
  for (const output of [child.stdout, child.stderr])
    output.on("data", (data: Buffer) => {
      said += data.toString();
    });
  while (!said.includes("Tongcha is ready"))
    await Promise.race([
      once(child.stdout, "data"),
      once(child, "exit").then(() => {
        throw new Error(said);
      }),
    ]);
  return { child, port, said: () => said, pid: child.pid ?? 0 };
}

/** Nothing listens there any more. */
async function isFree(port: number): Promise<boolean> {
  const probe = createServer();
  const free = await Promise.race([
    once(probe.listen(port, "127.0.0.1"), "listening").then(() => true),
    once(probe, "error").then(() => false),
  ]);
  if (free) probe.close();
  return free;
}

const onPosix = process.platform === "win32" ? test.skip : test;

onPosix(
  "npm start is stopped gracefully by SIGTERM to npm alone, as a service manager or a container sends it",
  async () => {
    const { child, port, said } = await start("npm", ["start"]);
    child.kill("SIGTERM");
    expect(await once(child, "close")).toEqual([0, null]);
    expect(said()).toContain("Stopping…");
    expect(await isFree(port)).toBe(true);
  },
);

onPosix(
  "npx tongcha start is stopped gracefully by Ctrl-C, which each process of it gets, and some twice",
  async () => {
    const { child, pid, port, said } = await start("npx", ["tongcha", "start"]);
    process.kill(-pid, "SIGINT");
    await once(child, "close");
    expect(said()).toContain("Stopping…");
    expect(said()).not.toContain('"level":"error"');
    expect(await isFree(port)).toBe(true);
  },
);
