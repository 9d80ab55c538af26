/** An operation, and the variant of it that a caller may execute. */
import type { DocumentNode, FieldNode, FragmentDefinitionNode, OperationDefinitionNode } from "graphql";

/** An operation with its fragments, in private response names. */
export interface AskedOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

/** The part of an operation that a caller may execute. */
export interface Permitted {
  /** For the writer: with all selected fields. */
  readonly asked: AskedOperation;
  /** The denied fields, which are null in the answer, with an error. */
  readonly denied: ReadonlySet<FieldNode>;
  /** For the planner: without the denied fields. */
  readonly document: DocumentNode;
}
