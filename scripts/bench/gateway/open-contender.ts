/** Starts a contender as a process of its own, and asks it what it used. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { onContenderCore } from "./cores.js";
import { CONTENDERS, type Kind } from "./contenders/kinds.js";
import type { ContenderSetup } from "./contenders/contender-setup.js";

export interface Contender {
  readonly kind: Kind;
  readonly name: string;
  readonly origin: string;
  readonly usage: () => Promise<Usage>;
  readonly close: () => Promise<void>;
}

/** Microseconds of CPU and bytes of memory. */
export interface Usage {
  readonly user: number;
  readonly system: number;
  readonly rss: number;
}

const SCRIPT = fileURLToPath(new URL("contenders/contender.js", import.meta.url));
const FLAGS = ["--disable-warning=ExperimentalWarning"];

export async function openContender(
  kind: Kind,
  setup: ContenderSetup,
  isPinned: boolean,
): Promise<Contender> {
  const { name } = CONTENDERS[kind];
  const child = fork(SCRIPT, [kind, JSON.stringify(setup)], {
    ...onContenderCore(isPinned, FLAGS),
    env: { ...process.env, NODE_ENV: "production" },
  });
  const origin = await new Promise<string>((resolve, reject) => {
    child.once("message", (said) => resolve(said as string)); // the first that contender.ts sends
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`${name} ended with ${code} before it served`)));
  });
  return {
    kind,
    name,
    origin,
    usage: async () => {
      child.send("usage");
      const [usage]: unknown[] = await once(child, "message");
      return usage as Usage; // what contender.ts sends
    },
    close: async () => {
      // It holds nothing that would have to be let go in order.
      child.kill("SIGKILL");
      await once(child, "exit");
    },
  };
}
