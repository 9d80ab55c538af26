/**
 * Admits an operation before it runs: its size, its text, the client's budget, its variables, its cost, a
 * plan.
 */
import { OperationTypeNode } from "graphql";
import { HubError } from "#schema/errors.js";
import { unmetered } from "#schema/runtime/meter.js";
import type { Engine, Outcome, Runnable } from "../engine/engine.js";
import type { PlanningBudget } from "../engine/planning-budget.js";
import { askedLabels } from "../engine/plan/asked-labels.js";
import type { Cost, CostGuard } from "../limits/cost-limits.js";
import type { GuardDocument } from "../limits/document.js";
import { unhurried } from "../limits/unhurried.js";
import type { OperationTrace } from "../tracing.js";
import { rightsOf } from "../rights/rights-of.js";
import { clientNameOf } from "../usage/client-name.js";
import type { Recorder } from "../usage/recorder.js";
import type { Account } from "./account.js";
import type { Rest } from "./long-request.js";
import { readAsked, type ReadAsked, type Wrong } from "./read-asked.js";
import type { GraphQLRequest, Question } from "./request.js";

export interface AdmissionParts {
  readonly guard: GuardDocument;
  readonly costs: Pick<CostGuard, "check">;
  /** Null: usage is not recorded. */
  readonly usage: Pick<Recorder, "record" | "recordDatasets"> | null;
}

/** Means of admitting one operation. */
export interface AdmissionMeans {
  readonly engine: Engine;
  readonly budget: PlanningBudget;
  readonly rest: Rest;
  readonly trace: OperationTrace;
  readonly account: Pick<Account, "facts" | "name">;
}

export interface Admitted extends ReadAsked {
  readonly cost: Cost;
  /** The labels of @override that the client names and is allowed to name. */
  readonly labels: ReadonlySet<string>;
  /** An Outcome says why the graph cannot answer, though the request is valid. */
  readonly runnable: Runnable | Outcome;
}

/** Rejects if the whole operation is refused. */
export async function admit(
  asked: GraphQLRequest,
  { contract, identity, headers, mayDefer, refuseKind }: Question,
  { engine, budget, rest, trace, account }: AdmissionMeans,
  { guard, costs, usage }: AdmissionParts,
): Promise<Wrong | Admitted> {
  const read = await readAsked(engine, asked, { guard, budget, refuseKind, rest });
  if (!read.ok) return read;
  const { operation, variables } = read;
  account.name(operation.prepared.operation.name?.value ?? null);
  const { caller, key } = identity;
  const labels = askedLabels(headers, caller, engine.labels);
  const rights = rightsOf(caller);
  const clientName = clientNameOf(headers, key);
  const cost = await unhurried(() =>
    costs.check(engine.price(operation, variables, mayDefer, rights), { contract, identity, clientName }),
  );
  usage?.record({
    schema: engine.schema,
    prepared: operation.prepared,
    variables: asked.variables,
    client: clientName,
    caller,
    spend: budget.spend,
  });
  await rest();
  return {
    ...read,
    cost,
    labels,
    runnable: await trace
      .stage("plan", () =>
        engine.plan(operation, variables, { mayDefer, budget, rights, labels, about: account.facts }),
      )
      .then((planned) => unlessDenied(planned, engine, read.kind))
      .catch(toOutcome),
  };
}

/** A subscription to a field that the caller may not see opens no stream: its single answer has the error. */
async function unlessDenied(
  runnable: Runnable,
  engine: Engine,
  kind: OperationTypeNode,
): Promise<Runnable | Outcome> {
  return kind === OperationTypeNode.SUBSCRIPTION && runnable.plan.source === null
    ? engine.run(runnable, {}, { ask: NOBODY_IS_ASKED, meter: unmetered() })
    : runnable;
}

const NOBODY_IS_ASKED = (): Promise<never> => Promise.reject(new Error("Nothing of it may be asked"));

/** An operation that costs too much is refused as a whole. */
function toOutcome(error: unknown): Outcome {
  if (!(error instanceof HubError) || error.code !== "PLAN_FAILED") throw error;
  const { message, code, english, details } = error;
  return { data: "null", errors: [{ message, extensions: { code, english, details } }], later: null };
}
