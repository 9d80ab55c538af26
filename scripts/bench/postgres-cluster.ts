/**
 * A throw-away PostgreSQL cluster from a local installation's binaries, on a Unix socket of its own, for
 * tests and benchmarks. PostgreSQL refuses to run as root: there it runs as the machine's user `postgres` or
 * `nobody`.
 */
import { execFileSync } from "node:child_process";
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

export interface Cluster {
  readonly url: string;
  /** Its data. */
  readonly folder: string;
  /** Ends the server, as a power cut or as an administrator does; `up` starts it again. */
  readonly down: (how: "immediate" | "fast") => void;
  readonly up: () => void;
  readonly stop: () => void;
}

/** Folder of `initdb` and `postgres`, the newest version; null when there is none. */
export function findPostgresBinaries(): string | null {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian)
    ? readdirSync(debian)
        .toSorted((a, b) => Number(b) - Number(a))
        .map((version) => join(debian, version, "bin"))
    : [];
  return (
    [...versions, ...(process.env["PATH"] ?? "").split(delimiter)].find(
      (folder) => existsSync(join(folder, "initdb")) && existsSync(join(folder, "postgres")),
    ) ?? null
  );
}

/**
 * `settings` are server settings such as `fsync=off`; `within` is a folder that the server's user may enter.
 */
export function startCluster(binaries: string, settings: readonly string[], within = tmpdir()): Cluster {
  const folder = mkdtempSync(join(within, "tongcha-pg-"));
  const user = process.getuid?.() === 0 ? ordinaryUser() : null;
  const [data, socket] = [join(folder, "data"), join(folder, "socket")];
  mkdirSync(socket);
  if (user) for (const path of [folder, socket]) chownSync(path, user.uid, user.gid);
  const run = (tool: string, ...parameters: readonly string[]): void => {
    execFileSync(join(binaries, tool), parameters, { stdio: "pipe", cwd: folder, ...user });
  };
  run("initdb", "-D", data, "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "--auth=trust", "--no-sync");
  const all = [
    "listen_addresses=''",
    `unix_socket_directories='${socket}'`,
    "max_connections=200",
    ...settings,
  ];
  const up = (): void =>
    run(
      "pg_ctl",
      "-D",
      data,
      "-w",
      "-l",
      join(folder, "log"),
      "-o",
      all.map((setting) => `-c ${setting}`).join(" "),
      "start",
    );
  const down = (how: "immediate" | "fast"): void => run("pg_ctl", "-D", data, "-w", "-m", how, "stop");
  up();
  return {
    folder,
    up,
    down,
    url: `postgres://postgres@localhost/postgres?host=${encodeURIComponent(socket)}`,
    stop: () => {
      down("immediate");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function ordinaryUser(): { readonly uid: number; readonly gid: number } {
  for (const name of ["postgres", "nobody"]) {
    try {
      return { uid: Number(execFileSync("id", ["-u", name])), gid: Number(execFileSync("id", ["-g", name])) };
    } catch {
      continue;
    }
  }
  throw new Error("PostgreSQL does not run as root, and there is neither a user postgres nor nobody");
}
