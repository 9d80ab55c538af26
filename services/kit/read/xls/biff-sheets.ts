/**
 * Reads from an old workbook what SheetJS does not report: whether each sheet is complete, since SheetJS
 * returns what it found of a file that was cut off, and which sheets do not show zeros ([MS-XLS] 2.1.7.20,
 * 2.4.346).
 */
export interface BiffSheets {
  readonly isWhole: boolean;
  /** By number of the sheet, in the order of their names. */
  readonly withoutZeros: ReadonlySet<number>;
}

const BEGIN = 0x0809;
const END = 0x000a;
const SHEET = 0x0085;
const WINDOW = 0x023e;
const SHOWS_ZEROS = 0x10;

/**
 * `stream` holds records, and is not encrypted. Each sheet lies between a begin and an end, at the place that
 * the workbook's own part names; charts lie within sheets.
 */
export function biffSheets(stream: Uint8Array): BiffSheets {
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  const places: number[] = [];
  const ended = new Set<number>();
  const withoutZeros = new Set<number>();
  let depth = 0;
  let sheet = -1;
  for (let at = 0; at + 4 <= view.byteLength; at += 4 + view.getUint16(at + 2, true)) {
    const type = view.getUint16(at, true);
    const isInSheet = depth === 1 && at + 8 <= view.byteLength;
    if (type === BEGIN) {
      if (depth === 0) sheet = places.indexOf(at);
      depth += 1;
    } else if (type === END) {
      depth -= 1;
      if (depth === 0) ended.add(sheet);
    } else if (type === SHEET && isInSheet) places.push(view.getUint32(at + 4, true));
    else if (type === WINDOW && isInSheet && (view.getUint16(at + 4, true) & SHOWS_ZEROS) === 0)
      withoutZeros.add(sheet);
  }
  return { isWhole: places.length > 0 && places.every((_, number) => ended.has(number)), withoutZeros };
}
