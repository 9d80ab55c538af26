/**
 * What an operation must pass before it runs, by whatever way it came: its size, its text, the client's budget, its variables, a plan. Throws
 * what is refused as a whole.
 */
import type { GraphQLError, OperationTypeNode } from "graphql";
import { HubError, type RequestFault } from "#schema/errors.js";
import type { Engine, Operation, Outcome, Runnable } from "../execute/engine.js";
import type { GuardDocument } from "../limits/document.js";
import type { PlanningBudget } from "../limits/planning-budget.js";
import type { Recorder } from "../usage/recorder.js";
import type { GraphQLRequest } from "./read-request.js";

export interface Admission {
  readonly engine: Engine;
  readonly guard: GuardDocument;
  readonly budget: PlanningBudget;
  /** Whether the client reads an answer in parts. */
  readonly mayDefer: boolean;
  /** Throws where this way is not for this kind of operation. */
  readonly refuseKind: (kind: OperationTypeNode) => void;
  /** Null: what clients use is not recorded. */
  readonly usage: Pick<Recorder, "record"> | null;
  /** `clientNameOf` its headers. */
  readonly clientName: string;
}

export type Admitted =
  | { readonly kind: OperationTypeNode; readonly operation: Operation; readonly runnable: Runnable; readonly variables: Readonly<Record<string, unknown>> }
  /** The request itself is wrong: there are no data. */
  | { readonly errors: readonly GraphQLError[]; readonly code: RequestFault }
  /** The request is sound, the graph has no answer to it. */
  | { readonly failure: Outcome };

export async function admit({ text, operationName, variables: given }: GraphQLRequest, { engine, guard, budget, mayDefer, refuseKind, usage, clientName }: Admission): Promise<Admitted> {
  guard(text);
  const read = engine.read(text, operationName, budget);
  if (!read.ok) return { errors: read.errors, code: read.code };
  const { operation } = read;
  const kind = operation.prepared.operation.operation;
  refuseKind(kind);
  const variables = engine.coerce(operation, given);
  if ("errors" in variables) return { errors: variables.errors, code: "BAD_USER_INPUT" };
  usage?.record({ schema: engine.schema, prepared: operation.prepared, variables: given, client: clientName, spend: budget.spend });
  try {
    return { kind, operation, runnable: await engine.plan(operation, variables.coerced, mayDefer, budget), variables: variables.coerced };
  } catch (error) {
    // What is refused for its cost is refused as a whole.
    if (!(error instanceof HubError) || error.code !== "PLAN_FAILED") throw error;
    const { message, code, english, details } = error;
    return { failure: { data: "null", errors: [{ message, extensions: { code, english, details } }], later: null } };
  }
}
