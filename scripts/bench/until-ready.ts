/** Resolves to what a hub that was started has said when it says that it is ready; rejects if it ends. */
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";

export async function untilReady(child: ChildProcess & { readonly stdout: Readable }): Promise<string> {
  let said = "";
  const ended = once(child, "exit").then(() => {
    throw new Error(said);
  });
  while (!said.includes("is ready")) said += String(await Promise.race([once(child.stdout, "data"), ended]));
  return said;
}
