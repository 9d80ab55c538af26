/**
 * What the log may say of one operation: its name and the client's, where it is, and how long that took;
 * never its text, its variables or who asks.
 */
import type { Facts } from "#schema/runtime/internal-error.js";
import { plainWords } from "../log.js";
import type { OperationTrace } from "../tracing.js";
import { clientNameOf } from "../usage/client-name.js";
import { WHOLE_GRAPH } from "../whole-graph.js";
import type { Question } from "./request.js";

/** Calls of one subgraph, and how long they took together, in milliseconds. */
export interface Called {
  calls: number;
  ms: number;
}

export interface Account {
  /** View, operation, client, stage and milliseconds until now. */
  readonly facts: () => Facts;
  /** Milliseconds of each stage, and calls of each subgraph. */
  readonly times: () => Facts;
  /** Codes of the errors that the client reads. */
  readonly codes: ReadonlySet<string>;
  /** Call it when the operation's name is known. */
  readonly name: (operation: string | null) => void;
  /** Takes the time of the stages of a trace. */
  readonly follow: (trace: OperationTrace) => OperationTrace;
  readonly called: (subgraph: string, call: Promise<unknown>) => void;
  readonly failed: (code: unknown) => void;
}

export type AccountOf = Pick<Question, "contract" | "operationName" | "headers" | "identity">;

/** Told of each stage as it ends, with its milliseconds. */
export type OnStage = (stage: string, milliseconds: number) => void;

export function openAccount(
  { contract, operationName, headers, identity }: AccountOf,
  onStage: OnStage,
): Account {
  const begun = performance.now();
  const stages = new Map<string, number>();
  const calls = new Map<string, Called>();
  const codes = new Set<string>();
  let operation = operationName;
  let stage = "arrive";
  return {
    codes,
    facts: () => ({
      view: contract ?? WHOLE_GRAPH,
      operation: operation === null ? null : plainWords(operation),
      client: plainWords(clientNameOf(headers, identity.key)),
      stage,
      ms: sinceMs(begun),
    }),
    times: () => ({ stages: Object.fromEntries(stages), calls: Object.fromEntries(calls) }),
    name: (known) => {
      operation = known;
    },
    follow: ({ stage: follow, end }) => ({
      end,
      stage: async (name, work) => {
        const from = performance.now();
        stage = name;
        try {
          return await follow(name, work);
        } finally {
          const milliseconds = performance.now() - from;
          stages.set(name, rounded(milliseconds));
          onStage(name, milliseconds);
        }
      },
    }),
    called: (subgraph, call) => {
      const from = performance.now();
      const of = calls.get(subgraph) ?? { calls: 0, ms: 0 };
      calls.set(subgraph, of);
      const end = (): void => {
        of.calls += 1;
        of.ms += sinceMs(from);
      };
      call.then(end, end);
    },
    failed: (code) => {
      if (typeof code === "string") codes.add(code);
    },
  };
}

export function sinceMs(begun: number): number {
  return rounded(performance.now() - begun);
}

/** To tenths. */
function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}
