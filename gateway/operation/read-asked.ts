/**
 * Reads an operation and its variables from a text: the first stages, for new requests and for operations
 * that are planned anew.
 */
import type { GraphQLError, OperationTypeNode } from "graphql";
import type { RequestFault } from "#schema/errors.js";
import type { Engine, Operation } from "../engine/engine.js";
import type { PlanningBudget } from "../engine/planning-budget.js";
import type { Rest } from "./long-request.js";
import type { GraphQLRequest } from "./request.js";

/** The request itself is wrong: the response has no `data`. */
export interface Wrong {
  readonly ok: false;
  readonly errors: readonly GraphQLError[];
  readonly code: RequestFault;
}

export interface ReadAsked {
  readonly ok: true;
  readonly kind: OperationTypeNode;
  readonly operation: Operation;
  /** Coerced. */
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface Reading {
  readonly budget: PlanningBudget;
  /** Throws if the transport does not accept operations of this kind. */
  readonly refuseKind: (kind: OperationTypeNode) => void;
  readonly rest: Rest;
}

/** Rejects with PLANNING_BUDGET_SPENT, or with the error that `refuseKind` throws. */
export async function readAsked(
  engine: Engine,
  { text, operationName, variables }: GraphQLRequest,
  { budget, refuseKind, rest }: Reading,
): Promise<Wrong | ReadAsked> {
  const read = engine.read(text, operationName, budget);
  if (!read.ok) return read;
  const { operation } = read;
  const kind = operation.prepared.operation.operation;
  refuseKind(kind);
  await rest();
  const given = engine.coerce(operation, variables);
  await rest();
  if ("errors" in given) return { ok: false, errors: given.errors, code: "BAD_USER_INPUT" };
  return { ok: true, kind, operation, variables: given.coerced };
}
