/** `serve.ts` as a process, and what it says. */
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Served, State } from "./serve.js";

export interface Serving extends Served {
  /** All that it logged. */
  readonly logged: () => string;
  readonly state: (when?: "collected") => Promise<State>;
  readonly hasEnded: () => boolean;
  readonly end: () => Promise<void>;
}

/** `TONGCHA_DATA` must be among the settings. Rejects when it ends before it serves. */
export async function startServing(settings: Readonly<Record<string, string>>): Promise<Serving> {
  const child = fork(fileURLToPath(new URL("serve.js", import.meta.url)), {
    env: { ...process.env, ...settings },
    execArgv: ["--expose-gc", "--max-semi-space-size=8"],
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  let logged = "";
  child.stdout?.setEncoding("utf8").on("data", (text) => {
    logged += String(text);
  });
  const ended = once(child, "exit");
  const served = await said<Served>(child);
  return {
    ...served,
    logged: () => logged,
    state: (when) => {
      child.send(when ?? "now");
      return said<State>(child);
    },
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    end: async () => {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

/** Its next message; serve.ts sends exactly these. */
async function said<T>(child: ChildProcess): Promise<T> {
  const over = new AbortController();
  const end = (code: number | null): void => over.abort(new Error(`The hub ended with ${code}`));
  child.once("exit", end);
  const [message] = (await once(child, "message", { signal: over.signal })) as [T];
  child.off("exit", end);
  return message;
}
