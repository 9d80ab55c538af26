/**
 * Measures operations from their question to their release, their stages, and calls of subgraphs. Labels are
 * names that the graph has and words of ours, never what a client wrote, so the number of series is bounded.
 */
import { Counter, Histogram, type Metric } from "prom-client";
import { NO_TRACE, type Tracing } from "../tracing.js";
import { WHOLE_GRAPH } from "../whole-graph.js";
import type { OnStage } from "./account.js";
import type { Ended } from "./watch.js";

/** Calls of one subgraph since this process began. */
export interface Calls {
  readonly answered: number;
  /** Calls that had no answer. */
  readonly failed: number;
  /** Half of the answers, and nineteen of twenty, came within so many seconds; null without an answer, or beyond 30. */
  readonly halfWithin: number | null;
  readonly mostWithin: number | null;
}

export interface OperationMetrics {
  readonly callsOf: (subgraph: string) => Promise<Calls>;
  readonly metrics: readonly Metric[];
  readonly onStage: OnStage;
  readonly ended: (operation: Ended) => void;
  /** Null: nothing is traced besides. */
  readonly tracing: (inner: Tracing | null) => Tracing;
}

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** `views`: names of the graph's contracts. */
export function createOperationMetrics(views: ReadonlySet<string>): OperationMetrics {
  const operations = new Histogram({
    name: "tongcha_operation_duration_seconds",
    help: "Operations from their question to the end of their answer, by the view that was asked",
    labelNames: ["view", "kind", "outcome"],
    buckets: SECONDS,
    registers: [],
  });
  const stages = new Histogram({
    name: "tongcha_operation_stage_duration_seconds",
    help: "Stages of operations: document, admit (with plan), plan, run",
    labelNames: ["stage"],
    buckets: SECONDS,
    registers: [],
  });
  const calls = new Histogram({
    name: "tongcha_subgraph_call_duration_seconds",
    help: "Calls of subgraphs; failed ones had no answer",
    labelNames: ["subgraph", "outcome"],
    buckets: SECONDS,
    registers: [],
  });
  const refusals = new Counter({
    name: "tongcha_operations_refused_total",
    help: "Operations that were refused as a whole, by the code of the error",
    labelNames: ["code"],
    registers: [],
  });
  const viewOf = (contract: string | null): string =>
    contract === null ? WHOLE_GRAPH : views.has(contract) ? contract : "unknown";
  return {
    callsOf: async (subgraph) => readCalls(await calls.get(), subgraph),
    metrics: [operations, stages, calls, refusals],
    onStage: (stage, milliseconds) => stages.observe({ stage }, milliseconds / 1_000),
    ended: ({ question: { contract }, kind, ending, milliseconds, account }) => {
      const labels = { view: viewOf(contract), kind: kind ?? "unknown", outcome: ending };
      operations.observe(labels, milliseconds / 1_000);
      const isRefused = ending === "refused" || ending === "failed";
      if (isRefused) refusals.inc({ code: [...account.codes].at(-1) ?? "INTERNAL" });
    },
    tracing: (inner) => ({
      startOperation: (headers) => inner?.startOperation(headers) ?? NO_TRACE,
      call: async (subgraph, work) => {
        const begun = performance.now();
        let outcome = "failed";
        try {
          const answer = await (inner ? inner.call(subgraph, work) : work());
          outcome = "answered";
          return answer;
        } finally {
          calls.observe({ subgraph, outcome }, secondsSince(begun));
        }
      },
      outgoing: () => inner?.outgoing() ?? [],
    }),
  };
}

function secondsSince(begun: number): number {
  return (performance.now() - begun) / 1_000;
}

type Buckets = Awaited<ReturnType<Histogram["get"]>>;

function readCalls({ values }: Buckets, subgraph: string): Calls {
  const of = (outcome: string): Buckets["values"] =>
    values.filter(({ labels }) => labels["subgraph"] === subgraph && labels["outcome"] === outcome);
  const countOf = (outcome: string): number =>
    of(outcome).find(({ metricName }) => metricName?.endsWith("_count"))?.value ?? 0;
  const answered = countOf("answered");
  /** Each bucket has all that took no longer. */
  const within = (part: number): number | null => {
    const bucket = of("answered").find(
      ({ labels: { le }, value }) => typeof le === "number" && value > 0 && value >= part * answered,
    );
    return bucket ? Number(bucket.labels["le"]) : null;
  };
  return { answered, failed: countOf("failed"), halfWithin: within(0.5), mostWithin: within(0.95) };
}
