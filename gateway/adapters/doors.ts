/** What every transport of live updates needs. */
import type { GraphQLFormattedError } from "graphql";
import type { AnswerLimits } from "#schema/runtime/meter.js";
import type { SubgraphError } from "#schema/subgraph.js";
import type { CostGuard } from "../limits/cost.js";
import type { Documents } from "../documents/documents.js";
import type { GuardDocument } from "../limits/document.js";
import type { PlanningBudget } from "../engine/planning-budget.js";
import type { Authenticate } from "../rights/authenticate.js";
import type { Revision } from "../graph/revision.js";
import type { Recorder } from "../usage/recorder.js";
import type { Streams } from "../subscriptions/streams.js";

export interface Doors {
  readonly streams: Streams;
  readonly revision: () => Revision;
  readonly authenticate: Authenticate;
  readonly documents: Pick<Documents, "resolveText">;
  readonly guard: GuardDocument;
  readonly budgetOf: (client: string) => PlanningBudget;
  readonly costs: Pick<CostGuard, "check">;
  readonly operationTimeoutMs: number;
  readonly answerLimits: AnswerLimits;
  /** Null: what clients use is not recorded. */
  readonly usage: Pick<Recorder, "record"> | null;
  readonly show: (error: SubgraphError) => GraphQLFormattedError;
  readonly onFault: (error: unknown) => void;
}
