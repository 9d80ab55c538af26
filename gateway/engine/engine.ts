/**
 * What an engine is: it runs operations on a supergraph. An operation is prepared, planned and compiled once;
 * each request only fetches, merges and writes.
 */
import type { DocumentNode, GraphQLError, GraphQLSchema } from "graphql";
import type { Facts } from "#schema/runtime/internal-error.js";
import type { SubgraphError, SubgraphResult } from "#schema/subgraph.js";
import type { Rights } from "../rights/rights.js";
import type { Choice, Choices } from "./choices.js";
import type { CompiledPlan } from "./compile/compile-plan.js";
import type { Increments, Part } from "./deferred.js";
import type { PlanningBudget } from "./planning-budget.js";
import type { Prepared } from "./prepare/prepare.js";
import type { Unreadable } from "./prepare/read-operation.js";
import type { Estimate } from "./price/compile-price.js";
import type { Means } from "./run/run.js";

export interface Operation extends Choices {
  /** As the client wrote it. */
  readonly text: string;
  readonly operationName: string | null;
  readonly prepared: Prepared;
  /** Memory that it takes, counted in tokens of its text. */
  readonly weight: number;
}

/** An operation with its plan, ready to run. */
export interface Runnable {
  readonly prepared: Prepared;
  readonly choice: Choice;
  readonly plan: CompiledPlan;
  readonly parts: readonly Part[];
  /** The labels of @override that apply. */
  readonly overrides: readonly string[];
}

export interface Outcome {
  /** JSON text of the data, `null` included. */
  readonly data: string;
  readonly errors: readonly SubgraphError[];
  /** The deferred parts; null when there are none. */
  readonly later: AsyncGenerator<Increments, void> | null;
}

export interface Engine {
  readonly schema: GraphQLSchema;
  /** Null where the text must be read. */
  readonly known: (text: string, operationName: string | null) => Operation | null;
  /** Parses, unless what came of that is given, and validates; what is known is not read again. */
  readonly read: (
    text: string,
    operationName: string | null,
    document?: DocumentNode | GraphQLError,
  ) => Unreadable | { readonly ok: true; readonly operation: Operation };
  readonly coerce: (
    operation: Operation,
    variables: Readonly<Record<string, unknown>>,
  ) => { readonly errors: readonly GraphQLError[] } | { readonly coerced: Readonly<Record<string, unknown>> };
  /** The operation's estimated cost with these coerced variables. */
  readonly price: (
    operation: Operation,
    variables: Readonly<Record<string, unknown>>,
    mayDefer: boolean,
    rights: Rights,
  ) => Estimate;
  /**
   * True when a label of @override applies to a percentage of requests: each request then draws a random
   * number.
   */
  readonly isThrown: boolean;
  /** The labels of @override that a request may name. */
  readonly labels: readonly string[];
  /** Rejects with PLAN_FAILED, PLANNING_TOO_LONG or PLANNING_BUDGET_SPENT. */
  readonly plan: (
    operation: Operation,
    variables: Readonly<Record<string, unknown>>,
    asker: PlanAsker,
  ) => Promise<Runnable>;
  /**
   * `event`: the subscription event that the answer starts from. An answer over its limit has no data, only
   * the error ANSWER_TOO_LARGE.
   */
  readonly run: (
    runnable: Runnable,
    variables: Readonly<Record<string, unknown>>,
    means: Means,
    event?: SubgraphResult,
  ) => Promise<Outcome>;
  /**
   * Plans the last operations of another engine, so that a new supergraph's first requests do not wait for
   * plans. Rejects with PLAN_FAILED when an operation that the other engine could plan is still valid, but
   * cannot be planned here: then this graph must not be served.
   */
  readonly warm: (before: Engine) => Promise<void>;
  /**
   * Plans an operation in advance, if it is the only one in the text, valid here, and has the same plan for
   * all variables. It does not count as requested. Rejects like `plan`.
   */
  readonly foresee: (text: string) => Promise<void>;
  /** The planned operations, the latest first. */
  readonly planned: () => Iterable<Planned>;
}

/** The properties of the client that the plan depends on. */
export interface PlanAsker {
  /** True when the client accepts an incremental answer. */
  readonly mayDefer: boolean;
  readonly budget: PlanningBudget;
  readonly rights: Rights;
  /** The labels of @override that it names and is allowed to name. */
  readonly labels?: ReadonlySet<string>;
  /** What the log says of the operation, if it has no plan. */
  readonly about?: () => Facts;
}

/** The engine of a whole graph. */
export interface GraphEngine extends Engine {
  readonly planner: string;
  /**
   * An engine for a view of the API schema: an operation that is valid in the view is valid in the whole, so
   * both share one planner and one cache of plans.
   */
  readonly view: (schema: GraphQLSchema) => Engine;
  /** True when no request uses this engine any more: it plans nothing in advance then. */
  readonly isClosed: () => boolean;
  readonly close: () => void;
}

export interface Planned {
  readonly text: string;
  readonly operationName: string | null;
  readonly choices: readonly Choice[];
}
