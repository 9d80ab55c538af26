/** A planner in a separate process: it plans one query after the other, and ends with its parent process. */
import type { QueryPlan } from "./query-plan.js";
import { PlanRefused, type Refusal } from "./plan-refused.js";
import type { PlanQuestion } from "./planner.js";
import { makerOf, type PlannerKind } from "./planner-kinds.js";
import { proved } from "./proved.js";

/** The first message. */
export interface Assignment {
  readonly kind: PlannerKind;
  readonly supergraph: string;
}

/**
 * `cpuMs`: processor time in milliseconds. The first answer is `ready`, with the API schema's SDL, or
 * `unfit`: the supergraph is invalid.
 */
export type PlanAnswer =
  | { readonly ready: string }
  | { readonly unfit: string }
  | { readonly plan: QueryPlan; readonly cpuMs: number }
  | {
      readonly failure: string;
      readonly refusal: Refusal;
      readonly subgraph: string | null;
      readonly cpuMs: number;
    };

const send = (answer: PlanAnswer): void => {
  process.send?.(answer);
};

// Ends at once, without waiting for native code.
process.on("disconnect", () => process.kill(process.pid, "SIGKILL"));

process.once("message", ({ kind, supergraph }: Assignment) => {
  void makerOf(kind)
    .then((make) => {
      const { apiSdl, plan } = proved(make(supergraph), supergraph);
      process.on("message", (question: PlanQuestion) => {
        const before = process.cpuUsage();
        const cpuMs = (): number => {
          const { user, system } = process.cpuUsage(before);
          return (user + system) / 1_000;
        };
        plan(question).then(
          (found) => send({ plan: found, cpuMs: cpuMs() }),
          (error: unknown) =>
            send({
              failure: error instanceof Error ? error.message : String(error),
              refusal: error instanceof PlanRefused ? error.reason : "failure",
              subgraph: error instanceof PlanRefused ? error.subgraph : null,
              cpuMs: cpuMs(),
            }),
        );
      });
      send({ ready: apiSdl });
    })
    .catch((error: unknown) => send({ unfit: error instanceof Error ? error.message : String(error) }));
});
