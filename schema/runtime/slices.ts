/**
 * Shares the event loop between all requests of a process. Long work runs in slices of about a millisecond,
 * one slice per turn of the loop. Work that exceeds a slice waits for the next one, and waiting owners take
 * turns. The loop's other tasks run between two slices.
 */

/** Target duration of a slice; the number of fields that fit is measured. */
const SLICE_MS = 1;
const PARTS = 4;
const LEAST_FIELDS = 50;
const MOST_FIELDS = 20_000;

interface Waiting {
  fields: number;
  readonly go: () => void;
  readonly promise: Promise<void>;
}
/** An owner's waiting work, in order; `at` is the index of the next entry. */
interface Queue {
  readonly all: Waiting[];
  at: number;
}

const queues = new Map<object, Queue>();
/** Number of fields that are made, walked or written in one slice. */
let size = 500;
let left = size;
let ends = 0;
let started = 0;
let isArmed = false;

/** Takes so many fields of the current slice; returns false if they do not fit, or if others are waiting. */
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

/** Number of fields that may be processed in one slice. */
export function sliceSize(): number {
  return size;
}

/** Resolves in a later turn of the loop, when it is the owner's turn; never, once the owner has left. */
export function waitForSlice(owner: object, fields: number): Promise<void> {
  const queue = queues.get(owner) ?? { all: [], at: 0 };
  queues.set(owner, queue);
  const last = queue.all.at(-1);
  // Hundreds of thousands of objects may wait, so small entries are merged, up to a part of a slice.
  if (last && last.fields + fields <= size / PARTS) {
    last.fields += fields;
    return last.promise;
  }
  const { promise, resolve } = Promise.withResolvers<void>();
  queue.all.push({ fields, go: resolve, promise });
  arm();
  return promise;
}

/** Drops all waiting work of the owner. */
export function leaveSlices(owner: object): void {
  queues.delete(owner);
}

function arm(): void {
  if (isArmed) return;
  isArmed = true;
  left = size;
  setImmediate(turn);
  // `learn` runs after all work that the turn has started.
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
    // In the next turn the other owners come first.
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
