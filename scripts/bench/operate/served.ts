/** A hub as it is started on a server: a process of its own. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { untilReady } from "../until-ready.js";

const TONGCHA = fileURLToPath(new URL("../../tongcha.js", import.meta.url));
const MIB = 1024;
const QUIET_SECONDS = 3;
const BUSY_TICKS = 5;

export interface Served {
  readonly url: string;
  /** From its command until it was ready. */
  readonly startMs: number;
  /** Resident memory, on Linux. */
  readonly memoryMiB: () => number;
  /** Resolves when it has done what a start leaves to be done. */
  readonly untilIdle: () => Promise<void>;
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
  const said = await untilReady(child);
  const startMs = performance.now() - began;
  const [, address = ""] = /GraphQL +(http\S+)\/graphql/.exec(said) ?? [];
  child.stdout.resume();
  return {
    url: address,
    startMs,
    memoryMiB: () =>
      Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid ?? 0}/status`, "utf8"))?.[1]) / MIB,
    untilIdle: async () => {
      for (let [before, quiet] = [ticksOf(child.pid), 0]; quiet < QUIET_SECONDS;) {
        await setTimeout(1_000);
        const now = ticksOf(child.pid);
        quiet = now - before < BUSY_TICKS ? quiet + 1 : 0;
        before = now;
      }
    },
    close: async () => {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

/** Processor time so far, in hundredths of a second, on Linux. */
function ticksOf(pid = 0): number {
  const [, after = ""] = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ");
  const fields = after.split(" ");
  return Number(fields[11]) + Number(fields[12]);
}

export interface Asked {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

let asked = 0;
const BY_FINE =
  "query ($least: Decimal!) { penalties(first: 20, where: { fineAmount: { gte: $least } }, orderBy: DECISION_DATE_DESC) { nodes { id decisionNumber partyName fineAmount department { name } } } }";

/** Of a text that is known, and with values of which no one has an answer. */
export function freshQuery(): Asked {
  asked += 1;
  return { query: BY_FINE, variables: { least: `0.${String(asked).padStart(6, "0")}` } };
}

/** One whose answer is kept. */
export const KNOWN: Asked = {
  query: "{ penalties(first: 3) { nodes { decisionNumber partyName } } }",
  variables: {},
};

/** True for a whole answer. */
export async function ask(url: string, { query, variables }: Asked): Promise<boolean> {
  const given = new URLSearchParams({ query, variables: JSON.stringify(variables) });
  const response = await fetch(`${url}/graphql?${given.toString()}`);
  const text = await response.text();
  return response.status === 200 && !text.includes('"errors"');
}
