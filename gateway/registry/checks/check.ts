/** One check of a subgraph before it is published: what it is given, what it gives. Each stands in a file of its own beside this one. */
import type { DocumentNode, GraphQLSchema } from "graphql";
import type { ClientUse, Finding } from "../../supergraph/finding.js";

/** A subgraph as it stands in a graph. */
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
  /** What clients see. */
  readonly api: GraphQLSchema;
}

/**
 * Who used a coordinate in the period that is looked at: what clients really sent, and the documents that they registered. What developers
 * of `publisher`, a department's code, asked themselves is left out; null: the hub.
 */
export type UsesOf = (coordinates: readonly string[], publisher: string | null) => Promise<ReadonlyMap<string, readonly ClientUse[]>>;

/** An owner's written consent: `subgraph` may define `coordinate`, which the owner's subgraph defines too. */
export interface Consent { readonly coordinate: string; readonly subgraph: string }

export interface CheckInput {
  /** What is to be published, with places of its text. */
  readonly subgraph: NamedSubgraph;
  /** All others, the hub's own among them. */
  readonly others: readonly NamedSubgraph[];
  /** Null: nothing is published yet. */
  readonly before: Graph | null;
  /** Null: it does not compose, or was not composed yet. */
  readonly after: Graph | null;
  readonly consents: readonly Consent[];
  readonly usesOf: UsesOf;
}

export type Check = (input: CheckInput) => readonly Finding[] | Promise<readonly Finding[]>;
