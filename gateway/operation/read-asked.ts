/**
 * Reads an operation and its variables from a text: the first stages, for new requests and for operations
 * that are planned anew.
 */
import type { GraphQLError, OperationTypeNode } from "graphql";
import type { RequestFault } from "#schema/errors.js";
import type { Engine, Operation } from "../engine/engine.js";
import type { PlanningBudget } from "../engine/planning-budget.js";
import type { GuardDocument } from "../limits/document.js";
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
  /** Null where the text was let in before. */
  readonly guard: GuardDocument | null;
  readonly budget: PlanningBudget;
  /** Throws if the transport does not accept operations of this kind. */
  readonly refuseKind: (kind: OperationTypeNode) => void;
  readonly rest: Rest;
}

/**
 * Rejects with PLANNING_BUDGET_SPENT, QUERY_TOO_LARGE, QUERY_TOO_DEEP, or with the error that `refuseKind`
 * throws.
 */
export async function readAsked(
  engine: Engine,
  { text, operationName, variables }: GraphQLRequest,
  { guard, budget, refuseKind, rest }: Reading,
): Promise<Wrong | ReadAsked> {
  const known = engine.known(text, operationName);
  const read = known
    ? { ok: true as const, operation: known }
    : await budget.inTurn(async () => {
        await rest();
        const document = guard ? budget.pay(() => guard(text)) : undefined;
        await rest();
        return budget.pay(() => engine.read(text, operationName, document));
      });
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
