/**
 * The sheets that this hub writes into a workbook beside the data. A workbook comes back years later: names
 * that they had before stay known.
 */
export const HELP_SHEET = "填写说明";
export const RESULT_SHEET = "校验结果";
export const CODES_SHEET = "代码";

const RESULT = { name: RESULT_SHEET, aliases: ["核对结果"] };

export function isResultSheet(name: string): boolean {
  return name === RESULT.name || RESULT.aliases.includes(name);
}

export function isOwnSheet(name: string): boolean {
  return name === HELP_SHEET || name === CODES_SHEET || isResultSheet(name);
}
