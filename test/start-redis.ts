/** A Redis for a test, of the machine's own `redis-server`, that keeps nothing on disk. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { freePort } from "../scripts/bench/free-port.js";

export interface TestRedis {
  readonly url: string;
  /** It stays connected and says nothing, until `thaw`. */
  readonly freeze: () => void;
  readonly thaw: () => void;
  readonly stop: () => Promise<void>;
}

/** Null when there is none on this machine. */
export function findRedis(): string | null {
  return (
    (process.env["PATH"] ?? "")
      .split(delimiter)
      .map((folder) => join(folder, "redis-server"))
      .find((path) => existsSync(path)) ?? null
  );
}

export async function startRedis(binary: string): Promise<TestRedis> {
  const port = await freePort();
  const server = spawn(
    binary,
    ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  for await (const said of server.stdout) if (String(said).includes("Ready to accept connections")) break;
  return {
    url: `redis://127.0.0.1:${port}`,
    freeze: () => {
      server.kill("SIGSTOP");
    },
    thaw: () => {
      server.kill("SIGCONT");
    },
    stop: async () => {
      if (server.exitCode !== null || server.signalCode !== null) return;
      server.kill("SIGKILL");
      await once(server, "exit");
    },
  };
}
