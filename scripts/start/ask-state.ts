/**
 * Which revision of the graph is served and which one is wanted, asked of the registry at that moment: a
 * gateway may not have heard yet. If the registry does not answer in time, the last known state holds.
 */
import { setTimeout as pause } from "node:timers/promises";
import type { RolloutState } from "../../gateway/graph/rollout.js";

const WITHIN_MS = 1_500;

export async function askState(
  known: () => RolloutState,
  latest: () => Promise<number>,
): Promise<RolloutState> {
  const waiting = new AbortController();
  const number = await Promise.race([
    latest().catch(() => 0),
    pause(WITHIN_MS, 0, { ref: false, signal: waiting.signal }).catch(() => 0),
  ]);
  waiting.abort();
  const state = known();
  return { ...state, wanted: Math.max(state.wanted, number) };
}
