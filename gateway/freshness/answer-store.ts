/**
 * The in-memory answer cache. The key of an answer contains everything that can make it stale, so nothing is
 * ever invalidated: a stale answer is not looked up any more, and is evicted when the cache is full. The
 * cache is bounded in bytes, compressed copies and keys included.
 */
import { brotliCompress, constants, gzip } from "node:zlib";
import { promisify } from "node:util";
import { LRUCache } from "lru-cache";

export type Encoding = "br" | "gzip";

export interface StoredAnswer {
  readonly body: Buffer;
  readonly tag: string;
  /**
   * Compresses once, at the first use, off the event loop; later calls return the bytes synchronously. Null
   * for a body that is too small to compress.
   */
  readonly encoded: (encoding: Encoding) => Buffer | null | Promise<Buffer | null>;
}

export interface AnswerStore {
  readonly get: (key: string) => StoredAnswer | undefined;
  /** `seconds`: lifetime of the entry; Infinity if it never becomes stale under its key. */
  readonly put: (key: string, answer: Pick<StoredAnswer, "body" | "tag">, seconds: number) => StoredAnswer;
  readonly bytes: () => number;
}

/** Memory overhead of one answer: Maps, promises and so on. */
const OVERHEAD_BYTES = 500;
/** One answer may take at most 1/LARGEST_PART of the limit. */
const LARGEST_PART = 8;
const SMALLEST_ENCODED_BYTES = 1_024;
/** Fast enough to compress within a request, and within a few percent of the best ratio for JSON. */
const BROTLI_QUALITY = 5;

const compress: Readonly<Record<Encoding, (body: Buffer) => Promise<Buffer>>> = {
  br: (body) =>
    promisify(brotliCompress)(body, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
      },
    }),
  gzip: (body) => promisify(gzip)(body),
};

interface Entry extends StoredAnswer {
  readonly size: number;
}

/** With a limit of zero bytes, nothing is cached. */
export function createAnswerStore(limitBytes: number): AnswerStore {
  const kept =
    limitBytes === 0
      ? null
      : new LRUCache<string, Entry>({
          maxSize: limitBytes,
          maxEntrySize: Math.ceil(limitBytes / LARGEST_PART),
          sizeCalculation: ({ size }) => size,
        });
  const make = (key: string, { body, tag }: Pick<StoredAnswer, "body" | "tag">, until: number): Entry => {
    const made = new Map<Encoding, Buffer | Promise<Buffer>>();
    let size = OVERHEAD_BYTES + body.length + 2 * key.length;
    const entry: Entry = {
      body,
      tag,
      get size() {
        return size;
      },
      encoded: (encoding) => {
        if (body.length < SMALLEST_ENCODED_BYTES) return null;
        const before = made.get(encoding);
        if (before) return before;
        const making = compress[encoding](body).then((bytes) => {
          size += bytes.length;
          made.set(encoding, bytes);
          // Updates the entry's size, if it has not been evicted.
          if (kept?.peek(key) === entry) {
            kept.delete(key);
            set(key, entry, until);
          }
          return bytes;
        });
        made.set(encoding, making);
        return making;
      },
    };
    return entry;
  };
  const set = (key: string, entry: Entry, until: number): void => {
    const left = until - performance.now();
    if (until === Infinity) kept?.set(key, entry);
    else if (left > 0) kept?.set(key, entry, { ttl: left });
  };
  return {
    get: (key) => kept?.get(key),
    put: (key, answer, seconds) => {
      const until = performance.now() + seconds * 1_000;
      const entry = make(key, answer, until);
      set(key, entry, until);
      return entry;
    },
    bytes: () => kept?.calculatedSize ?? 0,
  };
}
