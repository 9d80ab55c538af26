/**
 * Executes an operation, from the client's request to its answer, for any transport. The stages, in order:
 *
 *   graph → document → limits → read → price → plan → kept? → run → write → keep
 *
 * An adapter converts its request to a Question, calls `Ask`, and sends the answer, or the events of a
 * subscription, in its transport's format.
 */
import { OperationTypeNode, type GraphQLFormattedError, type OperationDefinitionNode } from "graphql";
import type { Caller } from "#schema/caller.js";
import { HubError } from "#schema/errors.js";
import { ALL_FEEDS } from "#schema/feed-directive.js";
import type { EndableLifetime } from "#schema/runtime/lifetime.js";
import type { AnswerLimits } from "#schema/runtime/meter.js";
import type { Documents } from "../documents/open-documents.js";
import type { Engine, Runnable } from "../engine/engine.js";
import type { PlanningBudget } from "../engine/planning-budget.js";
import type { AnswerCache, Cacheable } from "../freshness/cache.js";
import type { Dependencies } from "../freshness/dependencies.js";
import type { ViewFor } from "../graph/contracts/view-for.js";
import type { Revision } from "../graph/revision.js";
import type { Cost } from "../limits/cost-limits.js";
import { clientNamed, whileWaiting } from "../limits/client-budgets.js";
import type { Bucket } from "../limits/rate/bucket.js";
import { payRefusal, payRequest, payWork } from "../limits/rate/pay.js";
import type { Rates } from "../limits/rate/rates.js";
import { clientNameOf } from "../usage/client-name.js";
import type { Account } from "./account.js";
import { admit, type AdmissionParts, type Admitted } from "./admit.js";
import { fromStored, toAnswer, toRefusal, type Answer, type ShowError, type ShowErrorOf } from "./answer.js";
import { createInFlight, join, type Waiting } from "./in-flight.js";
import { restBetween, type Rest } from "./long-request.js";
import type { GraphQLRequest, Question } from "./request.js";
import { showFor } from "./show-error.js";
import { NO_TRACE, type OperationTrace, type Tracing } from "../tracing.js";
import { engineOf, meansOf, toItsEnd } from "./use-revision.js";

export interface OperationParts extends AdmissionParts {
  readonly revision: () => Revision;
  readonly viewFor: ViewFor;
  readonly documents: Pick<Documents, "resolveText" | "standing">;
  /** `client`: the caller's subject, or the address. */
  readonly budgetOf: (client: string) => PlanningBudget;
  /** Null: no rate limits. */
  readonly rates: Pick<Rates, "of"> | null;
  /** Longest time for a query. */
  readonly operationTimeoutMs: number;
  readonly answerLimits: AnswerLimits;
  /** True when equal reads in flight are coalesced into one execution. */
  readonly shareInFlight: boolean;
  /** Null: no answer is cached. */
  readonly cache: AnswerCache | null;
  readonly show: ShowErrorOf;
  /** Null: nothing is traced. */
  readonly tracing: Pick<Tracing, "startOperation"> | null;
}

/** Rejects if the whole operation is refused. */
export type Ask = (question: Question) => Promise<Refused | Asked>;

/** Keeps account of what it does. */
export type AskFor = (question: Question, account: Account) => Promise<Refused | Asked>;

/** The request itself is wrong: the response has no `data`. */
export interface Refused {
  readonly refusal: readonly GraphQLFormattedError[];
}

