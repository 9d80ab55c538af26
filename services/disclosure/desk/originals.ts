/**
 * Files as they came, in parts that are compressed and sealed: those of a half-received upload belong to no
 * submission and are swept away.
 */
import { createHash, type Hash } from "node:crypto";
import { pipeline as pipe, Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { constants, createZstdCompress, createZstdDecompress } from "node:zlib";
import type pg from "pg";
import type { Queryable } from "#kit/hub";
import { HubError } from "#schema/errors.js";
import type { Place, Seal } from "./seal.js";

export interface Received {
  readonly bytes: number;
  /** Equal for equal files alone. */
  readonly digest: string;
}

const PART_BYTES = 1024 * 1024;

/** Stores a stream; over the limit it stops reading and throws FEED_TOO_LARGE. */
export async function storeOriginal(
  { pool, seal }: { readonly pool: pg.Pool; readonly seal: Seal },
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
          await storePart({ pool, seal }, { submission, part }, bytes);
          part += 1;
        }
      },
    );
  } catch (error) {
    await dropOriginal(pool, submission);
    throw error;
  }
  return { bytes: count.bytes, digest: seal.digest(digest.digest("hex")) };
}

/** Seals some bytes into their place. */
export async function storePart(
  { pool, seal }: { readonly pool: pg.Pool; readonly seal: Seal },
  place: Place,
  bytes: Uint8Array,
): Promise<void> {
  await pool.query(
    "INSERT INTO disclosure.original (submission, part, bytes, sealed_by) VALUES ($1, $2, $3, $4)",
    [place.submission, place.part, seal.close(place, bytes), seal.name],
  );
}

/**
 * The file as it came. Throws ORIGINAL_UNREADABLE. A failure of the database, or a part that is missing or
 * was changed, is an error of the stream.
 */
export async function openOriginal(client: Queryable, seal: Seal, submission: string): Promise<Readable> {
  const first = await readPart(client, seal, submission, 0);
  // Whoever reads is told of an error by the stream itself: the callback is there so that none is left
  // without a listener.
  const rest = first === null ? [] : parts(client, seal, submission, first);
  return pipe(Readable.from(rest), createZstdDecompress(), () => undefined);
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

async function* parts(
  client: Queryable,
  seal: Seal,
  submission: string,
  first: Buffer,
): AsyncGenerator<Buffer> {
  yield first;
  for (let part = 1; ; part += 1) {
    const bytes = await readPart(client, seal, submission, part);
    if (bytes === null) return;
    yield bytes;
  }
}

/** Null: there is none. */
export async function readPart(
  client: Queryable,
  seal: Seal,
  submission: string,
  part: number,
): Promise<Buffer | null> {
  const { rows } = await client.query<{ bytes: Buffer; sealedBy: string | null }>(
    'SELECT bytes, sealed_by AS "sealedBy" FROM disclosure.original WHERE submission = $1 AND part = $2',
    [submission, part],
  );
  const [found] = rows;
  if (!found) return null;
  // One of an earlier release, which is sealed soon.
  if (found.sealedBy === null) return found.bytes;
  const isOther = found.sealedBy !== seal.name;
  const opened = isOther ? null : seal.open({ submission, part }, found.bytes);
  if (opened) return opened;
  throw new HubError("ORIGINAL_UNREADABLE", { submission, ...(isOther ? KEY_LOST : CHANGED) });
}

const KEY_LOST = { reason: "加密所用的密钥已丢失", reasonEn: "the key that it was encrypted with is lost" };
const CHANGED = { reason: "存储的内容被改动过", reasonEn: "what is stored of it was changed" };
