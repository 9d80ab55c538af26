/**
 * Departments' systems for tests: the machine's own sshd and MariaDB, and an HTTP server that does as told.
 */
import { execFile, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync } from "node:fs";
import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { delimiter, join } from "node:path";
import { userInfo } from "node:os";
import { promisify } from "node:util";
import { freePort } from "../../scripts/bench/free-port.js";
import { until } from "../until.js";

const run = promisify(execFile);

/** Null when the machine has no such program. */
export function findProgram(name: string): string | null {
  return (
    [...(process.env["PATH"] ?? "").split(delimiter), "/usr/sbin", "/usr/local/sbin"]
      .map((folder) => join(folder, name))
      .find((path) => existsSync(path)) ?? null
  );
}

export interface HttpSource {
  readonly url: string;
  readonly requests: readonly IncomingMessage[];
  readonly close: () => Promise<void>;
}

export async function openHttpSource(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  host = "127.0.0.1",
): Promise<HttpSource> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    answer(request, response);
  });
  server.listen(0, host);
  await once(server, "listening");
  const { port } = server.address() as AddressInfo; // it listens on a port
  return {
    url: `http://${host}:${port}`,
    requests,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

interface Running {
  readonly port: number;
  readonly stop: () => Promise<void>;
}

export interface SftpSource extends Running {
  readonly user: string;
  readonly privateKey: string;
  readonly hostKey: string;
  /** All that it said, a login attempt included. */
  readonly said: () => string;
}

/** It lets in whoever runs the test, by a key made for it. */
export async function startSshd(binary: string, folder: string): Promise<SftpSource> {
  await mkdir(folder);
  // It refuses to start as root without it.
  if (userInfo().uid === 0) mkdirSync("/run/sshd", { recursive: true });
  const [hostKey, userKey] = [join(folder, "host"), join(folder, "user")];
  for (const file of [hostKey, userKey])
    await run("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", file]);
  await writeFile(join(folder, "authorized"), await readFile(`${userKey}.pub`));
  await chmod(join(folder, "authorized"), 0o600);
  const port = await freePort();
  await writeFile(
    join(folder, "config"),
    [
      `Port ${port}`,
      "ListenAddress 127.0.0.1",
      `HostKey ${hostKey}`,
      `AuthorizedKeysFile ${join(folder, "authorized")}`,
      "StrictModes no",
      "UsePAM no",
      "PasswordAuthentication no",
      "PidFile none",
      "LogLevel VERBOSE",
      "Subsystem sftp internal-sftp",
    ].join("\n"),
  );
  const child = spawn(binary, ["-D", "-e", "-f", join(folder, "config")], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  await until(() => said.includes("Server listening") || child.exitCode !== null);
  if (child.exitCode !== null) throw new Error(said);
  const { stdout } = await run("ssh-keygen", ["-lf", `${hostKey}.pub`]);
  return {
    port,
    user: userInfo().username,
    privateKey: await readFile(userKey, "utf8"),
    hostKey: stdout.split(" ")[1] ?? "",
    said: () => said,
    stop: () => stop(child),
  };
}

export interface MariaSource extends Running {
  /** By its administrator, over its socket. */
  readonly execute: (sql: string) => Promise<void>;
}

export async function startMariaDb(binary: string, folder: string): Promise<MariaSource> {
  const [data, socket] = [join(folder, "data"), join(folder, "socket")];
  await mkdir(data, { recursive: true });
  const user = userInfo().username;
  await run(findProgram("mariadb-install-db") ?? "mariadb-install-db", [
    "--no-defaults",
    `--datadir=${data}`,
    "--auth-root-authentication-method=normal",
    "--skip-test-db",
    `--user=${user}`,
  ]);
  const port = await freePort();
  const child = spawn(
    binary,
    [
      "--no-defaults",
      `--datadir=${data}`,
      `--socket=${socket}`,
      `--port=${port}`,
      "--bind-address=127.0.0.1",
      `--user=${user}`,
      `--pid-file=${join(folder, "pid")}`,
      "--skip-log-bin",
      "--innodb-buffer-pool-size=16M",
    ],
    { stdio: ["ignore", "ignore", "pipe"] },
  );
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  await until(() => said.includes("ready for connections") || child.exitCode !== null);
  if (child.exitCode !== null) throw new Error(said);
  const client = findProgram("mariadb") ?? "mariadb";
  return {
    port,
    execute: async (sql) => {
      await run(client, ["--no-defaults", `--socket=${socket}`, "--user=root", "-e", sql]);
    },
    stop: () => stop(child),
  };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  await ended;
}
