/**
 * One check of a subgraph before it is published: what it is given, what it gives. Each stands in a file of
 * its own beside this one.
 */
import type { DocumentNode, GraphQLSchema } from "graphql";
import type { Finding } from "../../graph/composition/finding.js";
import type { UsesOf } from "../../usage/reader.js";

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
  /** The API schema that clients see. */
  readonly api: GraphQLSchema;
}

/** An owner's written consent: `subgraph` may define `coordinate`, which the owner's subgraph defines too. */
export interface Consent {
  readonly coordinate: string;
  readonly subgraph: string;
}

export interface CheckInput {
  /** The subgraph that is to be published, with places in its text. */
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
