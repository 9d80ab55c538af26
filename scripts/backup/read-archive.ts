/** Reads what `write-archive.ts` has written. */
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { createZstdDecompress } from "node:zlib";
import type { Decrypter } from "age-encryption";
import { extract, type Extract } from "tar-stream";
import { HubError } from "#schema/errors.js";
import { systemWords } from "../start/read-text.js";
import { PART, SUMS_ENTRY } from "./write-archive.js";

type Entry = Extract extends AsyncIterable<infer E> ? E : never;

export interface ReadEntry {
  readonly name: string;
  readonly isFolder: boolean;
  readonly bytes: number;
  readonly content: AsyncIterable<Buffer>;
}

/**
 * Gives each entry to `take`, parts of one as one, and compares the sums at the end. Throws FILE_UNREADABLE,
 * BACKUP_OTHER, BACKUP_LOCKED, BACKUP_DAMAGED, and what `take` throws.
 */
export async function readArchive(
  file: string,
  decrypter: Decrypter,
  take: (entry: ReadEntry) => Promise<void>,
): Promise<void> {
  const tar = extract();
  const source = createReadStream(file);
  let own: unknown = null;
  let unreadable: unknown = null;
  source.on("error", (error) => {
    unreadable ??= error;
  });
  try {
    await once(source, "open");
    const plain = await decrypter.decrypt(ReadableStream.from(source));
    const opening = pipeline(plain, createZstdDecompress(), tar);
    opening.catch(() => undefined);
    await takeEntries(tar, async (entry) => {
      try {
        await take(entry);
      } catch (error) {
        own = error;
        throw error;
      }
    });
    await opening;
  } catch (error) {
    if (unreadable !== null) throw new HubError("FILE_UNREADABLE", { file, ...systemWords(unreadable) });
    if (own !== null && !(own instanceof Damaged)) throw own;
    throw explain(file, error);
  } finally {
    tar.destroy();
    source.destroy();
  }
}

/** The library tells its faults by their texts alone. */
function explain(file: string, error: unknown): HubError {
  const text = error instanceof Error ? error.message : "";
  if (text.startsWith("no identity matched")) return new HubError("BACKUP_LOCKED", { file });
  if (text.startsWith("invalid version") || text.startsWith("invalid non-ASCII"))
    return new HubError("BACKUP_OTHER", {
      file,
      reason: "不是 age 加密的文件",
      reasonEn: "it is no file that age encrypted",
    });
  return new HubError("BACKUP_DAMAGED", { file });
}

/** What comes out of the file breaks off, or is not what was put in. */
class Damaged extends Error {}

async function takeEntries(tar: Extract, take: (entry: ReadEntry) => Promise<void>): Promise<void> {
  const sums: Record<string, string> = {};
  const entries = tar[Symbol.asyncIterator]();
  const next = async (): Promise<Entry | null> => {
    const { value, done } = await entries.next().catch(() => {
      throw new Damaged();
    });
    return done === true ? null : value;
  };
  let entry = await next();
  let told: unknown = null;
  async function* contentOf(name: string): AsyncGenerator<Buffer> {
    while (entry && baseName(entry) === name) {
      const digest = createHash("sha256");
      for await (const bytes of bytesOf(entry)) {
        digest.update(bytes);
        yield bytes;
      }
      if (entry.header.name !== SUMS_ENTRY) sums[entry.header.name] = digest.digest("hex");
      const isLast = !PART.test(entry.header.name);
      entry = await next();
      if (isLast) return;
    }
  }
  while (entry) {
    const { header } = entry;
    const name = baseName(entry);
    const content = contentOf(name);
    if (name === SUMS_ENTRY) told = JSON.parse(await textOf(content));
    else await take({ name, isFolder: header.type === "directory", bytes: header.size ?? 0, content });
    // What was not asked for is read over, and its sum is taken.
    for await (const bytes of content) void bytes;
  }
  if (JSON.stringify(told) !== JSON.stringify(sums)) throw new Damaged();
}

async function* bytesOf(entry: Entry): AsyncGenerator<Buffer> {
  try {
    yield* entry as AsyncIterable<Buffer>; // an archive is read in bytes
  } catch {
    throw new Damaged();
  }
}

function baseName({ header }: Entry): string {
  return header.name.replace(PART, "");
}

export async function textOf(content: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const bytes of content) chunks.push(bytes);
  return Buffer.concat(chunks).toString("utf8");
}
