/**
 * Bytes → text, streamed: UTF-8 with or without a byte order mark, GB18030 (which holds GBK and GB 2312),
 * UTF-16 with a mark, as Excel's "Unicode text" has it. The encoding is decided where the first byte beyond
 * ASCII stands, by that piece and the next (64 to 128 KiB), so that nothing but these is held:
 *
 * - valid UTF-8 with a character of three bytes or more (every ideograph and full-width sign has three) is
 *   UTF-8;
 * - valid UTF-8 with characters of two bytes only is GB18030 when it is valid there too. A GBK pair looks
 *   like a two-byte character about once in six, so a short GBK file may be valid UTF-8 all through, as Greek
 *   or Cyrillic letters; text of a Chinese office has those never without ideographs;
 * - invalid UTF-8 is GB18030, unless it began with four ideographs in UTF-8, which GBK hits by chance one
 *   time in millions: then it is UTF-8 with damage.
 *
 * Refuses with FEED_ENCODING and the line where a byte fits no longer, and with FEED_FORMAT what holds NUL
 * bytes.
 */
import { isAscii } from "node:buffer";
import { HubError } from "#schema/errors.js";
import type { FileHead } from "../feed/stages.js";
import { notReadable } from "./refusals.js";

export type TextEncoding = Exclude<FileHead["encoding"], null>;

export interface DecodedText {
  /** Encoding of the text read so far: UTF-8 as long as all of it is ASCII. */
  readonly encoding: () => TextEncoding;
  readonly text: AsyncGenerator<string, void, undefined>;
}

export function decodeText(pieces: AsyncIterator<Buffer, unknown, undefined>): DecodedText {
  let encoding: TextEncoding = "utf-8";
  return { encoding: () => encoding, text: decode() };

  async function* decode(): AsyncGenerator<string, void, undefined> {
    let decoder: PieceDecoder | null = null;
    let asciiLines = 0;
    try {
      for (let piece = await nextPiece(); piece !== null; piece = await nextPiece()) {
        if (decoder === null && isAscii(piece)) {
          if (piece.includes(0)) throw binaryContent();
          const text = piece.toString("latin1");
          asciiLines += countLines(text);
          yield withoutEndMark(text);
          continue;
        }
        if (decoder === null) {
          const following = await nextPiece();
          const window = following === null ? piece : Buffer.concat([piece, following]);
          encoding = encodingOf(window);
          decoder = createDecoder(encoding, asciiLines);
          piece = window;
        }
        yield withoutEndMark(decoder.decode(piece));
      }
      const rest = decoder?.end() ?? "";
      if (rest !== "") yield rest;
    } finally {
      await pieces.return?.();
    }
  }

  async function nextPiece(): Promise<Buffer | null> {
    const { done, value } = await pieces.next();
    return done === true ? null : value;
  }
}

/** Ideographs and full-width signs that must come before damage for a text to be called UTF-8. */
const UTF8_EVIDENCE = 4;
const THREE_BYTES_OR_MORE = /[\u0800-\uffff]/g;

function encodingOf(window: Buffer): TextEncoding {
  const mark = MARKS.find(({ bytes }) => bytes.every((byte, at) => window[at] === byte));
  if (mark) return mark.encoding;
  // Not fatal, and not flushed: a character cut by the end of the window is no fault.
  const text = new TextDecoder("utf-8").decode(window, { stream: true });
  const faultAt = text.indexOf("\ufffd");
  const sound = faultAt < 0 ? text : text.slice(0, faultAt);
  const evidence = sound.match(THREE_BYTES_OR_MORE)?.length ?? 0;
  if (faultAt >= 0) return evidence >= UTF8_EVIDENCE ? "utf-8" : "gb18030";
  return evidence > 0 || !isDecodable(window, "gb18030") ? "utf-8" : "gb18030";
}

const MARKS: readonly { readonly encoding: TextEncoding; readonly bytes: readonly number[] }[] = [
  { encoding: "utf-8", bytes: [0xef, 0xbb, 0xbf] },
  { encoding: "utf-16le", bytes: [0xff, 0xfe] },
  { encoding: "utf-16be", bytes: [0xfe, 0xff] },
];

function isDecodable(bytes: Buffer, encoding: TextEncoding): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

interface PieceDecoder {
  readonly decode: (piece: Buffer) => string;
  readonly end: () => string;
}

function createDecoder(encoding: TextEncoding, linesBefore: number): PieceDecoder {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const isWide = encoding.startsWith("utf-16");
  let lines = linesBefore;
  let previous: Buffer = Buffer.alloc(0);
  return {
    decode: (piece) => {
      if (!isWide && piece.includes(0)) throw binaryContent();
      let text: string;
      try {
        text = decoder.decode(piece, { stream: true });
      } catch {
        throw new HubError("FEED_ENCODING", {
          line: lines + 1 + (isWide ? 0 : soundLines(encoding, previous, piece)),
        });
      }
      lines += countLines(text);
      previous = piece;
      return text;
    },
    end: () => {
      try {
        return decoder.decode();
      } catch {
        throw new HubError("FEED_ENCODING", { line: lines + 1 });
      }
    },
  };
}

/**
 * Lines before the one with the fault. A line feed is never part of a character in UTF-8 and GB18030, so
 * lines can be tried alone.
 */
function soundLines(encoding: TextEncoding, previous: Buffer, piece: Buffer): number {
  const bytes = Buffer.concat([previous.subarray(previous.lastIndexOf(LINE_FEED) + 1), piece]);
  let sound = 0;
  let from = 0;
  for (
    let end = bytes.indexOf(LINE_FEED);
    end >= 0 && isDecodable(bytes.subarray(from, end + 1), encoding);
    end = bytes.indexOf(LINE_FEED, from)
  ) {
    sound += 1;
    from = end + 1;
  }
  return sound;
}

const LINE_FEED = 0x0a;

/** DOS programs end a text with 0x1A, which is no character. */
function withoutEndMark(text: string): string {
  return text.includes("\u001a") ? text.replaceAll("\u001a", "") : text;
}

function binaryContent(): HubError {
  return notReadable("文件含有二进制内容", "it has binary content");
}

function countLines(text: string): number {
  let lines = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines += 1;
  return lines;
}
