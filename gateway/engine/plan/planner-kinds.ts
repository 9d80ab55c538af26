/** The available planners. Each is loaded only when it is created. */
import type { Planning } from "./planner.js";

export type PlannerKind = "rust" | "reference";

/** Throws when the planner cannot be created for the supergraph. */
export type MakePlanning = (supergraph: string) => Planning;

export async function makerOf(kind: PlannerKind): Promise<MakePlanning> {
  return kind === "rust"
    ? (await import("./rust-planner.js")).createRustPlanning
    : (await import("./reference-planner.js")).createReferencePlanning;
}
