/**
 * One round of load on one contender: its own connections, each of which asks again as soon as it is
 * answered.
 */
import { Pool } from "undici";
import type { Contender } from "./open-contender.js";

export interface Load {
  readonly connections: number;
  readonly seconds: number;
  readonly nextBody: () => string;
  /** Lengths that a right answer may have. */
  readonly lengths: ReadonlySet<number>;
  /** Calls of subgraphs so far. */
  readonly calls: () => number;
}

export interface Round {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** CPU of the contender, per request. */
  readonly cpuMs: number;
  /**
   * Share of the time in which the contender computed: below 1, what limits it is the other core or the wait.
   */
  readonly busy: number;
  /** Calls of subgraphs, per request. */
  readonly calls: number;
  readonly rssMiB: number;
  /** Answers that were none of the right ones: they count for nothing else. */
  readonly wrong: number;
}

export async function measure(
  contender: Contender,
  { connections, seconds, nextBody, lengths, calls }: Load,
): Promise<Round> {
  const pool = new Pool(contender.origin, { connections, headersTimeout: 0, bodyTimeout: 0 });
  const times: number[] = [];
  let wrong = 0;
  const [before, callsBefore] = [await contender.usage(), calls()];
  const started = performance.now();
  const until = started + seconds * 1_000;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (performance.now() < until) {
        const sent = performance.now();
        const length = await post(pool, nextBody());
        if (lengths.has(length)) times.push(performance.now() - sent);
        else wrong += 1;
      }
    }),
  );
  const elapsed = performance.now() - started;
  const after = await contender.usage();
  await pool.close();
  const order = times.toSorted((a, b) => a - b);
  const cpu = (after.user + after.system - before.user - before.system) / 1_000;
  return {
    perSecond: (times.length / elapsed) * 1_000,
    p50: order[Math.floor(order.length * 0.5)] ?? 0,
    p99: order[Math.floor(order.length * 0.99)] ?? 0,
    cpuMs: cpu / times.length,
    busy: cpu / elapsed,
    calls: (calls() - callsBefore) / times.length,
    rssMiB: after.rss / 1_048_576,
    wrong,
  };
}

export async function ask(contender: Contender, body: string): Promise<string> {
  const response = await fetch(`${contender.origin}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
  });
  const text = await response.text();
  if (response.status !== 200)
    throw new Error(`${contender.name} answers with ${response.status}: ${text.slice(0, 500)}`);
  return text;
}

/**
 * Length of the answer, -1 for a failure. Nothing is read: the load should cost little beside what it
 * measures.
 */
function post(pool: Pool, body: string): Promise<number> {
  return new Promise((resolve) => {
    let length = 0;
    pool.dispatch(
      { path: "/graphql", method: "POST", headers: ["content-type", "application/json"], body },
      {
        onRequestStart: () => {}, // undici insists on it
        onResponseStart: (_controller, status) => {
          if (status !== 200) resolve(-1);
        },
        onResponseData: (_controller, part) => {
          length += part.length;
        },
        onResponseEnd: () => resolve(length),
        onResponseError: () => resolve(-1),
      },
    );
  });
}
