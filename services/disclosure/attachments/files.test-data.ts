/** PDF, DOCX and OFD files byte by byte, honest or not. */
import { zip } from "../../kit/read/xlsx/workbook.test-data.js";

export interface PdfOptions {
  /** Entries of the catalogue: an action at opening, files inside. */
  readonly catalogue?: string;
  /** Entries of the trailer: how it is encrypted. */
  readonly trailer?: string;
  /** The content of each page instead of its words. */
  readonly content?: Buffer;
  readonly filter?: string;
  readonly pages?: number;
}

/** A PDF whose font lies not in it, as older programs of Chinese offices write them. */
export function pdf(
  words: string,
  { catalogue = "", trailer = "", content, filter = "", pages = 1 }: PdfOptions = {},
): Buffer {
  const shown = Buffer.from(words, "utf16le").swap16().toString("hex");
  const stream = content ?? Buffer.from(`BT /F1 16 Tf 72 720 Td <${shown}> Tj ET`);
  const kids = Array.from({ length: pages }, (_, at) => `${7 + at} 0 R`);
  const objects: readonly (string | Buffer)[] = [
    `<< /Type /Catalog /Pages 2 0 R ${catalogue} >>`,
    `<< /Type /Pages /Kids [${kids.join(" ")}] /Count ${pages} >>`,
    Buffer.concat([
      Buffer.from(`<< /Length ${stream.length} ${filter} >>\nstream\n`),
      stream,
      Buffer.from("\nendstream"),
    ]),
    "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [5 0 R] >>",
    "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 6 0 R >>",
    "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 800 /Descent -200 /StemV 80 /CapHeight 700 >>",
    ...kids.map(
      () =>
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R /Resources << /Font << /F1 4 0 R >> >> >>",
    ),
  ];
  const parts: Buffer[] = [Buffer.from("%PDF-1.7\n")];
  const places: number[] = [];
  let length = 9;
  const write = (part: Buffer): void => {
    parts.push(part);
    length += part.length;
  };
  for (const [at, object] of objects.entries()) {
    places.push(length);
    write(Buffer.from(`${at + 1} 0 obj\n`));
    write(Buffer.from(object));
    write(Buffer.from("\nendobj\n"));
  }
  const table = places.map((place) => `${String(place).padStart(10, "0")} 00000 n \n`).join("");
  const start = length;
  write(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${start}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

/** `body`: of the document, in WordprocessingML. */
export function docx(
  body: string,
  others: readonly { readonly name: string; readonly data: string }[] = [],
): Buffer {
  return zip([
    { name: "[Content_Types].xml", data: "<Types/>" },
    { name: "word/document.xml", data: `<w:document ${W}><w:body>${body}</w:body></w:document>` },
    ...others,
  ]);
}

export function paragraph(words: string): string {
  return `<w:p><w:r><w:t>${words}</w:t></w:r></w:p>`;
}

/** GB/T 33190: a page for each of the words. */
export function ofd(...pages: readonly string[]): Buffer {
  const X = 'xmlns:ofd="http://www.ofdspec.org/2016"';
  return zip([
    {
      name: "OFD.xml",
      data: `<ofd:OFD ${X} DocType="OFD"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
    },
    {
      name: "Doc_0/Document.xml",
      data: `<ofd:Document ${X}><ofd:Pages>${pages.map((_, at) => `<ofd:Page ID="${at + 1}" BaseLoc="Pages/Page_${at}/Content.xml"/>`).join("")}</ofd:Pages></ofd:Document>`,
    },
    ...pages.map((words, at) => ({
      name: `Doc_0/Pages/Page_${at}/Content.xml`,
      data: `<ofd:Page ${X}><ofd:Content><ofd:Layer><ofd:TextObject><ofd:TextCode>${words}</ofd:TextCode></ofd:TextObject></ofd:Layer></ofd:Content></ofd:Page>`,
    })),
  ]);
}
