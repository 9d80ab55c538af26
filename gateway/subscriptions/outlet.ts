/**
 * One client's end of a stream: what it has not taken yet waits here, up to a bound. Who falls behind by more
 * is told, when the rest is taken, how many it missed and after which cursor; who takes nothing more at all
 * is cut off.
 */
import { HubError } from "#schema/errors.js";
import type { Bucket } from "../limits/rate/bucket.js";
import { toStreamError, type Message, type StreamError } from "./message.js";
import type { WaitingBytes } from "./waiting-bytes.js";

export interface Outlet extends AsyncGenerator<Message, void, void> {
  /** Out of which its client pays; null where all is free. */
  readonly bucket: Bucket | null;
  readonly offer: (message: Message) => void;
  /** After what waits; null for an ordinary end. */
  readonly end: (error: StreamError | null) => void;
  /** False under backpressure: the client does not keep up. */
  readonly hasRoom: () => boolean;
}

export interface OutletOptions {
  readonly limits: OutletLimits;
  readonly bucket: Bucket | null;
  /** What waits for its client at all of its outlets. */
  readonly waiting: WaitingBytes;
  /** Of the client, before each message; rejects with StreamError. Null: nothing can change. */
  readonly check: (() => Promise<void>) | null;
  /** Called once, when the client has left or was told the end. */
  readonly onLeave: (outlet: Outlet) => void;
  /** Called when it has room again. */
  readonly onRoom: () => void;
  /** Ends the client's connection. */
  readonly cut: () => void;
}

export interface OutletLimits {
  /** Messages that may wait, and their bytes (which all clients of a stream have in common). */
  readonly messages: number;
  readonly bytes: number;
  /** Of all that waits for one client. */
  readonly bytesOfClient: number;
  /** For a client that has missed something to take what waits, in milliseconds. */
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
