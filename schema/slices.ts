/**
 * The event loop belongs to all requests of a process. Long work is done in slices, one a turn of the loop: whoever has more to do waits for the
 * next one, and those who wait have them by turns. What waits between two slices is answered meanwhile.
 */

/** Fields of answers that are made, walked or written in one slice: one to three milliseconds. */
export const SLICE = 4_000;

interface Waiting { readonly fields: number; readonly go: () => void }
/** What an owner waits for, in order; the next one stands at `at`. */
interface Queue { readonly all: Waiting[]; at: number }

const queues = new Map<object, Queue>();
let left = SLICE;
let isArmed = false;

/** Whether there is still room for so much in this turn of the loop; it is taken. */
export function takeOfSlice(fields: number): boolean {
  if (left <= 0) return false;
  left -= fields;
  arm();
  return true;
}

/** Resolves in a later turn of the loop, when it is the owner's; never, once the owner has left. */
export function waitForSlice(owner: object, fields: number): Promise<void> {
  return new Promise((go) => {
    const queue = queues.get(owner) ?? { all: [], at: 0 };
    queues.set(owner, queue);
    queue.all.push({ fields, go });
    arm();
  });
}

/** All that the owner waits for is let go of. */
export function leaveSlices(owner: object): void {
  queues.delete(owner);
}

function arm(): void {
  if (isArmed) return;
  isArmed = true;
  setImmediate(turn);
}

function turn(): void {
  isArmed = false;
  left = SLICE;
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
  if (queues.size > 0) arm();
}
