/** The reference planner in a thread of its own: it can keep a processor busy for half a minute, and a thread can be ended. */
import { parentPort, workerData } from "node:worker_threads";
import { createReferencePlanner } from "./reference-planner.js";
import type { PlanNode } from "./query-plan.js";

export interface PlanRequest { readonly text: string; readonly operationName: string | null }
export type PlanAnswer = { readonly node: PlanNode | null } | { readonly failure: string };

const planner = createReferencePlanner(String(workerData));

parentPort?.on("message", ({ text, operationName }: PlanRequest) => {
  planner.plan(text, operationName).then(
    (node) => parentPort?.postMessage({ node } satisfies PlanAnswer),
    (error: unknown) => parentPort?.postMessage({ failure: error instanceof Error ? error.message : String(error) } satisfies PlanAnswer),
  );
});