export interface Asked {
  readonly kind: OperationTypeNode;
  readonly asked: GraphQLRequest;
  readonly cost: Cost;
  readonly engine: Engine;
  /** The bucket that the client pays from; null where there are no rates. */
  readonly bucket: Bucket | null;
  readonly operation: OperationDefinitionNode;
  /** Shows errors of the operation, which the log then tells of. */
  readonly show: ShowError;
  /** The subscription; null for a query or mutation, and for an operation that has no plan. */
  readonly subscription: Subscription | null;
  /** The answer's tag, if the client already holds that answer; null if not, or if the tag is not known. */
  readonly unchanged: (holds: (tag: string) => boolean) => string | null;
  /** Resolves to the whole answer, or to the initial part of an incremental one. */
  readonly answer: (client: Waiting) => Promise<Answer>;
  /** Answers an identical request later on; null if such a request must go through all stages. */
  readonly again: Again | null;
  /**
   * Releases the revision of the graph: call it when the answer has been sent, or the subscription was taken
   * over.
   */
  readonly release: () => void;
}

export interface Subscription {
  readonly asked: GraphQLRequest;
  readonly contract: string | null;
  readonly caller: Caller | null;
  readonly labels: ReadonlySet<string>;
  readonly runnable: Runnable;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Points of one event. */
  readonly points: number;
  readonly show: ShowError;
}

export interface Again {
  readonly revision: Revision;
  /** `standing` of the documents, read before the text was resolved. */
  readonly standing: number | null;
  readonly contract: string | null;
  readonly text: string;
  readonly cacheable: Cacheable;
  /** Of the operation. */
  readonly weight: number;
  /** As the log knows it. */
  readonly named: Pick<Question, "contract" | "operationName">;
  /** Counts it as used. Who comes again word for word has no token and no key. */
  readonly count: (headers: Question["headers"]) => void;
}

export function createAsk(parts: OperationParts): AskFor {
  const { viewFor, documents, budgetOf, usage, cache, tracing, rates } = parts;
  const answering = createAnswering(parts);
  return async (question, account) => {
    // The revision that is current when the request arrives answers it, even if another follows.
    const revision = parts.revision();
    const hold = revision.hold();
    const trace = account.follow(tracing?.startOperation(question.headers) ?? NO_TRACE);
    const show = showFor(account, parts.show);
    const release = (): void => {
      hold();
      trace.end();
    };
    const { identity, headers, operationName, variables: given, address } = question;
    const bucket = rates?.of(identity, address) ?? null;
    try {
      const { caller, key } = identity;
      await payRequest(bucket);
      const contract = viewFor(question.contract, caller);
      const engine = await engineOf(revision, contract);
      const standing = documents.standing(contract);
      const text = await trace.stage("document", () =>
        documents.resolveText(question.document, { contract, headers, key }),
      );
      const asked: GraphQLRequest = { text, operationName, variables: given };
      const rest = restBetween(asked);
      const client = clientNamed(identity, address);
      const budget = whileWaiting(budgetOf(client), question.hasLeft);
      const admitted = await trace.stage("admit", () =>
        admit(asked, { ...question, contract }, { engine, budget, rest, trace, account }, parts),
      );
      if (!admitted.ok) {
        payRefusal(bucket, admitted.code);
        release();
        return { refusal: toRefusal(admitted.errors, admitted.code) };
      }
      const { kind, cost, operation, variables, labels, runnable } = admitted;
      const isPlanned = "plan" in runnable;
      const { points } = cost.estimate;
      if (isPlanned && kind === OperationTypeNode.SUBSCRIPTION) await payWork(bucket, 0);
      const datasets = isPlanned ? datasetsOf(revision.dependenciesOf(runnable.plan)) : [];
      usage?.recordDatasets("requests", datasets);
      const cacheable =
        isPlanned && kind === OperationTypeNode.QUERY && cache
          ? cache.of({
              revision: `${revision.number} ${revision.digest}`,
              dependenciesOf: revision.dependenciesOf,
              contract,
              operation,
              runnable,
              variables,
              caller,
            })
          : null;
      return {
        kind,
        asked,
        cost,
        engine,
        bucket,
        release,
        show,
        operation: operation.prepared.operation,
        subscription:
          isPlanned && kind === OperationTypeNode.SUBSCRIPTION
            ? {
                asked,
                contract,
                caller,
                labels,
                runnable,
                variables,
                points,
                show: showFor(account, parts.show, "event"),
              }
            : null,
        unchanged: (holds) => {
          const tag = cacheable?.tag() ?? null;
          return tag !== null && holds(tag) ? tag : null;
        },
        answer: (waiting) =>
          answering(
            {
              revision,
              engine,
              contract,
              asked,
              admitted,
              caller,
              client,
              bucket,
              cacheable,
              rest,
              trace,
              show,
              onCall: account.called,
            },
            waiting,
          ),
        again:
          cacheable && !engine.isThrown
            ? {
                revision,
                standing,
                contract,
                text,
                cacheable,
                weight: operation.weight,
                named: {
                  contract: question.contract,
                  operationName: operation.prepared.operation.name?.value ?? null,
                },
                count: (others) => {
                  usage?.recordDatasets("requests", datasets);
                  usage?.record({
                    schema: engine.schema,
                    prepared: operation.prepared,
                    variables: given,
                    client: clientNameOf(others, null),
                    caller: null,
                    spend: budget.spend,
                  });
                },
              }
            : null,
      };
    } catch (error) {
      payRefusal(bucket, error instanceof HubError ? error.code : null);
      hold();
      trace.end(error);
      throw error;
    }
  };
}

