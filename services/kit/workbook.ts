/** The kit of what writes workbooks, light enough for a thread that does nothing else. */
export { sheetName, sheetText } from "./report/sheet-text.js";
export { streamWorkbook } from "./report/stream-workbook.js";
