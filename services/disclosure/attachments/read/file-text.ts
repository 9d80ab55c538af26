/** What is read of a file: its text for the search, or why the hub does not take it. */
import type { Bilingual } from "#kit";

export interface FileText {
  /** Null for what has none, or does not say. */
  readonly pages: number | null;
  /** Up to `MOST_TEXT` characters. */
  readonly text: string;
}

/** As much as is searched of a record. */
export const MOST_TEXT = 200_000;
export const MOST_PAGES = 2_000;

/** A file that is not taken. Its reason holds nothing of the file. */
export class FileFault extends Error {
  readonly reason: Bilingual;
  constructor(reason: Bilingual) {
    super(reason.en);
    this.name = "FileFault";
    this.reason = reason;
  }
}

export const ENCRYPTED: Bilingual = { zh: "文件有密码或已加密", en: "it has a password or is encrypted" };
export const BROKEN: Bilingual = {
  zh: "文件已损坏，或不是所称的格式",
  en: "it is damaged, or is not of the format that its name says",
};
export const ACTIVE: Bilingual = {
  zh: "文件中有脚本、宏或内嵌的其他文件",
  en: "it has a script, a macro or another file inside",
};
export const TOO_MANY_PAGES: Bilingual = {
  zh: `文件超过${MOST_PAGES}页`,
  en: `it has more than ${MOST_PAGES} pages`,
};
export const TOO_COMPLEX: Bilingual = {
  zh: "文件过于复杂，在规定的时间和内存内无法读取",
  en: "it is too complex to be read within the limits of time and memory",
};
