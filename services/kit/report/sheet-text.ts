/** Text as a sheet can hold it: at most 32,767 characters (Excel's limit), none that XML has not. */
export function sheetText(text: string): string {
  const cut = text.length > CELL_CHARACTERS ? `${text.slice(0, CELL_CHARACTERS - 1)}…` : text;
  return NOT_XML.test(cut) || !cut.isWellFormed()
    ? cut.toWellFormed().replaceAll(EACH_NOT_XML, "\ufffd")
    : cut;
}

/** A name that a sheet may have: no more than 31 characters, and not these. */
export function sheetName(text: string): string {
  return text.replaceAll(/[\\/*?:[\]]/g, " ").slice(0, 31);
}

const CELL_CHARACTERS = 32_767;
const NOT_XML = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/;
const EACH_NOT_XML = new RegExp(NOT_XML, "g");
