/**
 * Text as a part of a workbook writes it: `_x000D_` stands for a character that XML cannot hold (ST_Xstring).
 */
export function plainText(written: string): string {
  if (!written.includes("_x")) return written;
  return written.replace(/_x([0-9A-Fa-f]{4})_/g, (_, digits: string) =>
    String.fromCharCode(parseInt(digits, 16)),
  );
}
