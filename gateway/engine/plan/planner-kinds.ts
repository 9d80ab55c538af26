/** The planners that there are. Each is loaded only where it is made. */
import type { Planning } from "./planner.js";

export type PlannerKind = "rust" | "reference";

/** Throws when it cannot be made for the supergraph. */
export type MakePlanning = (supergraph: string) => Planning;

export async function makerOf(kind: PlannerKind): Promise<MakePlanning> {
  return kind === "rust"
    ? (await import("./rust-planner.js")).createRustPlanning
    : (await import("./reference-planner.js")).createReferencePlanning;
}
