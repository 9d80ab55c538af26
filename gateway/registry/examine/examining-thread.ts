/**
 * The worker thread that examines changes: composing takes seconds with many subgraphs. It queries usage
 * through the calling thread.
 */
import { BroadcastChannel } from "node:worker_threads";
import type { UsesOf } from "../../usage/reader.js";
import type { ClientUse } from "../../graph/composition/finding.js";
import { createExamine } from "./examine.js";
import type { Examination, Question } from "./question.js";

export interface Asked {
  readonly question: Question;
  /** Name of the channel that carries the parameters of `UsesOf`, and its result. */
  readonly uses: string;
}

const examine = createExamine();

export default async function examineAsked({ question, uses }: Asked): Promise<Examination> {
  const channel = new BroadcastChannel(uses);
  let turn: Promise<unknown> = Promise.resolve();
  /** Sends one usage query after the other. */
  const usesOf: UsesOf = (...asked) => {
    const answered = turn.then(() => askOn(channel, asked));
    turn = answered;
    return answered;
  };
  try {
    return await examine(question, usesOf);
  } finally {
    channel.close();
  }
}

type Uses = ReadonlyMap<string, readonly ClientUse[]>;

function askOn(channel: BroadcastChannel, asked: Parameters<UsesOf>): Promise<Uses> {
  return new Promise((resolve) => {
    channel.addEventListener("message", ({ data }: { readonly data: Uses }) => resolve(data), { once: true });
    channel.postMessage(asked);
  });
}
