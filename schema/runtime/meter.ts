/**
 * Meters the resources of one operation: the size of its answer, and its time on the event loop. Nested lists
 * multiply: 177 characters can request millions of objects. So objects and bytes are counted while the answer
 * is made.
 */
import { HubError } from "../errors.js";
import { startLifetime, type EndableLifetime } from "./lifetime.js";
import { leaveSlices, takeOfSlice, waitForSlice } from "./slices.js";

export interface AnswerLimits {
  /** Most objects that subgraphs return for one answer. */
  readonly objects: number;
  /**
   * Most bytes of one answer. The subgraphs' answers for it, including keys and required fields, may have
   * four times as many.
   */
  readonly bytes: number;
}

export interface Meter {
  /** The client that it runs for: waiting clients take turns. */
  readonly client: string;
  readonly limits: AnswerLimits;
  /**
   * Counts objects and bytes from a subgraph. Over the limit it throws ANSWER_TOO_LARGE and ends the
   * operation.
   */
  readonly count: (objects: number, bytes: number) => void;
  /** Checks the totals of the answer itself against the limits, in the same way. */
  readonly allow: (objects: number, bytes: number) => void;
  /** The counts so far. */
  readonly taken: () => AnswerLimits;
  /** The error that ended the operation; null if none did. */
  readonly refusal: () => HubError | null;
  /**
   * True if so many fields may be processed without waiting. The first fields always may, so that a small
   * answer never waits.
   */
  readonly hasTime: (fields: number) => boolean;
  /** Resolves when it is this operation's turn again. */
  readonly turn: (fields: number) => Promise<void>;
  /**
   * The same, but never resolves once the operation is over, so that its work stops and is garbage-collected.
   */
  readonly turnWhileWanted: (fields: number) => Promise<void>;
}

/** Fields that an operation may process before it takes turns with others. */
export const AT_ONCE = 2_000;
/** Bytes that subgraphs may return for each byte of an answer. */
export const READ_FOR_ONE_WRITTEN = 4;

export function createMeter(
  limits: AnswerLimits,
  client: string,
  lifetime: Pick<EndableLifetime, "end" | "onEnd">,
): Meter {
  let [objects, bytes, free] = [0, 0, AT_ONCE];
  let refusal: HubError | null = null;
  let isOver = false;
  const check = (ofObjects: number, ofBytes: number): void => {
    if (ofObjects <= limits.objects && ofBytes <= limits.bytes) return;
    refusal ??=
      ofObjects > limits.objects
        ? tooLarge(limits.objects, "个对象", "objects")
        : tooLarge(limits.bytes, "字节", "bytes");
    lifetime.end();
    throw refusal;
  };
  const meter: Meter = {
    client,
    limits,
    count: (moreObjects, moreBytes) => {
      objects += moreObjects;
      bytes += moreBytes;
      check(objects, bytes / READ_FOR_ONE_WRITTEN);
    },
    allow: check,
    taken: () => ({ objects, bytes }),
    refusal: () => refusal,
    hasTime: (fields) => {
      if (free <= 0) return takeOfSlice(fields);
      free -= fields;
      return true;
    },
    turn: (fields) => waitForSlice(meter, fields),
    turnWhileWanted: (fields) => (isOver ? new Promise(() => undefined) : waitForSlice(wanted, fields)),
  };
  const wanted = {};
  lifetime.onEnd(() => {
    isOver = true;
    leaveSlices(wanted);
  });
  return meter;
}

function tooLarge(limit: number, unit: string, unitEn: string): HubError {
  return new HubError("ANSWER_TOO_LARGE", { limit, unit, unitEn });
}

/** As much as a process can make at all: the longest JavaScript string has twice as many characters. */
export const UNLIMITED_ANSWER: AnswerLimits = { objects: Infinity, bytes: 2 ** 28 };

/** A meter without limits. */
export function unmetered(): Meter {
  return createMeter(UNLIMITED_ANSWER, "", startLifetime(Infinity));
}
