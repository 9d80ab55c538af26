/** An operation on its way to its variants. */
import type { DocumentNode, FieldNode, FragmentDefinitionNode, OperationDefinitionNode } from "graphql";

/** An operation with its fragments, in private names. */
export interface AskedOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

/** What of an operation somebody may ask. */
export interface Permitted {
  /** For the answer: with all that was asked. */
  readonly asked: AskedOperation;
  /** The fields of it that are null in the answer, with an error. */
  readonly denied: ReadonlySet<FieldNode>;
  /** For the planner: without these. */
  readonly document: DocumentNode;
}
