/**
 * Checks that the processes that serve the hub's own subgraphs accept this gateway's signatures: a process
 * with another `HUB_KEY` refuses all its requests.
 */
import { CALLER_HEADER, stateBody } from "#schema/caller.js";
import type { SignCaller } from "./sign-caller.js";

/**
 * Resolves to the names of subgraphs whose process has another key. A process that does not answer is
 * omitted.
 */
export type CheckKeys = () => Promise<readonly string[]>;

const WITHIN_MS = 1_500;
const KEPT_MS = 500;
const BODY = JSON.stringify({ query: "{ __typename }" });

/**
 * `urls`: by the subgraphs' names. Each process is asked once, however many subgraphs it serves, and at most
 * twice a second, so that the result is at most two seconds old.
 */
export function createCheckKeys(urls: ReadonlyMap<string, string>, sign: SignCaller): CheckKeys {
  const first = new Map([...urls].toReversed().map(([name, url]) => [new URL(url).origin, { name, url }]));
  let known: Promise<readonly string[]> | null = null;
  let until = 0;
  const refuses = async (name: string, url: string): Promise<boolean> => {
    try {
      const headers = {
        "content-type": "application/json",
        [CALLER_HEADER]: await sign(null, name, stateBody(BODY)),
      };
      // Ends in time where undici's own `request` waits for a connection that cannot be had.
      const { status, body } = await fetch(url, {
        method: "POST",
        headers,
        body: BODY,
        signal: AbortSignal.timeout(WITHIN_MS),
      });
      await body?.cancel();
      return status === 401;
    } catch {
      return false;
    }
  };
  const check: CheckKeys = async () => {
    const refusing = await Promise.all(
      [...first].map(async ([origin, { name, url }]) => ((await refuses(name, url)) ? [origin] : [])),
    );
    const origins = new Set(refusing.flat());
    return [...urls].flatMap(([name, url]) => (origins.has(new URL(url).origin) ? [name] : []));
  };
  return () => {
    if (known === null || performance.now() > until) {
      until = performance.now() + KEPT_MS;
      known = check();
    }
    return known;
  };
}
