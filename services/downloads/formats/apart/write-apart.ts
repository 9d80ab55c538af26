/**
 * A file that a thread of its own writes, so that the hub answers others meanwhile, and what the file takes
 * of memory is bounded and given back. Its records go in as text, each ended by a record separator, its bytes
 * come out, each no faster than it is taken.
 */
import { once } from "node:events";
import { PassThrough, Readable } from "node:stream";
import { finished, pipeline } from "node:stream/promises";
import { Worker } from "node:worker_threads";
import type { FileHead, WriterName } from "../format.js";

const THREAD = new URL("./thread.js", import.meta.url);
/** Several times what a group of records takes, however many groups there are. */
const LIMITS = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 48 };

/** A file for a thread: its head, and how it is written. */
export interface ThreadFile extends FileHead {
  readonly writer: WriterName;
}

/** The file's bytes. Whatever fails destroys them, so that no part of a file passes for the whole. */
export function writtenApart(file: ThreadFile, records: AsyncIterable<Buffer>): Readable {
  const thread = new Worker(THREAD, { workerData: file, stdin: true, stdout: true, resourceLimits: LIMITS });
  const source = Readable.from(records);
  const output = new PassThrough();
  output.once("close", () => {
    source.destroy();
    // One that has ended has nothing to end.
    thread.terminate().catch(() => undefined);
  });
  write().catch((error: unknown) => {
    output.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  return output;

  async function write(): Promise<void> {
    const { stdin, stdout } = thread;
    if (stdin === null) throw new TypeError("The thread has no input");
    stdout.pipe(output, { end: false });
    // An error of the thread rejects the first.
    const [[code]] = await Promise.all([once(thread, "exit"), finished(stdout), pipeline(source, stdin)]);
    if (code !== 0) throw new Error("The thread that wrote a file ended before its time");
    output.end();
  }
}
