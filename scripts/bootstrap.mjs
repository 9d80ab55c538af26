// Makes a fresh clone runnable: installs the packages when they are missing or older than the lock file, and
// compiles when a source is newer than the last build. Runs on the machine's own Node (20 or later) with
// built-in modules only, shows progress, never asks.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamp = join(root, "node_modules", ".tongcha-lock");
const buildInfo = join(root, "dist", ".tsbuildinfo");

install();
build();

function install() {
  const lock = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === lock) return;
  console.log("正在安装依赖… Installing packages…");
  run("npm", ["ci", "--no-audit", "--no-fund"]);
  writeFileSync(stamp, lock);
}

function build() {
  const built = existsSync(buildInfo) ? statSync(buildInfo).mtimeMs : 0;
  if (
    built >
    newest(
      ["gateway", "services", "schema", "scripts", "test"].map((folder) => join(root, folder)),
      statSync(join(root, "tsconfig.json")).mtimeMs,
    )
  )
    return;
  console.log("正在编译… Compiling…");
  // What a source that is gone was compiled to would be found again: commands, domains and tests are found by
  // looking.
  rmSync(join(root, "dist"), { recursive: true, force: true });
  run(join(root, "node_modules", ".bin", "tsc"), []);
}

function newest(folders, known) {
  let latest = known;
  for (const folder of folders) {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) latest = newest([path], latest);
      else if (entry.name.endsWith(".ts")) latest = Math.max(latest, statSync(path).mtimeMs);
    }
  }
  return latest;
}

function run(command, parameters) {
  const { status } = spawnSync(command, parameters, {
    cwd: root,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (status !== 0) process.exit(status ?? 1);
}
