/**
 * The interface of a check of a subgraph before it is published. Each check is in its own file beside this
 * one.
 */
import type { DocumentNode, GraphQLSchema } from "graphql";
import type { Finding } from "../../graph/composition/finding.js";
import type { UsesOf } from "../../usage/reader.js";

/** A subgraph of a graph. */
export interface NamedSubgraph {
  readonly name: string;
  /** Code of the department that owns the name; null: the hub's own. */
  readonly owner: string | null;
  readonly sdl: string;
  readonly document: DocumentNode;
}

/** The graph before or after the publication. */
export interface Graph {
  readonly supergraph: string;
  /** The API schema that clients see. */
  readonly api: GraphQLSchema;
}

/**
 * An owner's recorded consent: `subgraph` may define `coordinate`, which the owner's subgraph defines, too.
 */
export interface Consent {
  readonly coordinate: string;
  readonly subgraph: string;
}

export interface CheckInput {
  /** The subgraph to publish; its document has source locations. */
  readonly subgraph: NamedSubgraph;
  /** All other subgraphs, including the hub's own. */
  readonly others: readonly NamedSubgraph[];
  /** Null: nothing is published yet. */
  readonly before: Graph | null;
  /** Null: the graph does not compose, or was not composed yet. */
  readonly after: Graph | null;
  readonly consents: readonly Consent[];
  readonly usesOf: UsesOf;
}

export type Check = (input: CheckInput) => readonly Finding[] | Promise<readonly Finding[]>;
