/** `attacker.ts` as a process: what it sends and reads takes no time of who is measured beside it. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Ends, Wanted } from "./attacker.js";

/** Resolves when the attack has begun, with what ends it. */
export async function startAttacking(wanted: Wanted): Promise<() => Promise<Ends>> {
  const child = fork(fileURLToPath(new URL("attacker.js", import.meta.url)));
  child.send(wanted);
  await once(child, "message");
  return async () => {
    const ended = once(child, "message");
    child.send("stop");
    const [ends] = (await ended) as [Ends]; // what attacker.ts sends
    child.kill("SIGKILL");
    return ends;
  };
}
