// Starts a throw-away PostgreSQL cluster for one test run, on a Unix socket of its own. PostgreSQL refuses to run as root: there it runs
// as the user `postgres` (or `nobody`) of the machine.
import { execFileSync } from "node:child_process";
import { chmodSync, chownSync, mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findPostgres } from "./find-postgres.mjs";

export default async function startPostgres() {
  const found = findPostgres();
  if (!found) return;
  if ("url" in found) {
    process.env.TEST_DATABASE_URL = found.url;
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), "tongcha-pg-"));
  const data = join(folder, "data");
  const user = process.getuid?.() === 0 ? ordinaryUser() : null;
  chmodSync(folder, 0o755);
  if (user) chownSync(folder, user.uid, user.gid);
  const run = (tool, ...parameters) => execFileSync(join(found.bin, tool), parameters, { stdio: "pipe", cwd: folder, ...user });
  run("initdb", "-D", data, "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "--auth=trust", "--no-sync");
  mkdirSync(join(folder, "socket"));
  if (user) chownSync(join(folder, "socket"), user.uid, user.gid);
  run("pg_ctl", "-D", data, "-w", "-l", join(folder, "log"), "-o", `-c listen_addresses='' -c unix_socket_directories='${join(folder, "socket")}' -c fsync=off -c max_connections=200`, "start");
  process.env.TEST_DATABASE_URL = `postgres://postgres@localhost/postgres?host=${encodeURIComponent(join(folder, "socket"))}`;
  globalThis.stopPostgres = () => run("pg_ctl", "-D", data, "-m", "immediate", "stop");
  globalThis.postgresFolder = folder;
}

function ordinaryUser() {
  for (const name of ["postgres", "nobody"]) {
    try {
      return { uid: Number(execFileSync("id", ["-u", name])), gid: Number(execFileSync("id", ["-g", name])) };
    } catch {
      // the next name
    }
  }
  throw new Error("PostgreSQL does not run as root, and there is neither a user postgres nor nobody");
}
