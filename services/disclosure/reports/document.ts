/** A report as a Word document (DOCX): headings, texts and tables on A4, in the types of official papers. */
import { pipeline } from "node:stream/promises";
import type { Writable } from "node:stream";
import { blocksOf } from "#kit";
import { sheetText } from "#kit/workbook";
import type * as docx from "docx";
import type { FileChild, ISectionOptions } from "docx";
import type { ReportCell, ReportSheet } from "./workbook.js";

export interface ReportSection {
  readonly heading: string;
  /** Structured text; blank for a section that is a table alone. */
  readonly text: string;
  readonly table: Omit<ReportSheet, "name"> | null;
}

export interface ReportDocument {
  readonly title: string;
  /** Below the title. */
  readonly notes: readonly string[];
  readonly sections: readonly ReportSection[];
}

/** Tables of more columns lie on their side. */
const MOST_UPRIGHT = 5;
/** A document is made at once, and is for people: the rest of a long list is in the workbook. */
const MOST_ROWS = 100;
const FONTS = {
  title: { ascii: "Times New Roman", hAnsi: "Times New Roman", eastAsia: "方正小标宋简体" },
  heading: { ascii: "Times New Roman", hAnsi: "Times New Roman", eastAsia: "黑体" },
  body: { ascii: "Times New Roman", hAnsi: "Times New Roman", eastAsia: "仿宋" },
};
/** Half points. */
const [TITLE_SIZE, BODY_SIZE, TABLE_SIZE] = [44, 32, 21];
/** Twentieths of a point: two characters of the body, the width of A4 between its margins. */
const [INDENT, UPRIGHT_WIDTH, SIDEWAYS_WIDTH] = [640, 9_026, 13_958];
/** Its content type. */
export const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

type Library = typeof docx;

/** The same report at the same time is the same bytes. */
export async function writeDocument(
  { title, notes, sections }: ReportDocument,
  at: Date,
  destination: Writable,
): Promise<void> {
  // Loaded when a document is made: it is heavy.
  const [library, { unzipSync, zipSync }] = await Promise.all([import("docx"), import("fflate")]);
  const { AlignmentType, Document, Packer, Paragraph, TextRun } = library;
  const line = (text: string, options: { readonly font: object; readonly size: number }) =>
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { after: 200 },
      children: [new TextRun({ text: sheetText(text), ...options })],
    });
  const head = [
    line(title, { font: FONTS.title, size: TITLE_SIZE }),
    ...notes.map((note) => line(note, { font: FONTS.body, size: TABLE_SIZE })),
  ];
  const file = new Document({
    title,
    creator: "通查",
    styles: { default: { document: { run: { font: FONTS.body, size: BODY_SIZE } } } },
    sections: sections.map((section, place) => sectionOf(section, place === 0 ? head : [], library)),
  });
  const packed = await Packer.toBuffer(file, undefined, [
    { path: "docProps/core.xml", data: propertiesOf(title, at) },
  ]);
  // The library dates each part with the moment in which it is packed.
  const bytes = zipSync(unzipSync(packed), { mtime: new Date(1980, 0, 1) });
  await pipeline([bytes], destination);
}

function sectionOf(
  { heading, text, table }: ReportSection,
  head: readonly FileChild[],
  library: Library,
): ISectionOptions {
  const { HeadingLevel, PageOrientation, Paragraph, SectionType, TextRun } = library;
  const isSideways = (table?.header.length ?? 0) > MOST_UPRIGHT;
  return {
    properties: {
      type: SectionType.NEXT_PAGE,
      page: {
        size: { orientation: isSideways ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT },
        margin: { top: 1_440, bottom: 1_440, left: 1_440, right: 1_440 },
      },
    },
    children: [
      ...head,
      new Paragraph({
        heading: HeadingLevel.HEADING_1,
        keepNext: true,
        spacing: { before: 240, after: 160 },
        children: [
          new TextRun({ text: sheetText(heading), font: FONTS.heading, size: BODY_SIZE, color: "000000" }),
        ],
      }),
      ...textOf(text, library),
      ...(table ? listOf(table, isSideways ? SIDEWAYS_WIDTH : UPRIGHT_WIDTH, library) : []),
    ],
  };
}

/** Its beginning, and how many rows there are where that is not all. */
function listOf(table: Omit<ReportSheet, "name">, width: number, library: Library): readonly FileChild[] {
  const rows = [...table.rows];
  const shown = tableOf({ ...table, rows: rows.slice(0, MOST_ROWS) }, width, library);
  if (rows.length <= MOST_ROWS) return [shown];
  const text = `共${rows.length}行，这里列出前${MOST_ROWS}行，其余见工作簿。`;
  return [shown, new library.Paragraph({ children: [new library.TextRun({ text, size: TABLE_SIZE })] })];
}

function textOf(text: string, library: Library): readonly FileChild[] {
  const { Paragraph, TextRun } = library;
  return blocksOf(text).map(({ kind, marker, spans, rows }) => {
    if (kind === "TABLE") {
      const [header = [], ...rest] = rows;
      return tableOf({ header, rows: rest, widths: header.map(() => 1) }, UPRIGHT_WIDTH, library);
    }
    const words = spans.map((span) => span.text).join("");
    return new Paragraph({
      indent: { firstLine: INDENT },
      spacing: { line: 560, lineRule: "exact" },
      children: [
        new TextRun({
          text: sheetText(marker === null ? words : `${marker === "" ? "·" : marker}${words}`),
          ...(kind === "HEADING" && { font: FONTS.heading }),
        }),
      ],
    });
  });
}

function tableOf(
  { header, rows, widths }: Omit<ReportSheet, "name">,
  width: number,
  library: Library,
): FileChild {
  const { AlignmentType, Paragraph, Table, TableCell, TableRow, TextRun, WidthType } = library;
  const whole = widths.reduce((sum, one) => sum + one, 0);
  const columnWidths = widths.map((one) => Math.round((one / whole) * width));
  const rowOf = (cells: readonly ReportCell[], isHeader: boolean) =>
    new TableRow({
      tableHeader: isHeader,
      cantSplit: true,
      children: cells.map(
        (cell, at) =>
          new TableCell({
            width: { size: columnWidths[at] ?? 0, type: WidthType.DXA },
            children: [
              new Paragraph({
                alignment: typeof cell === "string" ? AlignmentType.LEFT : AlignmentType.CENTER,
                children: [new TextRun({ text: wordsOf(cell), size: TABLE_SIZE, bold: isHeader })],
              }),
            ],
          }),
      ),
    });
  return new Table({
    columnWidths,
    width: { size: width, type: WidthType.DXA },
    rows: [rowOf(header, true), ...[...rows].map((cells) => rowOf(cells, false))],
  });
}

function wordsOf(cell: ReportCell): string {
  if (typeof cell === "string") return sheetText(cell);
  if (typeof cell === "number") return String(cell);
  const share = cell?.share ?? null;
  return share === null ? "" : `${(share * 100).toFixed(1)}%`;
}

/** Who made it and when, without the moment in which that was. */
function propertiesOf(title: string, at: Date): string {
  const escaped = sheetText(title).replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const day = at.toISOString();
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
    `<dc:title>${escaped}</dc:title><dc:creator>通查</dc:creator>`,
    `<dcterms:created xsi:type="dcterms:W3CDTF">${day}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${day}</dcterms:modified>`,
    "</cp:coreProperties>",
  ].join("");
}
