/** Plans with the reference planner off the event loop, one query after the other; one that takes too long is ended with its thread. */
import { Worker } from "node:worker_threads";
import pLimit from "p-limit";
import type { Planner } from "./planner.js";
import type { PlanAnswer, PlanRequest } from "./reference-worker.js";

const HEAP_LIMIT_MB = 512;

/** `limitMs` is for one query, the start of the thread included. Rejects with a plain Error. */
export function planInThread(supergraph: string, limitMs: number): Planner["plan"] {
  const queue = pLimit(1);
  let worker: Worker | null = null;

  const started = (): Worker => {
    if (worker) return worker;
    const made = new Worker(new URL("./reference-worker.js", import.meta.url), { workerData: supergraph, resourceLimits: { maxOldGenerationSizeMb: HEAP_LIMIT_MB } });
    made.once("exit", () => { if (worker === made) worker = null; });
    made.on("error", () => undefined);
    made.unref();
    worker = made;
    return made;
  };

  const plan = (request: PlanRequest): ReturnType<Planner["plan"]> => new Promise((resolve, reject) => {
    const thread = started();
    const end = (): void => {
      clearTimeout(timer);
      thread.off("message", onMessage).off("exit", onExit);
    };
    const onMessage = (answer: PlanAnswer): void => {
      end();
      if ("node" in answer) resolve(answer.node);
      else reject(new Error(answer.failure));
    };
    // It ran out of memory, or of time.
    const onExit = (): void => {
      end();
      reject(new Error("planning takes too much"));
    };
    const timer = setTimeout(() => void thread.terminate(), limitMs);
    thread.on("message", onMessage).once("exit", onExit);
    thread.postMessage(request);
  });

  return (text, operationName) => queue(() => plan({ text, operationName }));
}
