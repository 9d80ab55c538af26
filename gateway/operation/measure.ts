/**
 * Measures operations from their question to their release, their stages, and calls of subgraphs. Labels are
 * names that the graph has and words of ours, never what a client wrote, so the number of series is bounded.
 */
import { Counter, Histogram, type Metric } from "prom-client";
import type { Ask, Asked } from "./ask.js";
import { NO_TRACE, type Tracing } from "../tracing.js";
import { WHOLE_GRAPH } from "../whole-graph.js";

export interface OperationMetrics {
  readonly metrics: readonly Metric[];
  readonly around: (ask: Ask) => Ask;
  /** Null: nothing is traced besides. */
  readonly tracing: (inner: Tracing | null) => Tracing;
}

/**
 * `answered`: whole, made or stored. `partial`: with errors. `unchanged`: the client had it. `refused`:
 * nothing of it was carried out. `failed`: it was begun, and has no answer. `left`: nobody waited for the
 * answer; a subscription's stream is one.
 */
type Outcome = "answered" | "unchanged" | "partial" | "refused" | "failed" | "left";

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
  const measured = (asked: Asked, view: string, begun: number): Asked => {
    let outcome: Outcome = "left";
    return {
      ...asked,
      unchanged: (holds) => {
        const tag = asked.unchanged(holds);
        if (tag !== null) outcome = "unchanged";
        return tag;
      },
      answer: async (waiting) => {
        try {
          const answer = await asked.answer(waiting);
          outcome = answer.isWhole ? "answered" : "partial";
          return answer;
        } catch (error) {
          outcome = "failed";
          refusals.inc({ code: codeOf(error) });
          throw error;
        }
      },
      release: () => {
        operations.observe({ view, kind: asked.kind, outcome }, secondsSince(begun));
        asked.release();
      },
    };
  };
  return {
    metrics: [operations, stages, calls, refusals],
    around: (ask) => async (question) => {
      const begun = performance.now();
      const view = viewOf(question.contract);
      const refuse = (code: string): void => {
        operations.observe({ view, kind: "unknown", outcome: "refused" }, secondsSince(begun));
        refusals.inc({ code });
      };
      try {
        const asked = await ask(question);
        if (!("refusal" in asked)) return measured(asked, view, begun);
        const code = asked.refusal[0]?.extensions?.["code"];
        refuse(typeof code === "string" ? code : "INTERNAL");
        return asked;
      } catch (error) {
        refuse(codeOf(error));
        throw error;
      }
    },
    tracing: (inner) => ({
      startOperation: (headers) => {
        const { stage, end } = inner?.startOperation(headers) ?? NO_TRACE;
        return {
          stage: async (name, work) => {
            const begun = performance.now();
            try {
              return await stage(name, work);
            } finally {
              stages.observe({ stage: name }, secondsSince(begun));
            }
          },
          end,
        };
      },
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

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string"
    ? error.code
    : "INTERNAL";
}
