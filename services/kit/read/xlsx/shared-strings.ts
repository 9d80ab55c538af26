/**
 * The shared strings of a workbook, which may be as long as the workbook: they go to a file on disk, and
 * blocks of it come back when a cell asks. Programs number the strings as the cells need them, so a sheet
 * reads its file nearly in order. Memory is 8 bytes for each string and 32 MiB of blocks. Refuses with
 * FEED_ARCHIVE too many strings, or one that is too long.
 */
import { readSync } from "node:fs";
import { LRUCache } from "lru-cache";
import { badArchive, cellCharacters, type ReadLimits } from "../refusals.js";
import type { Archive } from "./archive.js";
import { plainText } from "./plain-text.js";
import { readXml } from "./read-xml.js";
import { createRuns } from "./runs.js";
import { createSpool, type SpooledFile } from "./spool.js";

export interface SharedStrings {
  /** Null when there is no such string. */
  readonly get: (index: number) => string | null;
  /** True if a part of the string is struck out. */
  readonly isStruck: (index: number) => boolean;
  readonly close: () => Promise<void>;
}

const BLOCK_BYTES = 64 * 1024;
const BLOCKS = 512;
const STRINGS = 2 ** 24;

export async function readSharedStrings(
  archive: Archive,
  path: string | null,
  limits: ReadLimits,
): Promise<SharedStrings> {
  if (path === null) return { get: () => null, isStruck: () => false, close: async () => undefined };
  const file = await createSpool();
  try {
    const { ends, struck } = await writeStrings(archive, path, file, limits);
    return {
      get: createReader(file, ends),
      isStruck: (index) => ((struck?.[index >> 3] ?? 0) & (1 << (index & 7))) !== 0,
      close: file.close,
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

interface WrittenStrings {
  /** Where each string ends in the file, which holds UTF-16. */
  readonly ends: readonly number[];
  /** A bit for each string, 1 where a part is struck out; null where none is. */
  readonly struck: Uint8Array | null;
}

async function writeStrings(
  archive: Archive,
  path: string,
  file: SpooledFile,
  limits: ReadLimits,
): Promise<WrittenStrings> {
  const longest = cellCharacters(limits);
  const ends: number[] = [];
  const runs = createRuns();
  let struck: Uint8Array | null = null;
  let texts: string[] = [];
  let bytes = 0;
  let item = "";
  let isText = false;
  let isPhonetic = false;
  const handlers = {
    open: (name: string, attributes: Readonly<Record<string, string>>) => {
      runs.open(name, attributes);
      if (name === "si") item = "";
      else if (name === "rPh") isPhonetic = true;
      else if (name === "t") isText = !isPhonetic;
    },
    text: (text: string) => {
      if (isText) item += runs.shown(text);
      if (item.length > longest) throw tooMuch();
    },
    close: (name: string) => {
      if (name === "t") isText = false;
      else if (name === "rPh") isPhonetic = false;
      else if (name === "si") {
        const text = plainText(item);
        if (runs.isStruck) markStruck(ends.length);
        texts.push(text);
        bytes += text.length * 2;
        ends.push(bytes);
        if (ends.length > STRINGS) throw tooMuch();
      }
    },
  };
  for await (const _ of readXml(archive.read(path), { characters: longest, refuse: tooMuch }, handlers)) {
    await file.handle.appendFile(Buffer.from(texts.join(""), "utf16le"));
    texts = [];
  }
  return { ends, struck };

  function markStruck(index: number): void {
    struck ??= new Uint8Array(STRINGS / 8);
    struck[index >> 3] = (struck[index >> 3] ?? 0) | (1 << (index & 7));
  }
}

function createReader({ handle }: SpooledFile, ends: readonly number[]): SharedStrings["get"] {
  const blocks = new LRUCache<number, Buffer>({ max: BLOCKS });
  return (index) => {
    const end = ends[index];
    if (end === undefined) return null;
    const start = ends[index - 1] ?? 0;
    const number = Math.floor(start / BLOCK_BYTES);
    const from = start - number * BLOCK_BYTES;
    // A string over the end of its block is read by itself
    return end <= (number + 1) * BLOCK_BYTES
      ? block(number).toString("utf16le", from, from + end - start)
      : readAt(start, end - start).toString("utf16le");
  };

  function block(number: number): Buffer {
    const known = blocks.get(number);
    if (known) return known;
    const bytes = readAt(number * BLOCK_BYTES, BLOCK_BYTES);
    blocks.set(number, bytes);
    return bytes;
  }

  function readAt(position: number, length: number): Buffer {
    const bytes = Buffer.allocUnsafeSlow(length);
    return bytes.subarray(0, readSync(handle.fd, bytes, 0, length, position));
  }
}

function tooMuch(): Error {
  return badArchive("共享字符串过多或过长", "too many shared strings, or one is too long");
}
