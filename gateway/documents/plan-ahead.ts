/**
 * Plans registered documents before they are requested, so that their first requests on a new graph find a
 * plan. It runs between requests, one document after the other, for the whole graph; views share its plans.
 */
import { setImmediate as requestsFirst } from "node:timers/promises";
import type { GraphEngine } from "../engine/engine.js";

const MOST = 1_000;
const LONGEST_MS = 30_000;

/**
 * Resolves when done, or when it is no longer useful. A document that cannot be planned fails when requested.
 */
export async function planAhead(engine: GraphEngine, texts: Iterable<string>): Promise<void> {
  const deadline = performance.now() + LONGEST_MS;
  let count = 0;
  for (const text of texts) {
    if ((count += 1) > MOST || performance.now() > deadline || engine.isClosed()) return;
    await engine.foresee(text).catch(() => null);
    await requestsFirst();
  }
}
