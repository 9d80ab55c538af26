/** How processes end: what their log says then, and their exit codes. */
import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { startProcess, tokenFor, type HubProcess } from "../hub-process.js";
import { until } from "../until.js";

const TONGCHA = fileURLToPath(new URL("../../scripts/tongcha.js", import.meta.url));
const GUIDE = new URL("../../../gateway/OPERATORS.md", import.meta.url);
const running: HubProcess[] = [];
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tongcha-endings-"));
});
afterAll(async () => {
  for (const { child, hasEnded } of running) if (!hasEnded()) child.kill("SIGKILL");
  await rm(folder, { recursive: true, force: true });
});

async function start(settings: Readonly<Record<string, string>> = {}): Promise<HubProcess> {
  const hub = await startProcess(["start"], { TONGCHA_DATA: folder, DATABASE_URL: "", ...settings });
  running.push(hub);
  return hub;
}

interface Ended {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
}

function run(parameters: readonly string[], settings: Readonly<Record<string, string>> = {}): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [TONGCHA, ...parameters],
      { env: { ...process.env, TONGCHA_DATA: folder, DATABASE_URL: "", ...settings } },
      (_, output, errors) => resolve({ code: child.exitCode ?? -1, output, errors }),
    );
  });
}

/** Where nobody catches what is thrown. */
const faulty = (signal: string, work: string): string =>
  `--import "data:text/javascript,process.on('${signal}',()=>{${work}})"`;

test.each([
  ["an exception", "uncaughtException", "throw new TypeError('of ours')"],
  ["a rejection", "unhandledRejection", "Promise.reject(new TypeError('of ours'))"],
])("%s that nobody caught is a line of JSON, and ends the process with 70", async (_, event, work) => {
  const hub = await start({ NODE_OPTIONS: faulty("SIGUSR2", work) });
  const ended = once(hub.child, "exit");
  hub.child.kill("SIGUSR2");
  expect(await ended).toEqual([70, null]);
  const faults = (): readonly string[] => hub.logged.filter((line) => line.includes('"level":"error"'));
  await until(() => faults().length > 0, "it says why");
  expect(faults().map((line): unknown => JSON.parse(line))).toMatchObject([
    { at: expect.any(String), level: "error", event, error: "TypeError", reason: "of ours" },
  ]);
});

test("a server that somebody has set up wrongly says how by sentences, and ends with 1", async () => {
  const { code, errors } = await run(["start"], { PORT: "none" });
  expect(code).toBe(1);
  const [chinese, english, ...more] = errors.trim().split("\n");
  expect([chinese, english]).toEqual([
    expect.stringContaining("PORT"),
    expect.stringMatching(/\[SETTING_INVALID\]$/),
  ]);
  expect(more).toEqual([]);
});

test("a fault of ours before it serves is a line of JSON, too, and ends it with 70", async () => {
  const NODE_OPTIONS = faulty("exit", "").replace(
    /process.on.*/,
    `performance.now=()=>{throw new TypeError('of ours')}"`,
  );
  const { code, errors } = await run(["start"], { NODE_OPTIONS });
  expect(code).toBe(70);
  const lines = errors.trim().split("\n");
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({ level: "error", event: "start", error: "TypeError" });
});

test("a command tells what is wrong by sentences, and ends with 1", async () => {
  const { code, errors } = await run(["rotate", "nothing", "add"]);
  expect(code).toBe(1);
  expect(errors).toMatch(/\[[A-Z_]+\]\n$/);
});

test("a hub that is stopped ends with 0; a second signal ends one that still waits with 130", async () => {
  const hub = await start();
  const file = join(folder, "areas.csv");
  await writeFile(file, "名称\n示例街道\n");
  const refused = await run(["submit", "directory.areas", file, "--hub", hub.url], {
    TONGCHA_TOKEN: await tokenFor(folder, "clerk", "jxj"),
  });
  expect(refused.code).toBe(2);
  const calm = once(hub.child, "exit");
  hub.child.kill("SIGTERM");
  expect(await calm).toEqual([0, null]);

  const busy = await start();
  const ended = once(busy.child, "exit");
  // A body that never comes is under way.
  const upload = request(`${busy.url}/intake/directory.areas`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${await tokenFor(folder, "clerk", "zwfwj")}`,
      "content-length": "1000000",
    },
  });
  upload.on("error", () => undefined);
  upload.write("名称\n");
  await fetch(`${busy.url}/health/ready`);
  for (let signals = 0; !busy.hasEnded() && signals < 1_000; signals += 1) {
    busy.child.kill("SIGTERM");
    await pause(50);
  }
  expect(await ended).toEqual([130, null]);
  upload.destroy();
});

test("the guide and the help list every exit code", async () => {
  const guide = await readFile(GUIDE, "utf8");
  const { output } = await run(["--help"]);
  for (const code of [0, 1, 2, 70, 130]) {
    expect(guide).toMatch(new RegExp(`^\\| ${code} \\| `, "m"));
    expect(output).toMatch(new RegExp(`^ {2}${code} +\\S`, "m"));
  }
});
