/**
 * One client's end of a stream, with a bounded queue of messages. A client that falls further behind gets the
 * queued messages, and then an error with the number of missed messages and the cursor to resume from; a
 * client that reads nothing more is disconnected.
 */
import { HubError } from "#schema/errors.js";
import type { Bucket } from "../limits/rate/bucket.js";
import { toStreamError, type Message, type StreamError } from "./message.js";
import type { WaitingBytes } from "./waiting-bytes.js";

export interface Outlet extends AsyncGenerator<Message, void, void> {
  /** The bucket that its client pays from; null where there are no rates. */
  readonly bucket: Bucket | null;
  readonly offer: (message: Message) => void;
  /** Ends the outlet after the queued messages; null for an ordinary end. */
  readonly end: (error: StreamError | null) => void;
  /** False under backpressure: the client does not keep up. */
  readonly hasRoom: () => boolean;
}

export interface OutletOptions {
  readonly limits: OutletLimits;
  readonly bucket: Bucket | null;
  /** The bytes that wait for its client at all of the client's outlets. */
  readonly waiting: WaitingBytes;
  /** Checks the client before each message; rejects with StreamError. Null: there is nothing to check. */
  readonly check: (() => Promise<void>) | null;
  /** Called once, when the client has left or has received the end. */
  readonly onLeave: (outlet: Outlet) => void;
  /** Called when the outlet has room again. */
  readonly onRoom: () => void;
  /** Ends the client's connection. */
  readonly cut: () => void;
}

export interface OutletLimits {
  /** Most messages in the queue, and most bytes (all clients of a stream share the messages' memory). */
  readonly messages: number;
  readonly bytes: number;
  /** Most bytes that wait for one client, at all of its outlets. */
  readonly bytesOfClient: number;
  /** Milliseconds for a client that has missed messages to read the queued ones. */
  readonly patienceMs: number;
}

export const OUTLET_LIMITS: OutletLimits = {
  messages: 1_000,
  bytes: 8 * 1024 * 1024,
  bytesOfClient: 32 * 1024 * 1024,
  patienceMs: 30_000,
};

type Ending = { readonly error: StreamError | null };

export function createOutlet({
  limits,
  bucket,
  waiting: ofClient,
  check,
  onLeave,
  onRoom,
  cut,
}: OutletOptions): Outlet {
  const queue: Message[] = [];
  let bytes = 0;
  let waiting: PromiseWithResolvers<IteratorResult<Message, void>> | null = null;
  let ending: Ending | null = null;
  let missed = 0;
  /** Null: the stream has no cursors. */
  let last: string | null = null;
  let patience: NodeJS.Timeout | undefined;
  let hasLeft = false;

  const count = (more: number): void => {
    bytes += more;
    ofClient.add(more);
  };
  const isOver = (share: number, more: number): boolean =>
    bytes + more > limits.bytes * share || ofClient.bytes() + more > limits.bytesOfClient * share;
  const leave = (): void => {
    if (hasLeft) return;
    hasLeft = true;
    count(-bytes);
    clearTimeout(patience);
    queue.length = 0;
    waiting?.resolve(DONE);
    waiting = null;
    onLeave(outlet);
  };
  const finish = ({ error }: Ending): Promise<IteratorResult<Message, void>> => {
    leave();
    return error ? Promise.reject(error) : Promise.resolve(DONE);
  };
  const take = (): Promise<IteratorResult<Message, void>> => {
    const message = queue.shift();
    if (message) {
      count(-message.body.length);
      if (queue.length === 0) onRoom();
      return Promise.resolve({ done: false, value: message });
    }
    if (missed > 0) return finish({ error: toStreamError(toSlow(missed, last)) });
    if (hasLeft) return Promise.resolve(DONE);
    if (ending) return finish(ending);
    waiting = Promise.withResolvers();
    return waiting.promise;
  };

  const outlet: Outlet = {
    bucket,
    offer: (message) => {
      if (hasLeft || ending) return;
      if (missed > 0 || queue.length >= limits.messages || isOver(1, message.body.length)) {
        patience ??= setTimeout(cut, limits.patienceMs).unref();
        missed += 1;
        return;
      }
      last = message.cursor ?? last;
      if (waiting) {
        const { resolve } = waiting;
        waiting = null;
        resolve({ done: false, value: message });
        return;
      }
      queue.push(message);
      count(message.body.length);
    },
    end: (error) => {
      if (hasLeft || ending) return;
      ending = { error };
      if (!waiting) return;
      const { resolve } = waiting;
      waiting = null;
      resolve(finish(ending));
    },
    hasRoom: () => queue.length < limits.messages / 2 && !isOver(0.5, 1) && missed === 0,
    next: async () => {
      const taken = await take();
      if (taken.done !== true && check) {
        try {
          await check();
        } catch (error) {
          leave();
          throw error;
        }
      }
      return taken;
    },
    return: () => {
      leave();
      return Promise.resolve(DONE);
    },
    throw: (error: unknown) => {
      leave();
      return Promise.reject(error instanceof Error ? error : new Error(String(error)));
    },
    [Symbol.asyncIterator]: () => outlet,
    [Symbol.asyncDispose]: () => {
      leave();
      return Promise.resolve();
    },
  };
  return outlet;
}

function toSlow(missed: number, after: string | null): HubError {
  if (after === null)
    return new HubError("SUBSCRIPTION_SLOW", { missed, advice: "请重新订阅", adviceEn: "Subscribe again" });
  return new HubError("SUBSCRIPTION_SLOW", {
    missed,
    after,
    advice: `请从游标${after}之后继续`,
    adviceEn: `Go on after the cursor ${after}`,
  });
}

const DONE: IteratorReturnResult<void> = { done: true, value: undefined };
