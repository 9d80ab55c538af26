import { expect, test } from "@jest/globals";
import { cellsOf } from "../reading.test-data.js";
import { isDateFormat } from "./date-styles.js";
import { HEADER_ROW, workbookFile } from "./workbook.test-data.js";

test.each([
  ["yyyy/m/d", true], ["m/d/yy h:mm", true], ['yyyy"年"m"月"d"日"', true], ["[$-804]yyyy\\-mm\\-dd;@", true], ["e/m/d", true], ["[红色]d", true],
  ["General", false], ["0.00E+00", false], ["0.00e-0", false], ["#,##0.00_);[Red](#,##0.00)", false], ["@", false], ["h:mm:ss", false], ['0"day"', false], ["0\\d", false], ["[h]:mm", false], ['_ * #,##0_ ;_ * "-"_ ', false],
])("the format %s shows a day: %s", (code, isDate) => {
  expect(isDateFormat(code)).toBe(isDate);
});

test.each([
  [14, true], [17, true], [18, false], [21, false], [22, true], [31, true], [34, false], [45, false], [57, true], [58, true], [0, false], [49, false],
])("the built-in format %i shows a day: %s", async (id, isDate) => {
  const styles = `<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="${id}"/></cellXfs>`;
  expect(await cellsOf(workbookFile({ sheets: [{ rows: `${HEADER_ROW}<row><c s="0"><v>43985</v></c></row>` }], styles }))).toEqual([[{ type: "number", value: 43985, date: isDate }]]);
});

test("a custom format counts before the built-in of its number", async () => {
  const styles = '<numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/><numFmt numFmtId="14" formatCode="0.00"/></numFmts><cellXfs><xf numFmtId="176"/><xf numFmtId="14"/></cellXfs>';
  expect(await cellsOf(workbookFile({ sheets: [{ rows: `${HEADER_ROW}<row><c s="0"><v>1</v></c><c s="1"><v>1</v></c></row>` }], styles }))).toEqual([[{ type: "number", value: 1, date: true }, { type: "number", value: 1, date: false }]]);
});
