// Makes a fresh clone runnable: installs the packages when they are missing or older than the lock file,
// compiles when a source is newer than the last build, and builds the explorer and the portal when what they
// are made of has changed. Runs on the machine's own Node (20 or later) with built-in modules only, shows
// progress, never asks.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamp = join(root, "node_modules", ".tongcha-lock");
const buildInfo = join(root, "dist", ".tsbuildinfo");
const explorer = join(root, "gateway", "explorer");
const portal = join(root, "gateway", "portal");
/** Folders that are built, or generated on the way. */
const MADE = new Set(["dist", "graph"]);

install();
build();
buildExplorer();
buildPortal();

function install() {
  const lock = hashOf([join(root, "package-lock.json")]);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === lock) return;
  console.log("正在安装依赖… Installing packages…");
  // with what builds, also where NODE_ENV says production
  run("npm", ["ci", "--include=dev", "--no-audit", "--no-fund"]);
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

/** It is made of its own files, of the domains' examples, and of packages. */
function buildExplorer() {
  const services = join(root, "services");
  const examples = readdirSync(services).map((domain) => join(services, domain, "examples"));
  buildPages(
    explorer,
    examples.filter((folder) => existsSync(folder)).flatMap(filesIn),
    "正在制作查询台… Building the explorer…",
  );
}

/** It is made of its own files, of the schemas that its documents ask, and of packages. */
function buildPortal() {
  const schemas = ["public.graphql", "supergraph.graphql"].map((name) => join(root, "schema", name));
  buildPages(portal, schemas, "正在制作门户… Building the portal…");
}

function buildPages(folder, others, told) {
  const made = hashOf([join(root, "package-lock.json"), ...[...filesIn(folder), ...others].sort()]);
  const stamp = join(folder, "dist", ".made-of");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === made) return;
  console.log(told);
  run(join(root, "node_modules", ".bin", "vite"), [
    "build",
    "--app",
    "--config",
    join(folder, "vite.config.mjs"),
  ]);
  writeFileSync(stamp, made);
}

function filesIn(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (!entry.isDirectory()) return [path];
    return MADE.has(entry.name) ? [] : filesIn(path);
  });
}

function hashOf(files) {
  const hash = createHash("sha256");
  for (const file of files) hash.update(`${relative(root, file)}\n`).update(readFileSync(file));
  return hash.digest("hex");
}

function newest(folders, known) {
  let latest = known;
  for (const folder of folders) {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (path === explorer || path === portal) continue;
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
    // what is built is what is shipped, whatever the shell says
    env: { ...process.env, NODE_ENV: "production" },
  });
  if (status !== 0) process.exit(status ?? 1);
}
