/**
 * Examines in a thread of its own: composing takes seconds where there are many subgraphs. Who uses what, it
 * asks the thread that started it.
 */
import { parentPort } from "node:worker_threads";
import type { UsesOf } from "../../usage/reader.js";
import type { ClientUse } from "../../graph/composition/finding.js";
import { createExamine } from "./examine.js";
import type { Examination, Question } from "./question.js";

export type ToThread =
  | { readonly question: Question }
  | { readonly uses: ReadonlyMap<string, readonly ClientUse[]> };
export type FromThread =
  | { readonly examination: Examination }
  | { readonly failure: string }
  | { readonly usesOf: Parameters<UsesOf> };

const examine = createExamine();
const port = parentPort;
if (!port) throw new Error("This file is a thread");
const send = (message: FromThread): void => port.postMessage(message);
let answer: ((uses: ReadonlyMap<string, readonly ClientUse[]>) => void) | null = null;
let turn: Promise<unknown> = Promise.resolve();

/** One question after the other. */
const usesOf: UsesOf = (...asked) => {
  const answered = turn.then(
    () =>
      new Promise<ReadonlyMap<string, readonly ClientUse[]>>((resolve) => {
        answer = resolve;
        send({ usesOf: asked });
      }),
  );
  turn = answered;
  return answered;
};

port.on("message", (message: ToThread) => {
  if ("uses" in message) answer?.(message.uses);
  else
    examine(message.question, usesOf).then(
      (examination) => send({ examination }),
      (error: unknown) =>
        send({ failure: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
});
