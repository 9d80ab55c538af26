/** The planner interface of the engine. `open-planner.ts` chooses the implementation. */
import { setImmediate as nextTurn } from "node:timers/promises";
import { buildASTSchema, parse, type GraphQLSchema } from "graphql";
import { buildInSlices } from "../build-in-slices.js";
import { parseInSlices } from "../parse-in-slices.js";
import type { QueryPlan } from "./query-plan.js";
import type { ReportRefused } from "./refused-plans.js";

/** Rejects when the supergraph is invalid, or no planner can be created for it. */
export type MakePlanner = (supergraph: string, report?: ReportRefused) => Promise<Planner>;

export interface OperationQuestion {
  /** A valid operation without introspection, @skip and @include. */
  readonly text: string;
  readonly operationName: string | null;
  /** True when the operation has @defer. */
  readonly hasDefer: boolean;
}

export interface PlanQuestion extends OperationQuestion {
  /** The labels of @override that apply. */
  readonly overrides: readonly string[];
}

/** Calls `spent` once with the processor time in milliseconds, even after a failure. */
export type Plan = (question: PlanQuestion, spent: (milliseconds: number) => void) => Promise<QueryPlan>;

export interface Planner {
  readonly name: string;
  /** The API schema that clients see, with @defer. */
  readonly apiSchema: GraphQLSchema;
  readonly plan: Plan;
  /** Releases its resources, once nothing is being planned; the planner may still be used again. */
  readonly close: () => void;
}

/** A planner for one supergraph, in whatever process it runs. */
export interface Planning {
  /** The API schema's SDL, with @defer. */
  readonly apiSdl: string;
  readonly plan: (question: PlanQuestion) => Promise<QueryPlan>;
}

/** Yields to other requests meanwhile. */
export async function readApi(sdl: string): Promise<GraphQLSchema> {
  const schema = await buildInSlices(await parseInSlices(sdl));
  await nextTurn();
  return schema;
}

/** Such a planner cannot be killed; see `plan-apart.ts` for one that can. */
export function inThisProcess(name: string, { apiSdl, plan }: Planning): Planner {
  return {
    name,
    apiSchema: buildASTSchema(parse(apiSdl, { noLocation: true }), { assumeValidSDL: true }),
    plan: (question) => plan(question),
    close: () => undefined,
  };
}