/** The feeds that the plan reads records of; of all of them, none in particular. */
function datasetsOf(dependencies: Dependencies | null): readonly string[] {
  return dependencies?.feeds.filter((feed) => feed !== ALL_FEEDS) ?? [];
}

interface ToAnswer {
  readonly revision: Revision;
  readonly engine: Engine;
  readonly contract: string | null;
  readonly asked: GraphQLRequest;
  readonly admitted: Admitted;
  readonly caller: Caller | null;
  readonly client: string;
  readonly bucket: Bucket | null;
  readonly cacheable: Cacheable | null;
  readonly rest: Rest;
  readonly trace: OperationTrace;
  readonly show: ShowError;
  readonly onCall: Account["called"];
}

/** The second half: reads the cache, or joins an execution in flight, or executes the operation. */
function createAnswering({ operationTimeoutMs, answerLimits: limits, shareInFlight, cache }: OperationParts) {
  const inFlight = createInFlight<Answer>();
  return async (of: ToAnswer, waiting: Waiting): Promise<Answer> => {
    const { revision, engine, contract, asked, admitted, caller, client, bucket, cacheable, rest } = of;
    const { trace, show, onCall } = of;
    const { kind, runnable, variables } = admitted;
    if (!("plan" in runnable)) return toAnswer(runnable, show);
    const kept = cacheable?.find();
    if (kept) return fromStored(kept);
    const giveBack = await payWork(bucket, admitted.cost.estimate.points);
    const execute = async (lifetime: EndableLifetime): Promise<Answer> => {
      await rest();
      const means = meansOf(revision, { caller, client, lifetime, limits, onCall });
      return toAnswer(await trace.stage("run", () => engine.run(runnable, variables, means)), show);
    };
    if (kind !== OperationTypeNode.QUERY) return toItsEnd(revision, execute);
    const run = async (lifetime: EndableLifetime): Promise<Answer> => {
      const shared = await cacheable?.fetch();
      if (shared) {
        giveBack();
        return fromStored(shared);
      }
      return cacheable ? cacheable.make(() => execute(lifetime)) : execute(lifetime);
    };
    // The key has the latest known release, so that no request joins an execution from before it; while that
    // is unknown, executions are not coalesced.
    const latest = cache ? cache.latest() : 0;
    const isShared = shareInFlight && runnable.parts.length === 0 && latest !== null;
    const key = isShared
      ? JSON.stringify([
          contract,
          asked.text,
          asked.operationName,
          asked.variables,
          caller,
          latest,
          runnable.overrides,
        ])
      : null;
    return join(inFlight(revision), { key, milliseconds: operationTimeoutMs, run }, waiting);
  };
}
