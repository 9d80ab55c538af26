/**
 * Which planner. Measured on the public benchmark's query: the Rust planner plans in 4 ms and needs 7 calls of subgraphs, the reference 16;
 * with it the public conformance audit passes whole, while the reference's plans fail six of 199 cases; and a query of reused fragments that
 * keeps the reference busy for half a minute takes it a tenth of a second. The reference serves where there is no binary, plans what the
 * other one fails to, and all that has @defer. Either runs in a process that can be ended: there are queries that neither would finish.
 */
import { HubError } from "#schema/errors.js";
import { planApart, type PlanApart } from "./plan-apart.js";
import { readApi, type MakePlanner, type Plan, type Planner } from "./planner.js";
import type { PlannerKind } from "./planning-process.js";

const RUST_LIMIT_MS = 2_000;
const REFERENCE_LIMIT_MS = 5_000;

export async function openPlanner(): Promise<MakePlanner> {
  const hasRust = await canLoadRust();
  const open = async (name: PlannerKind, apart: PlanApart): Promise<Planner> => ({ name, apiSchema: readApi(await apart.api()), plan: apart.plan, close: apart.close });
  const reference = (supergraph: string): PlanApart => planApart({ kind: "reference", supergraph, limitMs: REFERENCE_LIMIT_MS });
  return async (supergraph) => {
    if (!hasRust) return open("reference", reference(supergraph));
    return withFallback(await open("rust", planApart({ kind: "rust", supergraph, limitMs: RUST_LIMIT_MS })), reference(supergraph));
  };
}

async function canLoadRust(): Promise<boolean> {
  try {
    await import("@graphql-hive/router-query-planner");
    return true;
  } catch (error) {
    // Only a missing binary is a reason: anything else is a fault of ours, and is said.
    if (error instanceof Error && /native binding/i.test(error.message)) return false;
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
