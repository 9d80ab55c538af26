/** The part of a file that a request asks for (RFC 9110, section 14). */
import parseRange from "range-parser";

interface Headers {
  readonly range?: string | undefined;
  readonly "if-range"?: string | undefined;
}

/** First and last byte, both counted in. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Null: the whole file. One that is of another tag, not of bytes, of several parts or no range counts for
 * none.
 */
export function rangeOf(headers: Headers, tag: string, size: number): ByteRange | "unsatisfiable" | null {
  const condition = headers["if-range"];
  if (headers.range === undefined || (condition !== undefined && condition !== tag)) return null;
  const ranges = parseRange(size, headers.range);
  if (ranges === -1) return "unsatisfiable";
  if (ranges === -2 || ranges.type !== "bytes" || ranges.length !== 1) return null;
  return ranges[0] ?? null;
}
