/**
 * A query plan, in the form that the engine compiles: which operations go to which subgraph, in which order,
 * for which places of the answer.
 */

export interface QueryPlan extends PlanSteps {
  /** The stream of a subscription's events; null for a query or mutation. */
  readonly source: PlanSource | null;
}

export interface PlanSteps {
  /** Null: there is nothing to fetch. */
  readonly node: PlanNode | null;
  /** The deferred parts. */
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
   * Fetches root fields of a subgraph: for the objects at a path, if a field leads back to the root, else for
   * the answer itself.
   */
  | {
      readonly kind: "fetch";
      readonly id: string | null;
      readonly path: readonly PathStep[];
      readonly operation: SubgraphOperation;
      readonly rewrites: readonly Rewrite[];
    }
  /** Fetches fields of entities in the answer; one operation may have several sources of entities. */
  | {
      readonly kind: "entities";
      readonly id: string | null;
      readonly operation: SubgraphOperation;
      readonly sources: readonly EntitySource[];
    };

/** A fragment with @defer. */
export interface DeferredPart extends PlanSteps {
  /** Ids of the fetches that must complete before its own fetches start. */
  readonly depends: readonly string[];
  readonly label: string | null;
  /** The path of its places, without list steps: lists are traversed implicitly. */
  readonly path: readonly PathStep[];
  /** The fields that it adds there, as a selection's text; null for none. */
  readonly selection: string | null;
}

export interface SubgraphOperation {
  readonly subgraph: string;
  readonly text: string;
  readonly name: string | null;
  readonly isMutation: boolean;
  /** The variables of the client's operation that it uses. */
  readonly variables: readonly string[];
}

export interface EntitySource {
  /** Response key of its `_entities` field, and the variable for its representations. */
  readonly field: string;
  readonly variable: string;
  /** Paths in the answer of the objects that are looked up, and get the fields. */
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
  /** `from`: its response key in the answer; `to`: its name in the representation. */
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
