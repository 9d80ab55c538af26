/**
 * Tells a file's format by its first bytes, never by its name. Signatures are the formats' own. A file that
 * is no spreadsheet is refused with FEED_FORMAT; the kinds that clerks really send by mistake have a sentence
 * of their own.
 */
import { notReadable } from "./refusals.js";

/**
 * A workbook, an old one (or another compound file), or text of some kind: which one is seen once it is
 * decoded.
 */
export function sniffBytes(start: Buffer): "xlsx" | "xls" | "text" {
  if (isWorkbook(start)) return "xlsx";
  if (begins(start, COMPOUND_FILE)) return "xls";
  const known = SIGNATURES.find(({ bytes }) => begins(start, bytes));
  if (known) throw notReadable(known.reason, known.reasonEn);
  const beginning = start.subarray(0, 1024).toString("latin1").replaceAll("\0", "");
  if (MARKUP.test(beginning) || MAIL.test(beginning)) {
    throw notReadable(
      "这是网页或 XML（有的系统导出的 .xls 其实是网页），请用 Excel 或 WPS 打开后另存为 XLSX",
      "it is HTML or XML; open it in a spreadsheet program and save it as XLSX",
    );
  }
  return "text";
}

/** A ZIP archive, which every XLSX is; four bytes are enough. */
export function isWorkbook(start: Buffer): boolean {
  return begins(start, [0x50, 0x4b, 0x03, 0x04]) || begins(start, [0x50, 0x4b, 0x05, 0x06]);
}

/** JSON as one array or object, or as lines of objects; everything else is CSV. */
export function sniffText(start: string): "json" | "csv" {
  return JSON_START.test(start) ? "json" : "csv";
}

interface Signature {
  readonly bytes: readonly number[];
  readonly reason: string;
  readonly reasonEn: string;
}

const COMPOUND_FILE: readonly number[] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

const SIGNATURES: readonly Signature[] = [
  { bytes: [...Buffer.from("%PDF")], reason: "这是 PDF", reasonEn: "it is a PDF" },
  { bytes: [0x89, ...Buffer.from("PNG")], reason: "这是图片", reasonEn: "it is an image" },
  { bytes: [0xff, 0xd8, 0xff], reason: "这是图片", reasonEn: "it is an image" },
  { bytes: [...Buffer.from("GIF8")], reason: "这是图片", reasonEn: "it is an image" },
  { bytes: [0x1f, 0x8b], reason: "这是压缩文件，请先解压", reasonEn: "it is compressed; unpack it first" },
  {
    bytes: [...Buffer.from("Rar!")],
    reason: "这是压缩文件，请先解压",
    reasonEn: "it is an archive; unpack it first",
  },
  {
    bytes: [0x37, 0x7a, 0xbc, 0xaf],
    reason: "这是压缩文件，请先解压",
    reasonEn: "it is an archive; unpack it first",
  },
  { bytes: [...Buffer.from("{\\rtf")], reason: "这是 RTF 文档", reasonEn: "it is an RTF document" },
];

/** After a mark of UTF-8 or UTF-16, any tag or comment. */
const MARKUP = /^(?:\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)?\s*<[!?/a-z]/i;
/** A web page in one file (MHTML). */
const MAIL = /^(?:\u00ef\u00bb\u00bf)?\s*(?:mime-version|content-type|from|message-id|x-document-type)\s*:/i;
const JSON_START = /^\ufeff?\s*(?:\[\s*(?:[{\]]|$)|\{\s*["}])/;

function begins(start: Buffer, bytes: readonly number[]): boolean {
  return bytes.every((byte, at) => start[at] === byte);
}
