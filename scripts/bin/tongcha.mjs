#!/usr/bin/env node
// `npx tongcha …`: the command line on the pinned Node, compiled first when a source is newer than the build.
// Signals are passed on, and so is the end of npx, which tells nobody.
import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { constants } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const prepared = spawnSync(process.execPath, [join(root, "scripts", "bootstrap.mjs")], {
  stdio: ["ignore", 2, 2],
});
if (prepared.status !== 0) process.exit(prepared.status ?? 1);
const pinned = join(root, "node_modules", ".bin", process.platform === "win32" ? "node.cmd" : "node");
const parameters = [
  "--max-semi-space-size=8",
  join(root, "dist", "scripts", "tongcha.js"),
  ...process.argv.slice(2),
];
const child = spawn(existsSync(pinned) ? pinned : process.execPath, parameters, { stdio: "inherit" });
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
const parent = process.ppid;
const looking =
  process.env.npm_lifecycle_event === undefined
    ? undefined
    : setInterval(() => {
        if (process.ppid === parent) return;
        clearInterval(looking);
        child.kill("SIGTERM");
      }, 500);
child.on("error", (error) => {
  console.error(error.message);
  process.exit(1);
});
child.on("exit", (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
