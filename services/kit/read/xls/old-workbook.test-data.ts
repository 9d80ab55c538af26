/** Old workbooks, honest or not: SheetJS writes them, and records of their stream are changed or added. */
import { CFB, utils, write } from "@e965/xlsx";

export interface BiffRecord {
  readonly type: number;
  readonly data: Buffer;
}

export const BOUND_SHEET = 0x0085;
export const DIMENSIONS = 0x0200;
export const END = 0x000a;
const STRINGS = 0x00fc;
const STRING_CELL = 0x00fd;

/** One sheet; a row without cells is a blank one. */
export function oldWorkbook(rows: readonly (readonly (string | number)[])[]): Buffer {
  const workbook = utils.book_new();
  utils.book_append_sheet(workbook, utils.aoa_to_sheet(rows.map((row) => [...row])), "表");
  const bytes: unknown = write(workbook, { type: "buffer", bookType: "biff8" });
  if (!Buffer.isBuffer(bytes)) throw new Error("SheetJS has written no bytes");
  return bytes;
}

/** The same file with another stream of records. */
export function withRecords(
  file: Buffer,
  change: (records: readonly BiffRecord[]) => readonly BiffRecord[],
): Buffer {
  const content = CFB.find(CFB.read(file, { type: "buffer" }), "/Workbook")?.content;
  if (content === undefined) throw new Error("The file has no workbook");
  const compound = CFB.utils.cfb_new();
  CFB.utils.cfb_add(compound, "/Workbook", joined(change(recordsOf(Buffer.from(content)))));
  const bytes: unknown = CFB.write(compound, { type: "buffer" });
  return Buffer.from(bytes instanceof Uint8Array ? bytes : []);
}

/** `count` cells below the others, each with one text of 8,000 characters that the file holds once. */
export function withLongTexts(records: readonly BiffRecord[], count: number): readonly BiffRecord[] {
  const text = Buffer.alloc(11 + 8_000, "x");
  text.writeUInt32LE(count, 0);
  text.writeUInt32LE(1, 4);
  text.writeUInt16LE(8_000, 8);
  text[10] = 0;
  const globalsEnd = records.findIndex(({ type }) => type === END);
  const cells = Array.from({ length: count }, (_, at): BiffRecord => {
    const data = Buffer.alloc(10);
    data.writeUInt16LE(100 + Math.floor(at / 200), 0);
    data.writeUInt16LE(at % 200, 2);
    return { type: STRING_CELL, data };
  });
  return [
    // The sheet begins later by as much as the text takes
    ...records
      .slice(0, globalsEnd)
      .map((record) =>
        record.type === BOUND_SHEET ? withPlace(record, (place) => place + text.length + 4) : record,
      ),
    { type: STRINGS, data: text },
    ...records.slice(globalsEnd, -1),
    ...cells,
    ...records.slice(-1),
  ];
}

function withPlace({ type, data }: BiffRecord, move: (place: number) => number): BiffRecord {
  const moved = Buffer.from(data);
  moved.writeUInt32LE(move(data.readUInt32LE(0)), 0);
  return { type, data: moved };
}

function recordsOf(stream: Buffer): readonly BiffRecord[] {
  const records: BiffRecord[] = [];
  for (let at = 0; at + 4 <= stream.length;) {
    const end = at + 4 + stream.readUInt16LE(at + 2);
    records.push({ type: stream.readUInt16LE(at), data: stream.subarray(at + 4, end) });
    at = end;
  }
  return records;
}

function joined(records: readonly BiffRecord[]): Buffer {
  return Buffer.concat(
    records.flatMap(({ type, data }) => {
      const head = Buffer.alloc(4);
      head.writeUInt16LE(type, 0);
      head.writeUInt16LE(data.length, 2);
      return [head, data];
    }),
  );
}
