/**
 * Files that were written once and are read in any part: on disk, without a name, so that a process that ends
 * leaves nothing behind. Together they take so much of the disk and no more: those that were read longest ago
 * go first.
 */
import { createHash } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createSpool, type SpooledFile } from "#kit/hub";
import { HubError } from "#schema/errors.js";
import { tooMany } from "../places.js";

const PIECE_BYTES = 64 * 1024;

export interface KeptFile {
  readonly size: number;
  /** SHA-256. */
  readonly digest: Buffer;
  /** Bytes from one place to another, both included. */
  readonly read: (start: number, end: number) => Readable;
}

/** Writes the file; its signal says that nobody waits for it any more. */
export type WriteFile = (signal: AbortSignal) => Readable | Promise<Readable>;

export interface Spool {
  /** True if a file is there, or is being written. */
  readonly has: (key: string) => boolean;
  /** The file of a key, written where it is not there yet. It stays at least until it is let go. */
  readonly take: (
    key: string,
    write: WriteFile,
  ) => { readonly file: Promise<KeptFile>; readonly letGo: () => void };
  readonly close: () => Promise<void>;
}

interface Entry {
  readonly key: string;
  readonly file: Promise<KeptFile>;
  readonly abort: AbortController;
  bytes: number;
  users: number;
  isWhole: boolean;
  spooled: SpooledFile | null;
}

/** `limit`: bytes. */
export function createSpooledFiles(limit: number): Spool {
  /** The one that was taken last is the last. */
  const entries = new Map<string, Entry>();
  let bytes = 0;

  const forget = (entry: Entry): void => {
    if (entries.get(entry.key) === entry) entries.delete(entry.key);
    bytes -= entry.bytes;
    entry.bytes = 0;
    const { spooled } = entry;
    entry.spooled = null;
    // Nothing is written to it: closing loses nothing.
    spooled?.close().catch(() => undefined);
  };

  const grow = (entry: Entry, by: number): void => {
    entry.bytes += by;
    bytes += by;
    if (entry.bytes > limit)
      throw new HubError("DOWNLOAD_TOO_LARGE", { mebibytes: Math.floor(limit / 1024 / 1024) });
    for (const other of entries.values())
      if (bytes > limit && other.users === 0 && other.isWhole) forget(other);
    if (bytes > limit) throw tooMany();
  };

  const fill = async (entry: Entry, write: WriteFile): Promise<KeptFile> => {
    const { signal } = entry.abort;
    const spooled = await createSpool();
    entry.spooled = spooled;
    signal.throwIfAborted();
    const hash = createHash("sha256");
    const sink = async (pieces: AsyncIterable<Buffer>): Promise<void> => {
      for await (const piece of pieces) {
        grow(entry, piece.length);
        hash.update(piece);
        await spooled.handle.appendFile(piece);
      }
    };
    await pipeline(await write(signal), sink, { signal });
    entry.isWhole = true;
    return {
      size: entry.bytes,
      digest: hash.digest(),
      read: (start, end) => Readable.from(piecesOf(spooled.handle, start, end), { objectMode: false }),
    };
  };

  const begin = (key: string, write: WriteFile): Entry => {
    const { promise, resolve, reject } = Promise.withResolvers<KeptFile>();
    const entry: Entry = {
      key,
      file: promise,
      abort: new AbortController(),
      bytes: 0,
      users: 0,
      isWhole: false,
      spooled: null,
    };
    entries.set(key, entry);
    fill(entry, write).then(resolve, (error: unknown) => {
      forget(entry);
      reject(error instanceof Error ? error : new Error(String(error)));
    });
    return entry;
  };

  return {
    has: (key) => entries.has(key),
    take: (key, write) => {
      const entry = entries.get(key) ?? begin(key, write);
      entries.delete(key);
      entries.set(key, entry);
      entry.users += 1;
      let isHeld = true;
      return {
        file: entry.file,
        letGo: () => {
          if (!isHeld) return;
          isHeld = false;
          entry.users -= 1;
          if (entry.users > 0 || entry.isWhole) return;
          // Whoever asks next begins anew.
          if (entries.get(key) === entry) entries.delete(key);
          entry.abort.abort();
        },
      };
    },
    close: async () => {
      for (const { abort } of entries.values()) abort.abort();
      await Promise.allSettled([...entries.values()].map(({ file }) => file));
      for (const entry of entries.values()) forget(entry);
    },
  };
}

async function* piecesOf(handle: FileHandle, start: number, end: number): AsyncGenerator<Buffer> {
  for (let at = start; at <= end;) {
    const piece = Buffer.allocUnsafe(Math.min(PIECE_BYTES, end - at + 1));
    const { bytesRead } = await handle.read(piece, 0, piece.length, at);
    if (bytesRead === 0) throw new Error("A kept file is shorter than it was");
    yield piece.subarray(0, bytesRead);
    at += bytesRead;
  }
}
