/** The interface that the engine needs of a planner. `open-planner.ts` chooses the implementation. */
import { setImmediate as nextTurn } from "node:timers/promises";
import { buildASTSchema, parse, type GraphQLSchema } from "graphql";
import { buildInSlices } from "../build-in-slices.js";
import { parseInSlices } from "../parse-in-slices.js";
import type { QueryPlan } from "./query-plan.js";
import type { ReportRefused } from "./refused-plans.js";

/** Rejects when the supergraph is none, or no planner can be made for it. */
export type MakePlanner = (supergraph: string, report?: ReportRefused) => Promise<Planner>;

export interface OperationQuestion {
  /** A valid operation without introspection, @skip and @include. */
  readonly text: string;
  readonly operationName: string | null;
  /** True when the operation has @defer. */
  readonly hasDefer: boolean;
}

export interface PlanQuestion extends OperationQuestion {
  /** Labels of @override that hold. */
  readonly overrides: readonly string[];
}

/** `spent` is called once, with the processor time that it took in milliseconds, also when it fails. */
export type Plan = (question: PlanQuestion, spent: (milliseconds: number) => void) => Promise<QueryPlan>;

export interface Planner {
  readonly name: string;
  /** The API schema that clients see, with @defer. */
  readonly apiSchema: GraphQLSchema;
  readonly plan: Plan;
  /** Gives back what it holds, once nothing is being planned; it may be asked again. */
  readonly close: () => void;
}

/** The result of a planner for a supergraph, wherever the planner runs. */
export interface Planning {
  /** SDL of what clients see. It has @defer. */
  readonly apiSdl: string;
  readonly plan: (question: PlanQuestion) => Promise<QueryPlan>;
}

/** Others have their turn meanwhile. */
export async function readApi(sdl: string): Promise<GraphQLSchema> {
  const schema = await buildInSlices(await parseInSlices(sdl));
  await nextTurn();
  return schema;
}

/** It cannot be ended; see `plan-apart.ts` for one that can. */
export function inThisProcess(name: string, { apiSdl, plan }: Planning): Planner {
  return {
    name,
    apiSchema: buildASTSchema(parse(apiSdl, { noLocation: true }), { assumeValidSDL: true }),
    plan: (question) => plan(question),
    close: () => undefined,
  };
}
