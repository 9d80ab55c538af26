/** A hub as it is started on a server: a process of its own. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const TONGCHA = fileURLToPath(new URL("../../tongcha.js", import.meta.url));
const MIB = 1024;

export interface Served {
  readonly url: string;
  /** From its command until it was ready. */
  readonly startMs: number;
  /** Resident memory, on Linux. */
  readonly memoryMiB: () => number;
  readonly close: () => Promise<void>;
}

export async function serve(url: string, directory: string): Promise<Served> {
  const began = performance.now();
  const child = spawn(process.execPath, ["--max-semi-space-size=8", TONGCHA, "start"], {
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      ...process.env,
      PORT: "0",
      SAMPLES: "false",
      RATE_LIMITS: "off",
      DATABASE_URL: url,
      TONGCHA_DATA: directory,
    },
  });
  const ended = once(child, "exit");
  let said = "";
  while (!said.includes("is ready"))
    said += String(
      await Promise.race([
        once(child.stdout, "data"),
        ended.then(() => {
          throw new Error(said);
        }),
      ]),
    );
  const startMs = performance.now() - began;
  const [, address = ""] = /GraphQL +(http\S+)\/graphql/.exec(said) ?? [];
  child.stdout.resume();
  return {
    url: address,
    startMs,
    memoryMiB: () =>
      Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid ?? 0}/status`, "utf8"))?.[1]) / MIB,
    close: async () => {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

let asked = 0;

/** A query that no one has an answer of. */
export function freshQuery(): string {
  asked += 1;
  return `{ penalties(first: 20, where: { fineAmount: { gte: "0.${String(asked).padStart(6, "0")}" } }, orderBy: DECISION_DATE_DESC) { nodes { id decisionNumber partyName fineAmount department { name } } } }`;
}

/** One whose answer is kept. */
export const KNOWN = "{ penalties(first: 3) { nodes { decisionNumber partyName } } }";

/** True for a whole answer. */
export async function ask(url: string, query: string): Promise<boolean> {
  const response = await fetch(`${url}/graphql?query=${encodeURIComponent(query)}`);
  const text = await response.text();
  return response.status === 200 && !text.includes('"errors"');
}
