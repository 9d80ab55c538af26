/**
 * Which planner. Measured on the public benchmark's query: the Rust planner plans in 4 ms and needs 7 calls
 * of subgraphs, the reference 16; with it the public conformance audit passes whole, while the reference's
 * plans fail six of 199 cases; and a query of reused fragments that keeps the reference busy for half a
 * minute takes it a tenth of a second. The reference serves where there is no binary, plans what the other
 * one fails to, and all that has @defer. Either runs in a process that can be ended: there are queries that
 * neither would finish.
 */
import { HubError } from "#schema/errors.js";
import { planApart, type ApartOptions, type PlanApart } from "./plan-apart.js";
import { PlanRefused } from "./plan-refused.js";
import { readApi, type MakePlanner, type Plan, type Planner } from "./planner.js";
import { makerOf, type PlannerKind } from "./planner-kinds.js";
import type { RefusedPlan, ReportRefused } from "./refused-plans.js";

/** `startApart` starts the process of a planner; it may give one that serves others, too. */
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
    } catch (error) {
      rust.close();
      report({ planner: "rust", reason: "supergraph", message: messageOf(error) });
      return open("reference", reference);
    }
  };
}

export interface PlannerFailure {
  readonly planner: PlannerKind;
  readonly reason: string;
}

/** Which of the planners cannot be made for a supergraph. It is tried in the thread that asks. */
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
    // Only a missing binary is a reason: anything else is a fault of ours, and is said.
    if (error instanceof Error && /native binding/i.test(error.message)) return false;
    throw error;
  }
}

/**
 * A query that takes too long is nothing for another planner; any other failure is the planner's own, also
 * when it finds no path, and so is a plan that does not stand its proof.
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
    message: messageOf(error),
  };
}
