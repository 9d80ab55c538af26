/** A hub under the same load for minutes: whether its memory stays, and its event loop keeps up. */
import { setTimeout as pause } from "node:timers/promises";
import { median } from "../statistics.js";
import { ask, freshQuery, KNOWN, type Asked, type Served } from "./served.js";

const A_SECOND = 100;
const LOOK_EVERY = 2 * A_SECOND;
/** Until caches and the heap have their size. */
const WARM_SECONDS = 60;

export interface Steady {
  readonly requests: number;
  readonly failed: number;
  readonly medianMs: number;
  readonly p99Ms: number;
  /** Medians of the first and of the last third after the hub was warm. */
  readonly memoryMiB: readonly [number, number];
  /** The largest of what the process itself tells. */
  readonly loopP99Ms: number;
}

/** Half of the requests have an answer that is kept; the others are made, each with another query. */
export async function loadSteadily({ url, memoryMiB }: Served, seconds: number): Promise<Steady> {
  const [times, memory, loop]: [number[], number[], number[]] = [[], [], []];
  let failed = 0;
  const one = async (query: Asked): Promise<void> => {
    const began = performance.now();
    if (!(await ask(url, query).catch(() => false))) failed += 1;
    times.push(performance.now() - began);
  };
  const warm = WARM_SECONDS * A_SECOND;
  const under: Promise<void>[] = [];
  const began = performance.now();
  for (let at = 0; at < warm + seconds * A_SECOND; at += 1) {
    const due = began + (at * 1_000) / A_SECOND;
    if (performance.now() < due) await pause(due - performance.now());
    under.push(one(at % 2 === 0 ? KNOWN : freshQuery()));
    if (at < warm || at % LOOK_EVERY !== 0) continue;
    memory.push(memoryMiB());
    const metrics = await (await fetch(`${url}/metrics`)).text();
    loop.push(Number(/^nodejs_eventloop_lag_p99_seconds (\S+)$/m.exec(metrics)?.[1]) * 1_000);
  }
  await Promise.all(under);
  const third = Math.floor(memory.length / 3);
  const sorted = times.toSorted((one_, other) => one_ - other);
  return {
    requests: times.length,
    failed,
    medianMs: median(times),
    p99Ms: sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN,
    memoryMiB: [median(memory.slice(0, third)), median(memory.slice(-third))],
    loopP99Ms: Math.max(...loop),
  };
}
