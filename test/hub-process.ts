/** A process of the command line as a test starts and asks it: real, with a data directory of its own. */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Role } from "#schema/caller.js";
import { createIssuer } from "../gateway/rights/issuer.js";
import { demoPerson } from "../scripts/start/demo-people.js";
import { openKeys } from "../scripts/start/keys/keys.js";
import { readSettings } from "../scripts/start/settings.js";
import { valueAt } from "./start-hub.js";

export interface HubProcess {
  readonly child: ChildProcess;
  readonly url: string;
  /** All that it wrote to its standard error, in lines. */
  readonly logged: readonly string[];
  readonly hasEnded: () => boolean;
  readonly end: (signal: NodeJS.Signals) => Promise<void>;
}

export type Environment = Readonly<Record<string, string>>;

const TONGCHA = fileURLToPath(new URL("../scripts/tongcha.js", import.meta.url));

/** Resolves once it says where it is. `TONGCHA_DATA` must be among the settings. */
export async function startProcess(
  parameters: readonly string[],
  settings: Environment,
): Promise<HubProcess> {
  const child = spawn(process.execPath, [TONGCHA, ...parameters], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, SAMPLES: "false", PORT: "0", RATE_LIMITS: "off", ...settings },
  });
  const logged: string[] = [];
  let isOver = false;
  const ended = once(child, "exit").then(() => {
    isOver = true;
  });
  child.stderr
    .setEncoding("utf8")
    .on("data", (text: string) => logged.push(...text.split("\n").filter(Boolean)));
  let text = "";
  for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
    text += String(chunk);
    const [, url] = /(http:\/\/\S+)\/graphql/.exec(text) ?? [];
    if (url === undefined) continue;
    child.stdout.resume();
    return {
      child,
      url,
      logged,
      hasEnded: () => isOver,
      end: async (signal) => {
        child.kill(signal);
        await ended;
      },
    };
  }
  throw new Error(`The process ended before it was ready: ${text}${logged.join("\n")}`);
}

/** A token by the built-in issuer of a data directory. */
export async function tokenFor(directory: string, role: Role, department: string | null): Promise<string> {
  const settings = readSettings({ TONGCHA_DATA: directory });
  const issuer = createIssuer({
    keys: (await openKeys(settings)).issuer,
    issuer: settings.tokenIssuer,
    audience: settings.tokenAudience,
  });
  return issuer.issue(demoPerson(role, department), 1);
}

/** The whole answer, errors and all. */
export async function ask(
  url: string,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
  token?: string,
): Promise<unknown> {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query, variables }),
  });
  return response.json();
}

/** The data, or an error with all that was said. */
export async function demand(
  url: string,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
  token?: string,
): Promise<unknown> {
  const answer = await ask(url, query, variables, token);
  if (valueAt(answer, "errors") !== undefined) throw new Error(JSON.stringify(answer));
  return valueAt(answer, "data");
}

export interface Staff {
  readonly clerk: string;
  readonly reviewer: string;
}

export async function staffOf(directory: string, department: string): Promise<Staff> {
  return {
    clerk: await tokenFor(directory, "clerk", department),
    reviewer: await tokenFor(directory, "reviewer", department),
  };
}

/** Hands in, reviews and publishes. */
export async function publish(
  url: string,
  feed: string,
  file: string | Uint8Array,
  { clerk, reviewer }: Staff,
): Promise<void> {
  const response = await fetch(`${url}/intake/${feed}`, {
    method: "POST",
    headers: { authorization: `Bearer ${clerk}` },
    body: Buffer.from(file),
  });
  const received: unknown = await response.json();
  const id = valueAt(received, "submission", "id");
  if (response.status !== 201) throw new Error(JSON.stringify(received));
  await release(url, String(id), { clerk, reviewer });
}

/** A file that was checked. */
export async function release(url: string, id: string, { clerk, reviewer }: Staff): Promise<void> {
  await demand(url, "mutation ($id: ID!) { submitForReview(id: $id) { id } }", { id }, clerk);
  const seen = await demand(
    url,
    "query ($id: ID!) { submission(id: $id) { difference { digest } } }",
    { id },
    reviewer,
  );
  await demand(
    url,
    "mutation ($id: ID!, $digest: String!) { approve(id: $id, differenceDigest: $digest) { id } }",
    { id, digest: valueAt(seen, "submission", "difference", "digest") },
    reviewer,
  );
  await demand(url, "mutation ($id: ID!) { publish(id: $id) { id } }", { id }, reviewer);
}
