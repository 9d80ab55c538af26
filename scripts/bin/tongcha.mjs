#!/usr/bin/env node
// `npx tongcha …`: the command line on the pinned Node, compiled first when a source is newer than the build.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const options = { stdio: "inherit" };
const prepared = spawnSync(process.execPath, [join(root, "scripts", "bootstrap.mjs")], { stdio: ["ignore", 2, 2] });
if (prepared.status !== 0) process.exit(prepared.status ?? 1);
const pinned = join(root, "node_modules", ".bin", process.platform === "win32" ? "node.cmd" : "node");
const { status } = spawnSync(existsSync(pinned) ? pinned : process.execPath, ["--max-semi-space-size=8", join(root, "dist", "scripts", "tongcha.js"), ...process.argv.slice(2)], options);
process.exit(status ?? 1);
