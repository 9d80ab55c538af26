/**
 * A whole hub in a process of its own, as people start it, that can be killed and started again at the same
 * address.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { freePort } from "../../free-port.js";

export interface HubProcess {
  readonly port: number;
  readonly url: string;
  /** Resolves when it is ready; rejects with what it said when it ends before. */
  readonly start: () => Promise<void>;
  /** At once, by SIGKILL: nothing is said to anybody. */
  readonly kill: () => Promise<void>;
}

const SCRIPT = fileURLToPath(new URL("../../../tongcha.js", import.meta.url));
const LOOK_EVERY_MS = 50;
const LONGEST_START_MS = 120_000;
const SAID = 20;

export async function prepareHub(environment: Readonly<Record<string, string>>): Promise<HubProcess> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let child: ChildProcess | null = null;
  return {
    port,
    url,
    start: async () => {
      const started = spawn(process.execPath, [SCRIPT, "start"], {
        env: { ...process.env, ...environment, PORT: String(port), HOST: "127.0.0.1" },
        stdio: ["ignore", "pipe", "pipe"],
      });
      child = started;
      const said: string[] = [];
      for (const stream of [started.stdout, started.stderr])
        stream.on("data", (part: Buffer) => {
          said.splice(0, Math.max(0, said.push(part.toString()) - SAID));
        });
      for (const end = Date.now() + LONGEST_START_MS; !(await isReady(url));) {
        if (started.exitCode !== null || started.signalCode !== null || Date.now() > end)
          throw new Error(
            `The hub does not start (${started.exitCode ?? started.signalCode ?? "it runs"}): ${said.join("")}`,
          );
        await pause(LOOK_EVERY_MS);
      }
    },
    kill: async () => {
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
    },
  };
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(LONGEST_START_MS) })).ok;
  } catch {
    return false;
  }
}
