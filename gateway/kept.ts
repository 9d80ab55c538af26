/**
 * A cache for what clients choose, such as the texts of their operations. What comes for the first time is
 * kept in a small part, and in the large one when it comes again: a stream of ever new keys neither fills the
 * memory nor drives out what is in use.
 */
import { LRUCache } from "lru-cache";

export interface Kept<V extends object> {
  readonly get: (key: string) => V | undefined;
  /** `weight`: a share of `maxWeight`, at least 1. What is heavier than the small part is not kept. */
  readonly set: (key: string, value: V, weight: number) => void;
  readonly delete: (key: string) => void;
  /** What came again first, the latest first. */
  readonly values: () => Iterable<V>;
}

export interface KeptLimits {
  readonly max: number;
  readonly maxWeight: number;
}

/** Characters that weigh as much as a token of a parsed operation, of which it has many objects. */
export const CHARACTERS_OF_TOKEN = 64;

/** Share of the limits that what came once may have. */
const NEW = 1 / 8;

export function createKept<V extends object>({ max, maxWeight }: KeptLimits): Kept<V> {
  const lru = (share: number): LRUCache<string, V> =>
    new LRUCache({
      max: Math.ceil(max * share),
      maxSize: Math.ceil(maxWeight * share),
      maxEntrySize: Math.ceil(maxWeight * NEW),
    });
  const [fresh, used] = [lru(NEW), lru(1 - NEW)];
  const weights = new WeakMap<V, number>();
  return {
    get: (key) => {
      const known = used.get(key);
      if (known) return known;
      const again = fresh.get(key);
      if (!again) return undefined;
      fresh.delete(key);
      used.set(key, again, { size: weights.get(again) ?? 1 });
      return again;
    },
    set: (key, value, weight) => {
      const size = Math.max(1, Math.ceil(weight));
      weights.set(value, size);
      (used.has(key) ? used : fresh).set(key, value, { size });
    },
    delete: (key) => {
      fresh.delete(key);
      used.delete(key);
    },
    values: function* () {
      yield* used.values();
      yield* fresh.values();
    },
  };
}
