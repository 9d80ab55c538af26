/** What the engine needs of a planner. Which one it is, is decided in `open-planner.ts`. */
import type { GraphQLSchema } from "graphql";
import type { QueryPlan } from "./query-plan.js";

export type MakePlanner = (supergraph: string) => Planner;

export interface PlanQuestion {
  /** A valid operation without introspection, @skip and @include. */
  readonly text: string;
  readonly operationName: string | null;
  /** Whether it has @defer. */
  readonly hasDefer: boolean;
}

/** `spent` is called once, with the processor time that it took in milliseconds, also when it fails. */
export type Plan = (question: PlanQuestion, spent: (milliseconds: number) => void) => Promise<QueryPlan>;

export interface Planner {
  readonly name: string;
  /** What clients see. It has @defer. */
  readonly apiSchema: GraphQLSchema;
  readonly plan: Plan;
  /** Gives back what it holds, once nothing is being planned; it may be asked again. */
  readonly close: () => void;
}
