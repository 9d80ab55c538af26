import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { afterEach, expect, test } from "@jest/globals";
import { until } from "../../../test/until.js";
import { startAllowance } from "./allowance.js";

let child: ChildProcess | null = null;
afterEach(() => {
  child?.kill("SIGKILL");
});

async function start(code: string): Promise<number | undefined> {
  child = spawn(process.execPath, ["-e", `process.stdout.write("on"); ${code}`], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (child.stdout) await once(child.stdout, "data");
  return child.pid;
}

test("a process that works has had its time at some point", async () => {
  const left = startAllowance(await start("for (;;);"), 1_000);
  expect(left()).toBeGreaterThan(0);
  await until(() => left() <= 0);
});

const onLinux = process.platform === "linux" ? test : test.skip;

onLinux("a process that is given no time keeps its own", async () => {
  const pid = await start("for (;;);");
  child?.kill("SIGSTOP");
  const began = performance.now();
  const left = startAllowance(pid, 1_000);
  await until(() => performance.now() - began > 1_000);
  expect(left()).toBeGreaterThan(0);
});

test("a process that waits for ever ends, too", async () => {
  const left = startAllowance(await start("setInterval(() => undefined, 60_000);"), 20);
  await until(() => left() <= 0);
});
