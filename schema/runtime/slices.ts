/**
 * The event loop belongs to all requests of a process. Long work is done in slices of about a millisecond,
 * one a turn of the loop: whoever has more to do waits for the next one, and those who wait have them by
 * turns. What else is there to be done in the loop is done between two slices.
 */

/** How long a slice is to be; how much work that is, is learned. */
const SLICE_MS = 1;
const PARTS = 4;
const LEAST_FIELDS = 50;
const MOST_FIELDS = 20_000;

interface Waiting {
  fields: number;
  readonly go: () => void;
  readonly promise: Promise<void>;
}
/** What an owner waits for, in order; the next one stands at `at`. */
interface Queue {
  readonly all: Waiting[];
  at: number;
}

const queues = new Map<object, Queue>();
/** Fields of answers that are made, walked or written in one slice. */
let size = 500;
let left = size;
let ends = 0;
let started = 0;
let isArmed = false;

/**
 * Whether there is still room for so much in this turn of the loop; it is taken. Those who wait come first.
 */
export function takeOfSlice(fields: number): boolean {
  if (queues.size > 0) return false;
  if (!isArmed) {
    arm();
    ends = performance.now() + SLICE_MS;
  }
  if (left <= 0 || performance.now() > ends) return false;
  left -= fields;
  return true;
}

/** What may be done in one go. */
export function sliceSize(): number {
  return size;
}

/** Resolves in a later turn of the loop, when it is the owner's; never, once the owner has left. */
export function waitForSlice(owner: object, fields: number): Promise<void> {
  const queue = queues.get(owner) ?? { all: [], at: 0 };
  queues.set(owner, queue);
  const last = queue.all.at(-1);
  // Hundreds of thousands of objects may wait: a part of a slice waits as one.
  if (last && last.fields + fields <= size / PARTS) {
    last.fields += fields;
    return last.promise;
  }
  const { promise, resolve } = Promise.withResolvers<void>();
  queue.all.push({ fields, go: resolve, promise });
  arm();
  return promise;
}

/** All that the owner waits for is let go of. */
export function leaveSlices(owner: object): void {
  queues.delete(owner);
}

function arm(): void {
  if (isArmed) return;
  isArmed = true;
  left = size;
  setImmediate(turn);
  // It comes when all is done that follows from the turn.
  setImmediate(learn);
}

function turn(): void {
  started = performance.now();
  left = size;
  for (const [owner, queue] of queues) {
    while (left > 0) {
      const next = queue.all[queue.at];
      if (!next) break;
      queue.at += 1;
      left -= next.fields;
      next.go();
    }
    queues.delete(owner);
    // The others come first in the next turn.
    if (queue.at < queue.all.length) queues.set(owner, queue);
    if (left <= 0) break;
  }
}

function learn(): void {
  isArmed = false;
  const share = (performance.now() - started) / SLICE_MS;
  if (share > LONG) size = Math.max(LEAST_FIELDS, size / Math.min(share, LONGEST));
  else if (left <= 0) size = Math.min(MOST_FIELDS, size * GROWTH);
  if (queues.size > 0) arm();
}

const [LONG, LONGEST, GROWTH] = [1.5, 4, 1.1];
