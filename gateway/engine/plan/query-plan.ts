/**
 * A query plan, in the one form that the engine compiles: it says which subgraph is asked what, in which
 * order, for which places of the answer.
 */

export interface QueryPlan extends PlanSteps {
  /** The stream whose events a subscription's answers begin with; null for what is no subscription. */
  readonly source: PlanSource | null;
}

export interface PlanSteps {
  /** Null: there is nothing to fetch. */
  readonly node: PlanNode | null;
  /** The parts that are answered later. */
  readonly deferred: readonly DeferredPart[];
}

/** The root field of a subscription. */
export interface PlanSource {
  readonly operation: SubgraphOperation;
  readonly rewrites: readonly Rewrite[];
}

export type PlanNode =
  | { readonly kind: "sequence" | "parallel"; readonly nodes: readonly PlanNode[] }
  /**
   * Root fields of a subgraph; for the objects at a path, where a field leads back to the root, else for the
   * answer itself.
   */
  | {
      readonly kind: "fetch";
      readonly id: string | null;
      readonly path: readonly PathStep[];
      readonly operation: SubgraphOperation;
      readonly rewrites: readonly Rewrite[];
    }
  /** Fields of entities that the answer has already; one operation may ask for several kinds of place. */
  | {
      readonly kind: "entities";
      readonly id: string | null;
      readonly operation: SubgraphOperation;
      readonly sources: readonly EntitySource[];
    };

/** A fragment with @defer. */
export interface DeferredPart extends PlanSteps {
  /** Ids of the fetches that must be there before its own start. */
  readonly depends: readonly string[];
  readonly label: string | null;
  /** The places where it stands: without steps into lists, which are passed through wherever they are. */
  readonly path: readonly PathStep[];
  /** The fields that it adds there, as text of a selection; null for none. */
  readonly selection: string | null;
}

export interface SubgraphOperation {
  readonly subgraph: string;
  readonly text: string;
  readonly name: string | null;
  readonly isMutation: boolean;
  /** Variables of the client's operation that it uses. */
  readonly variables: readonly string[];
}

export interface EntitySource {
  /** Response key of its `_entities` field, and the variable that takes its representations. */
  readonly field: string;
  readonly variable: string;
  /** Places in the answer whose objects are looked up, and get the fields. */
  readonly paths: readonly (readonly PathStep[])[];
  /** The fields of each object that make its representation. */
  readonly requires: readonly RequiredSelection[];
  readonly inputRewrites: readonly Rewrite[];
  readonly outputRewrites: readonly Rewrite[];
}

export type PathStep =
  | { readonly kind: "field"; readonly key: string }
  | { readonly kind: "list" }
  /** Only objects of these types. */
  | { readonly kind: "types"; readonly names: readonly string[] };

export type RequiredSelection =
  /** `from` is its key in the answer, `to` its name in the representation. */
  | {
      readonly kind: "field";
      readonly from: string;
      readonly to: string;
      readonly selections: readonly RequiredSelection[] | null;
    }
  | {
      readonly kind: "fragment";
      readonly type: string | null;
      readonly selections: readonly RequiredSelection[];
    };

/** A change of a representation before it is sent, or of an answer before it is merged. */
export type Rewrite =
  | { readonly kind: "set"; readonly path: readonly RewriteStep[]; readonly value: unknown }
  | { readonly kind: "rename"; readonly path: readonly RewriteStep[]; readonly to: string };

export type RewriteStep =
  | { readonly kind: "key"; readonly key: string }
  | { readonly kind: "types"; readonly names: readonly string[] };
