/** The text of a PDF, page by page. Nothing of it is drawn or run. */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import {
  ACTIVE,
  BROKEN,
  ENCRYPTED,
  FileFault,
  MOST_PAGES,
  MOST_TEXT,
  TOO_MANY_PAGES,
  type FileText,
} from "./file-text.js";

export async function readPdf(data: Uint8Array): Promise<FileText> {
  const { getDocument, PasswordException } = await import("pdfjs-dist/legacy/build/pdf.mjs");
  const loading = getDocument({
    data,
    cMapUrl: join(FOLDER, "cmaps/"),
    cMapPacked: true,
    disableFontFace: true,
    useSystemFonts: false,
    useWasm: false,
    enableXfa: false,
    verbosity: 0,
  });
  try {
    const pdf = await loading.promise;
    if (pdf.numPages > MOST_PAGES) throw new FileFault(TOO_MANY_PAGES);
    if ((await pdf.hasJSActions()) || (await pdf.getAttachments()) !== null) throw new FileFault(ACTIVE);
    let text = "";
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const page = await pdf.getPage(number);
      if ((await page.getJSActions()) !== null) throw new FileFault(ACTIVE);
      if (text.length >= MOST_TEXT) continue;
      const { items } = await page.getTextContent();
      text += `${items.map((item) => ("str" in item ? item.str + (item.hasEOL ? "\n" : "") : "")).join("")}\n`;
      page.cleanup();
    }
    return { pages: pdf.numPages, text };
  } catch (error) {
    if (error instanceof FileFault) throw error;
    throw new FileFault(error instanceof PasswordException ? ENCRYPTED : BROKEN);
  } finally {
    await loading.destroy();
  }
}

/** Beside the library lie the tables by which fonts of Chinese are read that a file does not bring. */
const FOLDER = dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"));
