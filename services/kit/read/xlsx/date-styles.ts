/**
 * Which cell formats show a number as a day: the built-in ones of ECMA-376 part 1, 18.8.30 (those of the Chinese locale
 * included), and custom formats that name a year or a day. Times of day alone are no dates.
 */
import type { Archive } from "./archive.js";
import { readWholeXml } from "./read-xml.js";

/** By index of a cell's `s`. */
export type DateStyles = readonly boolean[];

/** Excel has at most 65,490 formats. */
const STYLES = 100_000;

export async function readDateStyles(archive: Archive, path: string | null): Promise<DateStyles> {
  const customDates = new Map<string, boolean>();
  const styles: boolean[] = [];
  let isInCellFormats = false;
  if (path === null) return styles;
  await readWholeXml(archive.read(path), {
    open: (name, attributes) => {
      if (name === "numFmt") customDates.set(attributes["numFmtId"] ?? "", isDateFormat(attributes["formatCode"] ?? ""));
      else if (name === "cellXfs") isInCellFormats = true;
      else if (name === "xf" && isInCellFormats && styles.length < STYLES) {
        const id = attributes["numFmtId"] ?? "0";
        styles.push(customDates.get(id) ?? isBuiltInDate(Number(id)));
      }
    },
    close: (name) => {
      if (name === "cellXfs") isInCellFormats = false;
    },
  });
  return styles;
}

function isBuiltInDate(id: number): boolean {
  return (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 54) || id === 57 || id === 58;
}

/** Without quoted text, escaped characters and `[colour]`, a year or a day is left: `yyyy"年"m"月"`, `[$-804]aaaa d`. */
export function isDateFormat(code: string): boolean {
  return /[yde]/i.test(code.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|general|e[+-]/gi, ""));
}
