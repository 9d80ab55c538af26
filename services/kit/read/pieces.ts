/**
 * The bytes of a file in pieces of one size, so that every reader can rely on it: its memory is counted in
 * pieces, and the first piece is long enough to be judged by. Refuses a file over the limit with
 * FEED_TOO_LARGE, as soon as it is.
 */
import { HubError } from "#schema/errors.js";

export const PIECE_BYTES = 64 * 1024;

/** Pieces of 64 KiB; only the last is smaller, and none is empty. */
export async function* inPieces(
  source: AsyncIterable<Uint8Array>,
  fileBytes: number,
): AsyncGenerator<Buffer, void, undefined> {
  let waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  let total = 0;
  for await (const chunk of source) {
    total += chunk.length;
    if (total > fileBytes) throw new HubError("FEED_TOO_LARGE", { limitMiB: Math.ceil(fileBytes / 2 ** 20) });
    waiting.push(chunk);
    waitingBytes += chunk.length;
    if (waitingBytes < PIECE_BYTES) continue;
    const joined = Buffer.concat(waiting, waitingBytes);
    let from = 0;
    for (; waitingBytes - from >= PIECE_BYTES; from += PIECE_BYTES)
      yield joined.subarray(from, from + PIECE_BYTES);
    waiting = [joined.subarray(from)];
    waitingBytes -= from;
  }
  if (waitingBytes > 0) yield Buffer.concat(waiting, waitingBytes);
}

/**
 * The sequence again after its beginning was looked at. Stopping it stops the source, even before anything
 * was taken.
 */
export function resume<T>(
  before: readonly T[],
  iterator: AsyncIterator<T, unknown, undefined>,
): AsyncIterableIterator<T> {
  let at = 0;
  let isDone = false;
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      if (isDone) return { done: true, value: undefined };
      const value = before[at];
      at += 1;
      if (value !== undefined) return { done: false, value };
      const result = await iterator.next();
      return result.done ? { done: true, value: undefined } : { done: false, value: result.value };
    },
    async return() {
      isDone = true;
      await iterator.return?.();
      return { done: true, value: undefined };
    },
  };
}

/**
 * Each value made into another, and one more at the end. Unlike a generator it stops its source also when it
 * is stopped before it began; when `each` fails the source is stopped as well.
 */
export function transform<Value, Result>(
  source: AsyncIterator<Value, unknown, undefined>,
  each: (value: Value) => Result,
  last?: () => Result,
): AsyncIterableIterator<Result> {
  let isDone = false;
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      if (isDone) return { done: true, value: undefined };
      const result = await source.next();
      isDone = result.done === true;
      if (result.done) return last ? { done: false, value: last() } : { done: true, value: undefined };
      try {
        return { done: false, value: each(result.value) };
      } catch (error) {
        await this.return?.();
        throw error;
      }
    },
    async return() {
      isDone = true;
      await source.return?.();
      return { done: true, value: undefined };
    },
  };
}

/** The sequence, and `close` once it is over: at its end, when it fails or when it is stopped. */
export function closing<T>(
  source: AsyncIterator<T, unknown, undefined>,
  close: () => Promise<void>,
): AsyncIterableIterator<T> {
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      try {
        const result = await source.next();
        if (result.done !== true) return { done: false, value: result.value };
      } catch (error) {
        await close();
        throw error;
      }
      await close();
      return { done: true, value: undefined };
    },
    async return() {
      await source.return?.();
      await close();
      return { done: true, value: undefined };
    },
  };
}
