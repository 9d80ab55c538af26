/**
 * The ZIP archive of a workbook, opened as if it were hostile. A part that says it is too large, or far
 * larger than it is packed, is not begun; one that is larger than it says is stopped where it is; and all
 * that is unpacked is counted against one limit. Few entries, no name twice, none encrypted. Nothing is ever
 * written under a name of the archive. Refuses with FEED_ARCHIVE.
 */
import { pipeline, type Readable } from "node:stream";
import { createInflateRaw } from "node:zlib";
import { HubError } from "#schema/errors.js";
import { fromFdPromise, type Entry, type ZipFile } from "yauzl";
import { badArchive, type ReadLimits } from "../refusals.js";
import type { SpooledFile } from "./spool.js";

export interface Archive {
  readonly has: (path: string) => boolean;
  /** The unpacked bytes. Stopping early is allowed. */
  readonly read: (path: string) => AsyncGenerator<Buffer, void, undefined>;
  /** Unpacks everything into nothing, to see that it stays under the limit. */
  readonly unpackAll: () => Promise<void>;
}

const ENTRIES = 10_000;
/**
 * Blank rows pack 60 times, the same sentence in every cell 300 times, zeros 1,000 times. Below the floor a
 * ratio tells nothing.
 */
const RATIO = 500;
const RATIO_FLOOR_BYTES = 4 * 2 ** 20;

export async function openArchive({ handle }: SpooledFile, limits: ReadLimits): Promise<Archive> {
  const zip = await asArchiveFault(fromFdPromise(handle.fd, { autoClose: false }));
  const entries = await asArchiveFault(listEntries(zip));
  // Bytes of a part are counted once, however often it is read.
  const counted = new Map<string, number>();
  let inflated = 0;
  return { has: (path) => entries.has(path.toLowerCase()), read, unpackAll };

  async function* read(path: string): AsyncGenerator<Buffer, void, undefined> {
    const name = path.toLowerCase();
    const entry = entries.get(name);
    if (!entry) throw badArchive("缺少部件", "a part is missing");
    if (entry.uncompressedSize > RATIO_FLOOR_BYTES && entry.uncompressedSize > entry.compressedSize * RATIO)
      throw badArchive("压缩比异常", "it is packed more tightly than any workbook");
    if (inflated - (counted.get(name) ?? 0) + entry.uncompressedSize > limits.inflatedBytes) throw tooLarge();
    const stream = unpack(
      entry,
      await asArchiveFault(zip.openReadStreamPromise(entry, { decodeFileData: false })),
    );
    const chunks: AsyncIterable<Buffer> = stream;
    let read = 0;
    try {
      for await (const chunk of chunks) {
        read += chunk.length;
        if (read > entry.uncompressedSize) throw wrongSize();
        const before = counted.get(name) ?? 0;
        inflated += Math.max(0, read - before);
        counted.set(name, Math.max(read, before));
        if (inflated > limits.inflatedBytes) throw tooLarge();
        yield chunk;
      }
      if (read !== entry.uncompressedSize) throw wrongSize();
    } catch (error) {
      throw archiveFault(error);
    } finally {
      stream.destroy();
    }
  }

  function tooLarge(): HubError {
    const limitMiB = Math.ceil(limits.inflatedBytes / 2 ** 20);
    return badArchive(`解压后超过 ${limitMiB} MiB`, `more than ${limitMiB} MiB once unpacked`);
  }

  async function unpackAll(): Promise<void> {
    for (const path of entries.keys()) for await (const _ of read(path)) continue;
  }
}

const STORED = 0;
const DEFLATED = 8;
/**
 * Each piece costs a turn of the thread pool and of the event loop; of 16 KiB, zlib's own, there are four
 * times as many.
 */
const UNPACKED_BYTES = 64 * 1024;

/** Its own errors end it, and so do those of the packed bytes. */
function unpack({ compressionMethod }: Entry, packed: Readable): Readable {
  if (compressionMethod === STORED) return packed;
  if (compressionMethod !== DEFLATED) {
    packed.destroy();
    throw badArchive("压缩方法不支持", "it is packed by a method that no workbook has");
  }
  // Whoever reads the unpacked bytes is told of the failure
  return pipeline(packed, createInflateRaw({ chunkSize: UNPACKED_BYTES }), () => undefined);
}

async function listEntries(zip: ZipFile): Promise<ReadonlyMap<string, Entry>> {
  const entries = new Map<string, Entry>();
  if (zip.entryCount > ENTRIES) throw badArchive("文件过多", "it holds too many files");
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName.endsWith("/")) continue;
    if (entry.isEncrypted()) throw badArchive("已加密", "it is encrypted");
    // Names of parts have no case (ECMA-376 part 2, 6.2.2.3).
    const name = entry.fileName.toLowerCase();
    if (entries.has(name)) throw badArchive("有重名的部件", "a part is there twice");
    entries.set(name, entry);
    if (entries.size > ENTRIES) throw badArchive("文件过多", "it holds too many files");
  }
  return entries;
}

async function asArchiveFault<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw archiveFault(error);
  }
}

/** The system's own failures (a full disk) stay what they are; everything else is the archive's. */
function archiveFault(error: unknown): unknown {
  if (error instanceof HubError || (error instanceof Error && "syscall" in error)) return error;
  return wrongSize();
}

function wrongSize(): HubError {
  return badArchive("ZIP 结构损坏或大小不符", "the ZIP structure is damaged or lies about sizes");
}
