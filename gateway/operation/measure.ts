/**
 * Measures operations from their question to their release, their stages, and calls of subgraphs. Labels are
 * names that the graph has and words of ours, never what a client wrote, so the number of series is bounded.
 */
import { Counter, Histogram, type Metric } from "prom-client";
import { NO_TRACE, type Tracing } from "../tracing.js";
import { CALL_SECONDS, type CallLedger, type CallOutcome } from "../usage/call-ledger.js";
import { WHOLE_GRAPH } from "../whole-graph.js";
import type { OnStage } from "./account.js";
import type { Ended } from "./watch.js";

export interface OperationMetrics {
  readonly metrics: readonly Metric[];
  readonly onStage: OnStage;
  readonly ended: (operation: Ended) => void;
  /** Null: nothing is traced besides. */
  readonly tracing: (inner: Tracing | null) => Tracing;
}

const SECONDS = [...CALL_SECONDS];

/** `views`: names of the graph's contracts; `onCall` is told each call of a subgraph that ended. */
export function createOperationMetrics(
  views: ReadonlySet<string>,
  onCall: CallLedger["count"],
): OperationMetrics {
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
        let outcome: CallOutcome = "failed";
        try {
          const answer = await (inner ? inner.call(subgraph, work) : work());
          outcome = "answered";
          return answer;
        } finally {
          const seconds = secondsSince(begun);
          calls.observe({ subgraph, outcome }, seconds);
          onCall(subgraph, outcome, seconds);
        }
      },
      outgoing: () => inner?.outgoing() ?? [],
    }),
  };
}

function secondsSince(begun: number): number {
  return (performance.now() - begun) / 1_000;
}
