/**
 * What an operation must pass before it runs, by whatever way it came: its size, its text, the client's budget, its variables, its cost, a plan. Throws
 * what is refused as a whole.
 */
import type { IncomingHttpHeaders } from "node:http";
import type { GraphQLError, OperationTypeNode } from "graphql";
import type { Caller } from "#schema/caller.js";
import { HubError, type RequestFault } from "#schema/errors.js";
import type { Cost, CostGuard } from "../limits/cost.js";
import type { Engine, Operation, Outcome, Runnable } from "../engine/engine.js";
import type { GuardDocument } from "../limits/document.js";
import type { PlanningBudget } from "../engine/planning-budget.js";
import { askedLabels } from "../engine/plan/asked-labels.js";
import { clientNameOf } from "../usage/client-name.js";
import type { Recorder } from "../usage/recorder.js";
import { restBetween } from "./long-request.js";
import type { GraphQLRequest } from "./request.js";

export interface Admission {
  readonly engine: Engine;
  readonly guard: GuardDocument;
  readonly budget: PlanningBudget;
  readonly costs: Pick<CostGuard, "check">;
  /** Of the view that is asked; null is the whole graph. */
  readonly contract: string | null;
  readonly caller: Caller | null;
  /** Whether the client reads an answer in parts. */
  readonly mayDefer: boolean;
  /** Throws where this way is not for this kind of operation. */
  readonly refuseKind: (kind: OperationTypeNode) => void;
  /** Null: what clients use is not recorded. */
  readonly usage: Pick<Recorder, "record"> | null;
  /** By which it tells who it is, and names labels of @override. */
  readonly headers: IncomingHttpHeaders;
}

export type Admitted =
  | { readonly kind: OperationTypeNode; readonly operation: Operation; readonly runnable: Runnable; readonly labels: ReadonlySet<string>; readonly variables: Readonly<Record<string, unknown>>; readonly cost: Cost }
  /** The request itself is wrong: there are no data. */
  | { readonly errors: readonly GraphQLError[]; readonly code: RequestFault }
  /** The request is sound, the graph has no answer to it. */
  | { readonly failure: Outcome; readonly cost: Cost };

export async function admit({ text, operationName, variables: given }: GraphQLRequest, { engine, guard, budget, costs, contract, caller, mayDefer, refuseKind, usage, headers }: Admission): Promise<Admitted> {
  const rest = restBetween({ text, variables: given });
  await rest();
  guard(text);
  await rest();
  const read = engine.read(text, operationName, budget);
  if (!read.ok) return { errors: read.errors, code: read.code };
  const { operation } = read;
  const labels = askedLabels(headers, caller, engine.labels);
  const kind = operation.prepared.operation.operation;
  refuseKind(kind);
  await rest();
  const variables = engine.coerce(operation, given);
  await rest();
  if ("errors" in variables) return { errors: variables.errors, code: "BAD_USER_INPUT" };
  const clientName = clientNameOf(headers);
  const cost = costs.check(engine.price(operation, variables.coerced, mayDefer), { contract, caller, clientName });
  usage?.record({ schema: engine.schema, prepared: operation.prepared, variables: given, client: clientName, caller, spend: budget.spend });
  try {
    await rest();
    return { kind, operation, runnable: await engine.plan(operation, variables.coerced, mayDefer, budget, labels), labels, variables: variables.coerced, cost };
  } catch (error) {
    // What is refused for its cost is refused as a whole.
    if (!(error instanceof HubError) || error.code !== "PLAN_FAILED") throw error;
    const { message, code, english, details } = error;
    return { failure: { data: "null", errors: [{ message, extensions: { code, english, details } }], later: null }, cost };
  }
}
