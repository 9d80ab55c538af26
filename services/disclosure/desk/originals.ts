/**
 * Files as they came, in compressed parts: parts of a half-received upload belong to no submission and is
 * swept away.
 */
import { createHash, type Hash } from "node:crypto";
import { pipeline as pipe, Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { constants, createZstdCompress, createZstdDecompress } from "node:zlib";
import type pg from "pg";
import type { Queryable } from "#kit/hub";
import { HubError } from "#schema/errors.js";

export interface Received {
  readonly bytes: number;
  readonly sha256: string;
}

const PART_BYTES = 1024 * 1024;

/** Stores a stream; over the limit it stops reading and throws FEED_TOO_LARGE. */
export async function storeOriginal(
  pool: pg.Pool,
  submission: string,
  source: AsyncIterable<Uint8Array>,
  limitBytes: number,
): Promise<Received> {
  const digest = createHash("sha256");
  const count = { bytes: 0 };
  let part = 0;
  const compress = createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 1 } });
  try {
    await pipeline(
      measure(source, digest, count, limitBytes),
      compress,
      async (compressed: AsyncIterable<Buffer>) => {
        for await (const bytes of inParts(compressed)) {
          await pool.query("INSERT INTO disclosure.original (submission, part, bytes) VALUES ($1, $2, $3)", [
            submission,
            part,
            bytes,
          ]);
          part += 1;
        }
      },
    );
  } catch (error) {
    await dropOriginal(pool, submission);
    throw error;
  }
  return { bytes: count.bytes, sha256: digest.digest("hex") };
}

/** The file as it came. A failure of the database, or a part that is missing, is an error of the stream. */
export function readOriginal(client: Queryable, submission: string): Readable {
  // Whoever reads is told of an error by the stream itself: the callback is there so that none is left
  // without a listener.
  return pipe(Readable.from(parts(client, submission)), createZstdDecompress(), () => undefined);
}

export async function dropOriginal(pool: pg.Pool, submission: string): Promise<void> {
  await pool.query("DELETE FROM disclosure.original WHERE submission = $1", [submission]);
}

/** Parts of uploads that broke off: older than an hour, and without a submission. */
export async function sweepOriginals(pool: pg.Pool): Promise<void> {
  await pool.query(
    "DELETE FROM disclosure.original o WHERE at < now() - interval '1 hour' AND NOT EXISTS (SELECT FROM disclosure.submission s WHERE s.id = o.submission)",
  );
}

async function* measure(
  source: AsyncIterable<Uint8Array>,
  digest: Hash,
  count: { bytes: number },
  limitBytes: number,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of source) {
    count.bytes += chunk.byteLength;
    if (count.bytes > limitBytes)
      throw new HubError("FEED_TOO_LARGE", { limitMiB: Math.floor(limitBytes / PART_BYTES) });
    digest.update(chunk);
    yield chunk;
  }
  if (count.bytes === 0) throw new HubError("FEED_EMPTY");
}

async function* inParts(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    held.push(chunk);
    bytes += chunk.length;
    if (bytes < PART_BYTES) continue;
    yield Buffer.concat(held);
    held = [];
    bytes = 0;
  }
  if (bytes > 0) yield Buffer.concat(held);
}

async function* parts(client: Queryable, submission: string): AsyncGenerator<Buffer> {
  for (let part = 0; ; part += 1) {
    const { rows } = await client.query<{ bytes: Buffer }>(
      "SELECT bytes FROM disclosure.original WHERE submission = $1 AND part = $2",
      [submission, part],
    );
    const found = rows[0];
    if (!found) return;
    yield found.bytes;
  }
}
