/**
 * Chooses the planner. Measured on the public benchmark's query, the Rust planner plans in 4 ms and needs 7
 * subgraph calls, the reference 16. With the Rust planner the public conformance audit passes completely,
 * while the reference's plans fail 6 of 199 cases. A query of reused fragments that takes the reference half
 * a minute takes the Rust planner a tenth of a second. The reference is used if there is no binary, for
 * queries that the Rust planner cannot plan, and for all queries with @defer. Both run in a process that can
 * be killed, because there are queries that neither would finish.
 */
import { HubError } from "#schema/errors.js";
import { planApart, type ApartOptions, type PlanApart } from "./plan-apart.js";
import { PlanRefused } from "./plan-refused.js";
import { readApi, type MakePlanner, type Plan, type Planner } from "./planner.js";
import { makerOf, type PlannerKind } from "./planner-kinds.js";
import type { RefusedPlan, ReportRefused } from "./refused-plans.js";

/** `startApart` starts a planner's process; it may return a shared one. */
export async function openPlanner(
  startApart: (options: ApartOptions) => PlanApart = planApart,
): Promise<MakePlanner> {
  const hasRust = await canLoadRust();
  const apart = (kind: PlannerKind, supergraph: string): PlanApart =>
    startApart({ kind, supergraph, limitMs: LIMITS_MS[kind] });
  return async (supergraph, report = () => undefined) => {
    const reference = apart("reference", supergraph);
    if (!hasRust) return open("reference", reference);
    const rust = apart("rust", supergraph);
    try {
      return withFallback(await open("rust", rust), reference, report);
    } catch {
      rust.close();
      report({ planner: "rust", reason: "supergraph", subgraph: null });
      return open("reference", reference);
    }
  };
}

export interface PlannerFailure {
  readonly planner: PlannerKind;
  readonly reason: string;
}

/** Tests which planners cannot be created for a supergraph, in the calling thread. */
export async function examinePlanners(
  supergraph: string,
): Promise<{ readonly failures: readonly PlannerFailure[]; readonly isServed: boolean }> {
  const kinds: readonly PlannerKind[] = (await canLoadRust()) ? ["rust", "reference"] : ["reference"];
  const failures: PlannerFailure[] = [];
  for (const planner of kinds) {
    const make = await makerOf(planner);
    try {
      make(supergraph);
    } catch (error) {
      failures.push({ planner, reason: messageOf(error) });
    }
  }
  return { failures, isServed: failures.length < kinds.length };
}

const LIMITS_MS: Readonly<Record<PlannerKind, number>> = { rust: 2_000, reference: 5_000 };

async function open(name: PlannerKind, { api, plan, close }: PlanApart): Promise<Planner> {
  try {
    return { name, apiSchema: await readApi(await api()), plan, close };
  } catch (error) {
    close();
    throw error;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function canLoadRust(): Promise<boolean> {
  try {
    await import("@graphql-hive/router-query-planner");
    return true;
  } catch (error) {
    // Only a missing binary is expected; any other error is a bug, and is thrown.
    if (error instanceof Error && /native binding/i.test(error.message)) return false;
    throw error;
  }
}

/**
 * Tries the other planner after any failure (no path found, a plan that fails its proof), but not after a
 * timeout.
 */
export function withFallback(
  planner: Planner,
  other: Pick<Planner, "plan" | "close">,
  report: ReportRefused = () => undefined,
): Planner {
  const fromOther: Plan = async (question, spent) => {
    try {
      return await other.plan(question, spent);
    } catch (error) {
      if (!(error instanceof HubError)) report(toRefused("reference", error));
      throw error;
    }
  };
  const plan: Plan = async (question, spent) => {
    if (question.hasDefer) return fromOther(question, spent);
    let first = 0;
    try {
      return await planner.plan(question, (milliseconds) => {
        first = milliseconds;
      });
    } catch (error) {
      if (error instanceof HubError) throw error;
      report(toRefused(planner.name, error));
      return await fromOther(question, (milliseconds) => {
        first += milliseconds;
      });
    } finally {
      spent(first);
    }
  };
  return {
    ...planner,
    plan,
    close: () => {
      planner.close();
      other.close();
    },
  };
}

function toRefused(planner: string, error: unknown): RefusedPlan {
  return {
    planner,
    reason: error instanceof PlanRefused ? error.reason : "failure",
    subgraph: error instanceof PlanRefused ? error.subgraph : null,
  };
}
