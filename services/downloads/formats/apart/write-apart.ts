/**
 * A file that a thread writes, so that the hub answers others meanwhile, and what the file takes of memory is
 * bounded. Its records go in as text, each ended by a record separator, its bytes come out, each no faster
 * than it is taken. A thread that has written a file is ready for the next one, and ends when none comes.
 */
import { PassThrough, Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { TransformStream, type ReadableStream, type WritableStream } from "node:stream/web";
import { fileURLToPath } from "node:url";
import { Piscina } from "piscina";
import { MOST_WRITTEN } from "../../places.js";
import type { FileHead, WriterName } from "../format.js";

const IDLE_MS = 30_000;
/** Several times what a group of records takes, however many groups there are. */
const LIMITS = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 48 };

/** A file for a thread: its head, and how it is written. */
export interface ThreadFile extends FileHead {
  readonly writer: WriterName;
}

export interface FileTask {
  readonly file: ThreadFile;
  readonly records: ReadableStream<Uint8Array>;
  readonly bytes: WritableStream<Uint8Array>;
}

const pool = new Piscina<FileTask, undefined>({
  filename: fileURLToPath(new URL("./thread.js", import.meta.url)),
  minThreads: 0,
  maxThreads: MOST_WRITTEN,
  idleTimeout: IDLE_MS,
  // A thread that waits for bytes to be taken still hears of them.
  atomics: "disabled",
  resourceLimits: LIMITS,
});
// Who waits for a thread that dies is told.
pool.on("error", () => undefined);

/** The file's bytes. Whatever fails destroys them, so that no part of a file passes for the whole. */
export function writtenApart(file: ThreadFile, pieces: AsyncIterable<Buffer>): Readable {
  const over = new AbortController();
  /** Why the records ended before their time: the thread is told its words alone. */
  let fault: unknown = null;
  const source = Readable.from(watched());
  const output = new PassThrough();
  output.once("close", () => {
    source.destroy();
    // The thread of a file that nobody takes ends; one that has written its file stays.
    over.abort();
  });
  write().catch((error: unknown) => {
    const cause = fault ?? error;
    output.destroy(cause instanceof Error ? cause : new Error(String(cause)));
  });
  return output;

  async function* watched(): AsyncGenerator<Buffer> {
    try {
      yield* pieces;
    } catch (error) {
      // A stream that is destroyed throws into what it reads.
      if (!source.destroyed) fault = error;
      throw error;
    }
  }

  async function write(): Promise<void> {
    const { readable, writable: bytes } = new TransformStream<Uint8Array, Uint8Array>();
    const records: ReadableStream<Uint8Array> = Readable.toWeb(source);
    const taken = pipeline(Readable.fromWeb(readable), output, { end: false });
    // Why it failed is known to the thread, or to whoever closed the output.
    taken.catch(() => undefined);
    await pool.run(
      { file, records, bytes },
      // @ts-expect-error its types know no transferable streams
      { transferList: [records, bytes], signal: over.signal },
    );
    await taken;
    output.end();
  }
}
