/**
 * Registered documents are planned before anybody asks them: at a new graph their first requests find a plan,
 * as those do that were asked of the graph before. It is done beside the requests, one document after the
 * other, of the whole graph, with which views share their plans.
 */
import { setImmediate as requestsFirst } from "node:timers/promises";
import type { GraphEngine } from "../engine/engine.js";

const MOST = 1_000;
const LONGEST_MS = 30_000;

/** Resolves when it is done, or no use any more. What cannot be planned is told when it is asked. */
export async function planAhead(engine: GraphEngine, texts: Iterable<string>): Promise<void> {
  const deadline = performance.now() + LONGEST_MS;
  let count = 0;
  for (const text of texts) {
    if ((count += 1) > MOST || performance.now() > deadline || engine.isClosed()) return;
    await engine.foresee(text).catch(() => null);
    await requestsFirst();
  }
}
