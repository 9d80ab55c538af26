/**
 * Which planner. Measured on the public benchmark's query: the Rust planner plans in 4 ms off the event loop and needs 7 calls of subgraphs,
 * the reference 16; with it the public conformance audit passes whole, while the reference's plans fail six of 199 cases; and a query of
 * reused fragments that keeps the reference busy for half a minute takes it a tenth of a second. The reference serves where there is no
 * binary, and plans what the other one fails to, in a thread that can be ended.
 */
import { planInThread } from "./plan-in-thread.js";
import type { MakePlanner, Planner } from "./planner.js";

/** Longest time for one query. The limits on its size keep the Rust planner far below it. */
const LIMIT_MS = 5_000;

export async function openPlanner(): Promise<MakePlanner> {
  const createRustPlanner = await loadRustPlanner();
  if (createRustPlanner) return (supergraph) => withFallback(createRustPlanner(supergraph), planInThread(supergraph, LIMIT_MS));
  const { createReferencePlanner } = await import("./reference-planner.js");
  return (supergraph) => ({ ...createReferencePlanner(supergraph), plan: planInThread(supergraph, LIMIT_MS) });
}

async function loadRustPlanner(): Promise<MakePlanner | null> {
  try {
    return (await import("./rust-planner.js")).createRustPlanner;
  } catch (error) {
    // Only a missing binary is a reason: anything else is a fault of ours, and is said.
    if (error instanceof Error && /native binding/i.test(error.message)) return null;
    throw error;
  }
}

/** A field that no subgraph can give is nothing that another planner could find; any other failure is the planner's own. */
export function withFallback(planner: Planner, otherPlan: Planner["plan"]): Planner {
  return {
    ...planner,
    plan: async (text, operationName) => {
      try {
        return await planner.plan(text, operationName);
      } catch (error) {
        if (error instanceof Error && /No paths found/.test(error.message)) throw error;
        return otherPlan(text, operationName);
      }
    },
  };
}
