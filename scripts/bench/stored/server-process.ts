/** Starts `serve.js`, and asks it what it used. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { onContenderCore } from "../gateway/cores.js";

export interface ServerProcess {
  readonly origin: string;
  /** Milliseconds of CPU so far. */
  readonly cpu: () => Promise<number>;
  readonly close: () => Promise<void>;
}

const SCRIPT = fileURLToPath(new URL("serve.js", import.meta.url));

export async function startServer(parameters: readonly string[], isPinned: boolean): Promise<ServerProcess> {
  const child = fork(SCRIPT, [...parameters], {
    ...onContenderCore(isPinned, ["--max-semi-space-size=8"]),
    env: { ...process.env, NODE_ENV: "production" },
  });
  const origin = await new Promise<string>((resolve, reject) => {
    child.once("message", (said) => resolve(said as string)); // the first that serve.ts sends
    child.once("exit", (code) => reject(new Error(`A server ended with ${code} before it served`)));
  });
  return {
    origin,
    cpu: async () => {
      child.send("cpu");
      const [used]: unknown[] = await once(child, "message");
      const { user, system } = used as NodeJS.CpuUsage; // what serve.ts sends
      return (user + system) / 1_000;
    },
    close: async () => {
      child.kill("SIGKILL");
      await once(child, "exit");
    },
  };
}
