/**
 * Text → the records of a JSON file, piece by piece: the objects of an array, at the top or inside of an
 * object, or one after the other (NDJSON, also spread over several lines). Only cuts: `JSON.parse` reads each
 * object alone.
 *
 * Memory is one piece and one object. Refuses with FEED_FORMAT what is no JSON of objects, ends too early or
 * is nested too deeply, and with FEED_CELL_TOO_LARGE an object of eight times the largest cell.
 */
import type { HubError } from "#schema/errors.js";
import { cellCharacters, cellTooLarge, notReadable, type ReadLimits } from "./refusals.js";

export interface JsonElement {
  /** Number of the element in an array; in NDJSON the line on which it begins. From 1. */
  readonly line: number;
  readonly text: string;
  /** How many names it has: `JSON.parse` would silently keep the last of two that are the same. */
  readonly members: number;
}

export interface JsonSplitter {
  readonly format: "json" | "ndjson";
  readonly push: (text: string) => JsonElement[];
  /**
   * Nothing is left over: this refuses a file that ends in the middle. Answers the JSON without its records,
   * and how many there were.
   */
  readonly end: () => { readonly rest: unknown; readonly count: number };
}

const OBJECT_CELLS = 8;
const DEEPEST = 16;
const TAIL_CHARACTERS = 64 * 1024;

/**
 * `prefix` is the text up to the first record (`json-opening.ts`), which is pushed again; null for NDJSON.
 */
export function createJsonSplitter(prefix: string | null, limits: ReadLimits): JsonSplitter {
  const format = prefix === null ? "ndjson" : "json";
  const longest = cellCharacters(limits) * OBJECT_CELLS;
  let skip = prefix?.length ?? 0;
  let line = 1;
  let count = 0;
  // The object that the last piece left open
  let held = "";
  let heldLine = 1;
  let depth = 0;
  let members = 0;
  let isInString = false;
  let isEscaped = false;
  let needsComma = false;
  // `]` and what follows it
  let tail: string | null = null;

  return {
    format,
    push: (text) => {
      const found: JsonElement[] = [];
      if (tail !== null) {
        growTail(text);
        return found;
      }
      let from = skip;
      skip = 0;
      for (let at = from; at < text.length; at += 1) {
        const code = text.charCodeAt(at);
        if (code === LINE_FEED) line += 1;
        if (isInString) {
          if (isEscaped) isEscaped = false;
          else if (code === BACKSLASH) isEscaped = true;
          else if (code === QUOTE) isInString = false;
          continue;
        }
        if (depth === 0) {
          if (code === OPEN_OBJECT) {
            openElement();
            from = at;
          } else if (takeBetween(code) === "END") {
            growTail(text.slice(at));
            break;
          }
          continue;
        }
        if (code === QUOTE) isInString = true;
        else if (code === COLON && depth === 1) members += 1;
        else if (code === OPEN_OBJECT || code === OPEN_ARRAY) goDeeper();
        else if (code === CLOSE_OBJECT || code === CLOSE_ARRAY) {
          depth -= 1;
          if (depth > 0) continue;
          found.push(closeElement(held + text.slice(from, at + 1)));
          held = "";
        }
      }
      if (depth > 0) hold(text.slice(from));
      return found;
    },
    end: () => {
      if (depth > 0 || (format === "json" && tail === null))
        throw notReadable("JSON 不完整，文件可能没有传完", "the JSON ends too early");
      return { rest: tail === null ? null : restOf(tail), count };
    },
  };

  function openElement(): void {
    if (needsComma) throw invalid();
    count += 1;
    heldLine = format === "json" ? count : line;
    members = 0;
    depth = 1;
  }

  function goDeeper(): void {
    depth += 1;
    if (depth > DEEPEST)
      throw notReadable(`第${heldLine}个对象嵌套过深`, `object ${heldLine} is nested too deeply`);
  }

  function closeElement(text: string): JsonElement {
    if (text.length > longest) throw cellTooLarge(heldLine, limits);
    needsComma = format === "json";
    return { line: heldLine, text, members };
  }

  function hold(part: string): void {
    held += part;
    if (held.length > longest) throw cellTooLarge(heldLine, limits);
  }

  /** White space anywhere; in an array a comma after an object, and its end. */
  function takeBetween(code: number): "END" | "MORE" {
    if (code === CLOSE_ARRAY && format === "json" && (needsComma || count === 0)) return "END";
    if (code === COMMA && needsComma) needsComma = false;
    else if (code === MARK && count === 0) return "MORE";
    else if (code !== SPACE && code !== LINE_FEED && code !== TAB && code !== CARRIAGE_RETURN)
      throw invalid();
    return "MORE";
  }

  function growTail(text: string): void {
    tail = (tail ?? "") + text;
    if (tail.length > TAIL_CHARACTERS) throw somethingFollows();
  }

  function invalid(): HubError {
    return notReadable(
      `第${count + 1}个对象处不是合法的 JSON 对象`,
      `there is no JSON object where object ${count + 1} should be`,
    );
  }

  function restOf(text: string): unknown {
    try {
      const rest: unknown = JSON.parse(`${prefix ?? ""}${text}`.replace(/^\ufeff/, ""));
      return rest;
    } catch {
      throw somethingFollows();
    }
  }
}

function somethingFollows(): HubError {
  return notReadable("JSON 数组之后还有其他内容", "something follows the JSON array");
}

const MARK = 0xfeff;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const TAB = 0x09;
const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_ARRAY = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
