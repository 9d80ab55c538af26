/**
 * When a server is to stop: at SIGINT or SIGTERM, or when who started it has gone. A terminal sends Ctrl-C to
 * every process of its group, and npm passes it on once more: what comes within a second is one wish. A later
 * signal ends the process at once.
 */
import { setTimeout as delay } from "node:timers/promises";
import { EXIT } from "./exit-codes.js";

const ONE_WISH_MS = 1_000;
const LOOK_EVERY_MS = 500;

export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    let askedAt: number | null = null;
    const stop = (): void => {
      if (askedAt !== null && performance.now() - askedAt > ONE_WISH_MS) process.exit(EXIT.atOnce);
      askedAt ??= performance.now();
      resolve();
    };
    process.on("SIGINT", stop);
    process.on("SIGTERM", stop);
    untilAlone().then(stop, stop);
  });
}

/**
 * npm, npx and the shell between are one program with the server to whoever stops them: those that end
 * without a word to it leave it without a parent. A server that a person started otherwise may outlive its
 * shell.
 */
async function untilAlone(): Promise<void> {
  const parent = process.ppid;
  if (process.env["npm_lifecycle_event"] === undefined) return new Promise(() => undefined);
  while (process.ppid === parent) await delay(LOOK_EVERY_MS, undefined, { ref: false });
}
