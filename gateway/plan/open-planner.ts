/**
 * Which planner. Measured on the public benchmark's query: the Rust planner plans in 4 ms and needs 7 calls of subgraphs, the reference 16;
 * with it the public conformance audit passes whole, while the reference's plans fail six of 199 cases; and a query of reused fragments that
 * keeps the reference busy for half a minute takes it a tenth of a second. The reference serves where there is no binary, plans what the
 * other one fails to, and all that has @defer. Either runs in a process that can be ended: there are queries that neither would finish.
 */
import { HubError } from "#schema/errors.js";
import { planApart } from "./plan-apart.js";
import type { MakePlanner, Plan, Planner } from "./planner.js";

const RUST_LIMIT_MS = 2_000;
const REFERENCE_LIMIT_MS = 5_000;

export async function openPlanner(): Promise<MakePlanner> {
  const createRustPlanner = await loadRustPlanner();
  const reference = (supergraph: string): Pick<Planner, "plan" | "close"> => planApart({ kind: "reference", supergraph, limitMs: REFERENCE_LIMIT_MS });
  if (createRustPlanner) return (supergraph) => withFallback({ ...createRustPlanner(supergraph), ...planApart({ kind: "rust", supergraph, limitMs: RUST_LIMIT_MS }) }, reference(supergraph));
  const { createReferencePlanner } = await import("./reference-planner.js");
  return (supergraph) => ({ ...createReferencePlanner(supergraph), ...reference(supergraph) });
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

/**
 * A query that takes too long, and a field that no subgraph can give, are nothing for another planner; any other failure is the planner's
 * own.
 */
export function withFallback(planner: Planner, other: Pick<Planner, "plan" | "close">): Planner {
  const plan: Plan = async (question, spent) => {
    if (question.hasDefer) return other.plan(question, spent);
    let first = 0;
    try {
      return await planner.plan(question, (milliseconds) => { first = milliseconds; });
    } catch (error) {
      if (error instanceof HubError || (error instanceof Error && /No paths found/.test(error.message))) throw error;
      return await other.plan(question, (milliseconds) => { first += milliseconds; });
    } finally {
      spent(first);
    }
  };
  return {
    ...planner, plan,
    close: () => {
      planner.close();
      other.close();
    },
  };
}
