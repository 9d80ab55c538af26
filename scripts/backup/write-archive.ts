/**
 * The file of a backup: a tar archive, compressed by zstd, encrypted by age, written and read as a stream.
 * `age --decrypt FILE | zstd -d | tar -x` opens it without this program. Its entries are in order
 * `manifest.json`, `keys/…`, the database, and `sums.json` with the SHA-256 of each.
 *
 * An entry whose size is not known before comes in parts, `name.part-000001` and so on.
 */
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import type { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createZstdCompress } from "node:zlib";
import type { Encrypter } from "age-encryption";
import { pack, type Pack } from "tar-stream";
import { HubError } from "#schema/errors.js";
import { placeNew } from "../start/place-file.js";
import { systemCode, systemWords } from "../start/read-text.js";

export const MANIFEST_ENTRY = "manifest.json";
export const SUMS_ENTRY = "sums.json";
export const PART = /\.part-\d+$/;
const PART_BYTES = 8 * 1024 * 1024;

export interface Writing {
  readonly addText: (name: string, text: string) => Promise<void>;
  readonly addFile: (name: string, bytes: number, content: AsyncIterable<Buffer>) => Promise<void>;
  readonly addFolder: (name: string) => Promise<void>;
  readonly addStream: (name: string, content: AsyncIterable<Buffer>) => Promise<void>;
}

/** There whole under its name, or not at all. Throws BACKUP_FILE, and what `fill` throws. */
export async function writeArchive(
  file: string,
  encrypter: Encrypter,
  fill: (writing: Writing) => Promise<void>,
): Promise<void> {
  const draft = `${file}.unfinished`;
  const output = createWriteStream(draft, { mode: 0o600, flush: true });
  let refused: unknown = null;
  // Also told of what only ends it; the system's own refusals name a call of it.
  output.on("error", (error) => {
    if ("syscall" in error) refused ??= error;
  });
  try {
    await pipe(encrypter, fill, output);
    await placeNew(draft, file).catch((error: unknown) => {
      refused = error;
      throw error;
    });
  } catch (error) {
    throw refused === null ? error : unwritable(file, refused);
  } finally {
    await rm(draft, { force: true });
  }
}

async function pipe(
  encrypter: Encrypter,
  fill: (writing: Writing) => Promise<void>,
  output: Writable,
): Promise<void> {
  const tar = pack();
  const compress = createZstdCompress();
  let own: unknown = null;
  const filling = fillArchive(tar, fill).catch((error: unknown) => {
    own = error;
    compress.destroy();
    throw error;
  });
  const compressing = pipeline(tar, compress);
  const all = [filling, compressing, encrypter.encrypt(ReadableStream.from(compress))] as const;
  const writing = all[2].then((encrypted) => pipeline(encrypted, output));
  // The first that fails ends the others. What was to be packed says best what happened.
  try {
    await Promise.all([...all, writing]);
  } catch (error) {
    throw own ?? error;
  } finally {
    tar.destroy();
    compress.destroy();
    await Promise.allSettled([...all, writing]);
  }
}

function unwritable(file: string, error: unknown): HubError {
  return new HubError("BACKUP_FILE", {
    file,
    ...(systemCode(error) === "EEXIST"
      ? { reason: "已有同名文件", reasonEn: "there is one of that name" }
      : systemWords(error)),
  });
}

async function fillArchive(tar: Pack, fill: (writing: Writing) => Promise<void>): Promise<void> {
  const sums: Record<string, string> = {};
  const add = async (
    header: Parameters<Pack["entry"]>[0],
    content: AsyncIterable<Buffer> | Iterable<Buffer>,
  ): Promise<void> => {
    const done = Promise.withResolvers<void>();
    const sink = tar.entry(header, (error) => (error ? done.reject(error) : done.resolve()));
    done.promise.catch(() => undefined);
    const digest = createHash("sha256");
    for await (const bytes of content) {
      digest.update(bytes);
      if (!sink.write(bytes)) await Promise.race([once(sink, "drain"), done.promise]);
    }
    sink.end(null);
    await done.promise;
    sums[header.name] = digest.digest("hex");
  };
  const addText = (name: string, text: string): Promise<void> =>
    add({ name, mode: 0o600, size: Buffer.byteLength(text) }, [Buffer.from(text)]);
  await fill({
    addText,
    addFile: (name, size, content) => add({ name, mode: 0o600, size }, content),
    addFolder: (name) => add({ name, mode: 0o700, type: "directory", size: 0 }, []),
    addStream: async (name, content) => {
      let part = 0;
      for await (const bytes of inParts(content)) {
        part += 1;
        const number = String(part).padStart(6, "0");
        await add({ name: `${name}.part-${number}`, mode: 0o600, size: bytes.length }, [bytes]);
      }
    },
  });
  await addText(SUMS_ENTRY, JSON.stringify(sums));
  tar.finalize();
}

async function* inParts(content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let [held, bytes]: [Buffer[], number] = [[], 0];
  for await (const chunk of content) {
    held.push(chunk);
    bytes += chunk.length;
    if (bytes < PART_BYTES) continue;
    yield Buffer.concat(held);
    [held, bytes] = [[], 0];
  }
  if (bytes > 0) yield Buffer.concat(held);
}
