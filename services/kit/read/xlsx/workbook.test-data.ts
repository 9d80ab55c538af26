/**
 * Workbooks byte by byte, honest or not: a writer of ZIP archives that lies on demand, and the parts around a
 * sheet.
 */
import { crc32, deflateRawSync } from "node:zlib";

export interface ZipEntry {
  readonly name: string;
  readonly data: string | Uint8Array;
  /** Unpacked size that the archive declares; the true one when absent. */
  readonly declaredBytes?: number;
  readonly isEncrypted?: boolean;
}

/** A ZIP archive (APPNOTE 6.3): local headers and packed data, the central directory, its end record. */
export function zip(entries: readonly ZipEntry[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, data, declaredBytes, isEncrypted } of entries) {
    const packed = deflateRawSync(data);
    const path = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x0800 | (isEncrypted ? 1 : 0), 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(data), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(declaredBytes ?? Buffer.byteLength(data), 18);
    common.writeUInt16LE(path.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.from("PK\x01\x02\x14\0", "latin1"), common, place, path);
    const file = Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), common, path, packed]);
    files.push(file);
    offset += file.length;
  }
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, ...directory, end]);
}

/** `before` and `behind` are what stands around the rows. */
export interface SheetData {
  readonly name?: string;
  readonly rows: string;
  readonly before?: string;
  readonly behind?: string;
  readonly state?: string;
  readonly kind?: string;
}

export interface WorkbookData {
  readonly sheets: readonly SheetData[];
  /** The items of the shared strings, as XML. */
  readonly strings?: string;
  /** Inside `styleSheet`. */
  readonly styles?: string;
  readonly is1904?: boolean;
}

const RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/** The parts as Excel lays them out, the shared strings behind the sheets. */
export function workbookParts({ sheets, strings, styles, is1904 }: WorkbookData): ZipEntry[] {
  const related = [
    ...sheets.map(({ kind }, at) => [`rId${at + 1}`, kind ?? "worksheet", `worksheets/sheet${at + 1}.xml`]),
    ["rIdA", "sharedStrings", "sharedStrings.xml"],
    ["rIdB", "styles", "/xl/styles.xml"],
  ];
  return [
    {
      name: "_rels/.rels",
      data: `<Relationships><Relationship Id="r1" Type="${RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      name: "xl/workbook.xml",
      data: `<?xml version="1.0"?><workbook xmlns="${MAIN}" xmlns:r="${RELATION}"><workbookPr${is1904 ? ' date1904="1"' : ""}/><sheets>${sheets.map(({ name, state }, at) => `<sheet name="${name ?? `表${at + 1}`}" sheetId="${at + 1}" ${state === undefined ? "" : `state="${state}" `}r:id="rId${at + 1}"/>`).join("")}</sheets></workbook>`,
    },
    {
      name: "xl/_rels/workbook.xml.rels",
      data: `<Relationships>${related.map(([id, type, target]) => `<Relationship Id="${id}" Type="${RELATION}/${type}" Target="${target}"/>`).join("")}</Relationships>`,
    },
    ...sheets.map(({ rows, before = "", behind = "" }, at) => ({
      name: `xl/worksheets/sheet${at + 1}.xml`,
      data: `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="${MAIN}">${before}<sheetData>${rows}</sheetData>${behind}</worksheet>`,
    })),
    { name: "xl/sharedStrings.xml", data: `<sst xmlns="${MAIN}">${strings ?? ""}</sst>` },
    {
      name: "xl/styles.xml",
      data: `<styleSheet xmlns="${MAIN}">${styles ?? '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'}</styleSheet>`,
    },
  ];
}

export function workbookFile(data: WorkbookData): Buffer {
  return zip(workbookParts(data));
}

/** Cells of inline text, without references. */
export function textRow(...texts: readonly string[]): string {
  return `<row>${texts.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join("")}</row>`;
}

/** The same with references, which exceljs needs. */
export function textRowAt(line: number, ...texts: readonly string[]): string {
  return `<row r="${line}">${texts.map((text, at) => `<c r="${String.fromCharCode(65 + at)}${line}" t="inlineStr"><is><t>${text}</t></is></c>`).join("")}</row>`;
}

export const HEADER_ROW = textRow("行政相对人名称", "罚款金额（万元）", "处罚决定日期");
export const DATA_ROW = textRow("甲", "0.5", "2020-06-03");
