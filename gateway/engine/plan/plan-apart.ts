/**
 * Plans in another process, one query after the other, and kills it on a timeout, because native code cannot
 * be stopped in a thread or by a catchable signal. The process starts at the first query, and ends after an
 * idle minute.
 */
import { fork, type ChildProcess } from "node:child_process";
import { setImmediate as nextTurn } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import pLimit from "p-limit";
import { HubError } from "#schema/errors.js";
import { PlannerUnfit, PlanRefused } from "./plan-refused.js";
import { startAllowance } from "./allowance.js";
import type { Plan, PlanQuestion } from "./planner.js";
import type { PlannerKind } from "./planner-kinds.js";
import type { Assignment, PlanAnswer } from "./planning-process.js";

export interface ApartOptions {
  readonly kind: PlannerKind;
  readonly supergraph: string;
  /** Most processor time for one query. */
  readonly limitMs: number;
}

const IDLE_MS = 60_000;
const START_MS = 30_000;
const HEAP_LIMIT_MB = 512;

export interface PlanApart {
  /** The API schema's SDL. Rejects when the supergraph is invalid. */
  readonly api: () => Promise<string>;
  /**
   * Rejects with PLANNING_TOO_LONG, PlanRefused, PlannerUnfit, or a plain Error when the planner does not
   * start.
   */
  readonly plan: Plan;
  readonly close: () => void;
}

export function planApart({ kind, supergraph, limitMs }: ApartOptions): PlanApart {
  const queue = pLimit(1);
  let process: ChildProcess | null = null;
  let idle: NodeJS.Timeout | undefined;
  let isClosed = false;
  let api = "";

  const end = (): void => {
    process?.kill("SIGKILL");
    process = null;
  };
  const rest = (): void => {
    clearTimeout(idle);
    if (isClosed || queue.pendingCount > 0 || queue.activeCount > 0) return;
    idle = setTimeout(end, IDLE_MS).unref();
  };

  const started = async (): Promise<ChildProcess> => {
    clearTimeout(idle);
    if (isClosed) throw new HubError("PLANNING_TOO_LONG");
    if (process?.connected) return process;
    const made = fork(fileURLToPath(new URL("./planning-process.js", import.meta.url)), {
      execArgv: [`--max-old-space-size=${HEAP_LIMIT_MB}`],
      stdio: ["ignore", "ignore", "ignore", "ipc"],
      // Structured clone copies a long text without escaping it.
      serialization: "advanced",
    });
    process = made;
    made.unref();
    made.channel?.unref();
    const ready = answerOf(made, START_MS);
    // Starting the process and sending it half a megabyte happen in separate turns of the event loop.
    await nextTurn();
    if (made.connected) made.send({ kind, supergraph } satisfies Assignment);
    const answer = await ready;
    if (answer === null || !("ready" in answer)) {
      end();
      if (answer !== null && "unfit" in answer) throw new PlannerUnfit(answer.unfit);
      throw new Error("the planner does not start");
    }
    api = answer.ready;
    return made;
  };

  const ask = async (question: PlanQuestion, spent: (milliseconds: number) => void): ReturnType<Plan> => {
    const made = await started();
    const answering = answerOf(made, limitMs);
    made.send(question);
    const answer = await answering;
    if (answer === null || "ready" in answer || "unfit" in answer) {
      end();
      if (!isClosed) spent(limitMs);
      throw new HubError("PLANNING_TOO_LONG");
    }
    spent(answer.cpuMs);
    if ("failure" in answer) throw new PlanRefused(answer.refusal, answer.failure, answer.subgraph);
    return answer.plan;
  };

  return {
    api: () =>
      queue(async () => {
        await started();
        return api;
      }).finally(() => setImmediate(rest)),
    plan: (question, spent) => queue(() => ask(question, spent)).finally(() => setImmediate(rest)),
    close: () => {
      isClosed = true;
      clearTimeout(idle);
      // If a query is still being planned, its client has gone.
      end();
    },
  };
}

/** Resolves to null if the process ran out of time or memory. */
function answerOf(child: ChildProcess, limitMs: number): Promise<PlanAnswer | null> {
  return new Promise((resolve) => {
    const left = startAllowance(child.pid, limitMs);
    const fail = (): void => settle(null);
    const look = (): void => {
      const more = left();
      if (more <= 0) fail();
      else timer = setTimeout(look, more);
    };
    let timer = setTimeout(look, limitMs);
    const settle = (answer: PlanAnswer | null): void => {
      clearTimeout(timer);
      child.off("message", settle).off("exit", fail).off("error", fail);
      resolve(answer);
    };
    child.once("message", settle).once("exit", fail).once("error", fail);
  });
}
