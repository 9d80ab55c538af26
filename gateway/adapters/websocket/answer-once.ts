/**
 * Sends an answer over WebSocket as the only message of a stream. If the client completes the operation or
 * disconnects, the execution ends.
 */
import type { Asked } from "../../operation/ask.js";
import { createMessage, type Message } from "../../subscriptions/message.js";

export function answerOnce({ answer, release }: Asked): AsyncGenerator<Message, void, void> {
  let leave: ((hasAnswer: boolean) => void) | null = null;
  let hasAnswer = false;
  let isOver = false;
  const end = (): Promise<IteratorResult<Message, void>> => {
    if (!isOver) {
      isOver = true;
      leave?.(hasAnswer);
      release();
    }
    return Promise.resolve({ done: true, value: undefined });
  };
  const messages: AsyncGenerator<Message, void, void> = {
    next: async () => {
      if (hasAnswer || isOver) return end();
      try {
        const { body } = await answer({
          onLeave: (left) => {
            leave = left;
          },
        });
        hasAnswer = true;
        return { done: false, value: createMessage(body, null) };
      } catch (error) {
        await end();
        throw error;
      }
    },
    return: end,
    throw: async (error: unknown) => {
      await end();
      throw error instanceof Error ? error : new Error(String(error));
    },
    [Symbol.asyncIterator]: () => messages,
    [Symbol.asyncDispose]: async () => {
      await end();
    },
  };
  return messages;
}
