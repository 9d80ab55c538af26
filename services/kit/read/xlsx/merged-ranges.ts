/**
 * The merged ranges of a sheet. They stand behind its rows, so the part is unpacked once before the rows are
 * read; only what follows the rows is parsed, so that it costs little. Refuses with FEED_ARCHIVE more ranges
 * than any sheet has.
 */
import { badArchive } from "../refusals.js";
import type { Archive } from "./archive.js";
import { readWholeXml } from "./read-xml.js";

/** Rows from 1, columns from 0; the last are within it. `name` is `C2:C3`. */
export interface MergedRange {
  readonly name: string;
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

const MOST_RANGES = 200_000;
const RANGE = /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/;

/** Merged ranges in the order of their first rows. */
export async function readMergedRanges(archive: Archive, path: string): Promise<readonly MergedRange[]> {
  const ranges: MergedRange[] = [];
  await readWholeXml(behindRows(archive.read(path)), {
    open: (name, { ref }) => {
      const [whole, left = "", top, right = "", bottom] =
        name === "mergeCell" ? (RANGE.exec(ref ?? "") ?? []) : [];
      if (whole === undefined) return;
      if (ranges.length >= MOST_RANGES) throw badArchive("合并单元格过多", "too many cells are merged");
      ranges.push({
        name: whole,
        top: Number(top),
        bottom: Number(bottom),
        left: columnNumber(left),
        right: columnNumber(right),
      });
    },
  });
  return ranges.sort((one, other) => one.top - other.top || one.left - other.left);
}

const END_OF_ROWS = "sheetData>";
const CLOSING_TAG = /<\/((?:[\w.-]+:)?)$/;
const LONGEST_TAG = 100;

/** The part from `</sheetData>` on, as a document of its own: with the root's opening tag before it. */
async function* behindRows(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void, undefined> {
  let before: Buffer = Buffer.alloc(0);
  let isBehind = false;
  for await (const chunk of bytes) {
    if (isBehind) {
      yield chunk;
      continue;
    }
    // A tag may stand across the boundary: there the two ends are looked at as one. All else is looked at
    // where it lies.
    const end = endOfRows(Buffer.concat([before, chunk.subarray(0, LONGEST_TAG)]));
    const found = end ? { ...end, from: end.from - before.length } : endOfRows(chunk);
    before = Buffer.concat([before, chunk.subarray(-LONGEST_TAG)]).subarray(-LONGEST_TAG);
    if (!found) continue;
    isBehind = true;
    yield Buffer.from(`<${found.prefix}worksheet>`);
    yield chunk.subarray(found.from);
  }
  if (!isBehind) yield Buffer.from("<worksheet/>");
}

/** The prefix of the closing tag of the rows, and where what follows it begins; null where there is none. */
function endOfRows(bytes: Buffer): { readonly prefix: string; readonly from: number } | null {
  for (let at = bytes.indexOf(END_OF_ROWS); at >= 0; at = bytes.indexOf(END_OF_ROWS, at + 1)) {
    const prefix = CLOSING_TAG.exec(bytes.toString("latin1", Math.max(0, at - LONGEST_TAG), at))?.[1];
    if (prefix !== undefined) return { prefix, from: at + END_OF_ROWS.length };
  }
  return null;
}

function columnNumber(letters: string): number {
  return [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
