/**
 * What one operation takes of the process: how much its answer is made of, and time of the event loop.
 * Answers blow up where lists stand in lists: 177 characters can ask for millions of objects. So what is made
 * is counted while it is made.
 */
import { HubError } from "../errors.js";
import { startLifetime, type EndableLifetime } from "./lifetime.js";
import { leaveSlices, takeOfSlice, waitForSlice } from "./slices.js";

export interface AnswerLimits {
  /** Objects that subgraphs give for one answer. */
  readonly objects: number;
  /**
   * Bytes of one answer. What subgraphs give for it, keys and what others require included, is at most four
   * times as much.
   */
  readonly bytes: number;
}

export interface Meter {
  /** For whom it runs: where many wait, clients have their turns. */
  readonly client: string;
  readonly limits: AnswerLimits;
  /**
   * Counts what a subgraph has given. Throws ANSWER_TOO_LARGE, and ends the operation, when it is too much.
   */
  readonly count: (objects: number, bytes: number) => void;
  /** The same for what stands in the answer, so many objects or bytes on the whole. */
  readonly allow: (objects: number, bytes: number) => void;
  /** What has been counted so far. */
  readonly taken: () => AnswerLimits;
  /** Why it is over; null while it is not. */
  readonly refusal: () => HubError | null;
  /**
   * Whether so many fields may be worked on at once. The first ones always: a small answer waits for nobody.
   */
  readonly hasTime: (fields: number) => boolean;
  /** Resolves when it is this operation's turn again. */
  readonly turn: (fields: number) => Promise<void>;
  /** The same; never, once it is over: what nobody waits for stands still, and is let go of. */
  readonly turnWhileWanted: (fields: number) => Promise<void>;
}

/** Fields that are made without regard to others. */
export const AT_ONCE = 2_000;
/** Bytes that subgraphs may give for each byte of an answer. */
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

/** As much as a process can make at all: no text is longer than twice that. */
export const UNLIMITED_ANSWER: AnswerLimits = { objects: Infinity, bytes: 2 ** 28 };

/** For what nobody limits. */
export function unmetered(): Meter {
  return createMeter(UNLIMITED_ANSWER, "", startLifetime(Infinity));
}
