import { expect, test } from "@jest/globals";
import { readAll } from "../reading.test-data.js";
import { HEADER_ROW, workbookFile } from "./workbook.test-data.js";

async function formatsOf(styles: string, count: number): Promise<unknown> {
  const cells = Array.from({ length: count }, (_, style) => `<c s="${style}"><v>1</v></c>`).join("");
  const { rows } = await readAll(
    workbookFile({ sheets: [{ rows: `${HEADER_ROW}<row>${cells}</row>` }], styles }),
  );
  return rows[0]?.cells.map((cell) =>
    typeof cell === "object" && cell.type === "number" ? cell.format : cell,
  );
}

test.each([
  [0, "General"],
  [9, "0%"],
  [14, "yyyy/m/d"],
  [20, "h:mm"],
  [22, "yyyy/m/d h:mm"],
  [31, 'yyyy"年"m"月"d"日"'],
  [49, "@"],
  [57, 'yyyy"年"m"月"'],
  [58, 'm"月"d"日"'],
  [99, "General"],
])("the built-in format %i is %s", async (id, code) => {
  expect(await formatsOf(`<cellXfs><xf numFmtId="${id}"/></cellXfs>`, 1)).toEqual([code]);
});

test("a format that the workbook writes itself counts before the built-in of its number", async () => {
  const styles =
    '<numFmts><numFmt numFmtId="14" formatCode="0.00"/><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;"/></numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="164"/><xf numFmtId="14"/></cellXfs>';
  expect(await formatsOf(styles, 2)).toEqual(['yyyy"年"', "0.00"]);
});
