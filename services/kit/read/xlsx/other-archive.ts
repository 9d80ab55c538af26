/**
 * The refusal of a ZIP archive that is no XLSX workbook: its real kind, and what its clerk can do.
 *
 * OpenDocument sheets (.ods) are not read. The only library on npm that reads them, SheetJS, does so without
 * what is hidden, without the factor of a scaled format and with other conditions than the file's: of 2,040
 * cells of random sheets 88 differed from what LibreOffice shows without a word (among them 21273 in
 * thousands, read as 21272636), and of 26 hidden rows none was told. Every program that writes .ods writes
 * XLSX too.
 */
import { notReadable } from "../refusals.js";
import type { Archive } from "./archive.js";

interface OtherKind {
  readonly part: string;
  readonly reason: string;
  readonly reasonEn: string;
}

/** By a part that only this kind has. */
const OTHER_KINDS: readonly OtherKind[] = [
  {
    part: "xl/workbook.bin",
    reason: "这是二进制工作簿（XLSB），请另存为 XLSX",
    reasonEn: "it is a binary workbook (XLSB); save it as XLSX",
  },
  {
    part: "META-INF/manifest.xml",
    reason: "这是 OpenDocument 文件（如 ODS 表格），请用原程序另存为 XLSX",
    reasonEn: "it is an OpenDocument file (such as ODS); save it as XLSX",
  },
  {
    part: "Index/Document.iwa",
    reason: "这是 Numbers 表格，请导出为 XLSX",
    reasonEn: "it is a Numbers document; export it as XLSX",
  },
  {
    part: "word/document.xml",
    reason: "这是 Word 文档，请把表格另存为 XLSX",
    reasonEn: "it is a Word document; save its table as XLSX",
  },
];

export function notAWorkbook(archive: Archive): Error {
  const other = OTHER_KINDS.find(({ part }) => archive.has(part));
  return other
    ? notReadable(other.reason, other.reasonEn)
    : notReadable(
        "这是压缩文件，里面没有 XLSX 工作簿；如果表格在压缩包里，请先解压",
        "it is an archive without the parts of an XLSX workbook; unpack it first if the table is in it",
      );
}
