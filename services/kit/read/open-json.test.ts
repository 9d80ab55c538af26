import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { createJsonSplitter } from "./json-elements.js";
import { chunksOf, readAll, readChunks, refusalOf, type Read } from "./reading.test-data.js";
import { READ_LIMITS } from "./refusals.js";
import { runs } from "../../../test/scale.js";

const named = { 行政相对人名称: "甲", 处罚决定日期: "2020-06-03" };
const line = JSON.stringify(named);
const valuesOf = ({ head, rows }: Read): unknown =>
  rows.map(({ cells }) =>
    Object.fromEntries(
      head.fields.flatMap((field, at) => (field === null || cells[at] === "" ? [] : [[field, cells[at]]])),
    ),
  );

describe("a JSON file", () => {
  test.each([
    ["an array", `[${line},\n ${line}]`, "json", [1, 2]],
    [
      "an object with data",
      `{"code": 200, "ok": true, "data": [${line}, ${line}], "total": {"rows": 2}}`,
      "json",
      [1, 2],
    ],
    ["an object with its count as a text", `{"total": "2", "data": [${line}, ${line}]}`, "json", [1, 2]],
    ["lines", `${line}\n\n${line}\n`, "ndjson", [1, 3]],
    ["lines with a mark and no end", `\ufeff${line}\r\n${line}`, "ndjson", [1, 2]],
    [
      "objects over several lines",
      `${JSON.stringify(named, null, 2)}\n${JSON.stringify(named, null, 2)}`,
      "ndjson",
      [1, 5],
    ],
  ])("is %s", async (_, text, format, lines) => {
    const read = await readAll(text);
    expect([read.head.format, read.head.headerLine, read.rows.map((row) => row.line)]).toEqual([
      format,
      0,
      lines,
    ]);
    expect(valuesOf(read)).toEqual([
      { partyName: "甲", decidedOn: "2020-06-03" },
      { partyName: "甲", decidedOn: "2020-06-03" },
    ]);
  });

  test.each(['"total": 3', '"total": "3"', '"count": 3', '"page": {"totalElements": 3}', '"记录数": 3'])(
    "that says of its records %s, and holds one, is refused",
    async (said) => {
      const { message } = await refusalOf(readAll(`{"data": [${line}], ${said}}`));
      expect(message).toContain("共3条，文件里只有1条");
    },
  );

  test.each([
    '"hasNext": true',
    '"pages": 3',
    '"meta": {"total_pages": "2"}',
    '"next": "https://a.invalid/?page=2"',
  ])("that says %s is one page of several and is refused", async (said) => {
    const { message } = await refusalOf(readAll(`{"data": [${line}], ${said}}`));
    expect(message).toContain("后面还有其他页");
  });

  test.each(['"total": 1, "pages": 1, "hasNext": false, "next": null', '"persons": {"count": 90}'])(
    "that says %s is whole",
    async (said) => {
      expect((await readAll(`{"data": [${line}], ${said}}`)).rows).toHaveLength(1);
    },
  );

  const fined = `{"data": [${JSON.stringify({ ...named, 罚款金额: 5 })}]`;
  test.each(['"unit": "元"', '"meta": {"金额单位": "元"}', '"title": "处罚（单位：元）"', '"币种": "USD"'])(
    "that says %s of its records is refused",
    async (said) => {
      const { code, message } = await refusalOf(readAll(`${fined}, ${said}}`));
      expect(code).toBe("FEED_NAMES");
      expect(message).toContain("无法确定数值的单位");
    },
  );

  test.each(['"unit": "万元"', '"单位": "示例局"', `"deep": ${"[".repeat(5_000)}${"]".repeat(5_000)}`])(
    "that says %s of its records is read",
    async (said) => {
      expect((await readAll(`${fined}, ${said}}`)).rows).toHaveLength(1);
    },
  );

  test("each object is mapped by its own names, in any order", async () => {
    const read = await readAll(
      '[{"CF_XDR_MC":"甲","处罚决定日期":"2020-06-03"},{"处罚决定日期":"2020-06-04","备注":"x","CF_XDR_MC":"乙"}]',
    );
    expect(valuesOf(read)).toEqual([
      { partyName: "甲", decidedOn: "2020-06-03" },
      { partyName: "乙", decidedOn: "2020-06-04", remark: "x" },
    ]);
  });

  test("a name that first comes late is mapped when the contract knows it", async () => {
    const read = await readAll(
      `[${`${line},`.repeat(200)}{"企业名称":"乙","处罚决定日期":"2020-06-04","BZ":"晚"}]`,
    );
    expect(valuesOf({ ...read, rows: read.rows.slice(-1) })).toEqual([
      { partyName: "乙", decidedOn: "2020-06-04", remark: "晚" },
    ]);
  });

  test("an unknown name of any length is ignored", async () => {
    const long = "长".repeat(5_000);
    const { head, rows } = await readAll(
      `[{"${long}":1,"当事人":"甲","处罚决定日期":""},{"当事人":"乙","${long}":2}]`,
    );
    expect([head.findings.map(({ code, header }) => [code, header?.length]), rows.length]).toEqual([
      [["COLUMN_UNKNOWN", 100]],
      2,
    ]);
  });

  test("values are what a spreadsheet would hold", async () => {
    const read = await readAll(
      '{"当事人":"甲","处罚决定日期":null,"罚款金额（万元）":0.5,"处罚类别":["警告","罚款"],"备注":true,"统一社会信用代码":{"a":1}}',
    );
    expect(valuesOf(read)).toEqual([
      {
        partyName: "甲",
        fine: { type: "number", value: 0.5, format: null },
        category: "警告；罚款",
        remark: "TRUE",
        partyCode: { type: "fault", text: "{}", code: "VALUE_OBJECT" },
      },
    ]);
  });

  test("a name of the prototype is an unknown column and nothing else", async () => {
    const { head, rows } = await readAll(
      `{"__proto__":{"polluted":1},"constructor":"x","当事人":"甲","处罚决定日期":"2020-06-03"}`,
    );
    expect(head.findings.map(({ header }) => header)).toEqual(["__proto__", "constructor"]);
    expect(Reflect.get({}, "polluted")).toBeUndefined();
    expect(rows[0]?.cells).toContain("甲");
  });

  test("a file of any objects is cut the same, however its text is cut", () => {
    const anyObject = fc.dictionary(fc.string({ maxLength: 3 }), fc.jsonValue({ maxDepth: 2 }), {
      minKeys: 1,
      maxKeys: 4,
    });
    fc.assert(
      fc.property(
        fc.array(anyObject, { minLength: 1, maxLength: 5 }),
        fc.constantFrom("array", "lines", "data"),
        fc.integer({ min: 1, max: 9 }),
        (objects, shape, size) => {
          const lines = objects.map((object) => JSON.stringify(object));
          const text =
            shape === "lines"
              ? lines.join("\n")
              : shape === "array"
                ? `[${lines.join(",")}]`
                : `{"data":[${lines.join(" , ")}]}`;
          const prefix = shape === "lines" ? null : shape === "array" ? "[" : '{"data":[';
          const splitter = createJsonSplitter(prefix, READ_LIMITS);
          const opening = text.indexOf("{", shape === "data" ? 1 : 0);
          const pieces = [
            text.slice(0, opening),
            ...Array.from({ length: Math.ceil((text.length - opening) / size) }, (_, at) =>
              text.slice(opening + at * size, opening + (at + 1) * size),
            ),
          ].filter((piece) => piece !== "");
          const found = pieces.flatMap((piece) => splitter.push(piece));
          splitter.end();
          expect(found.map((element) => element.text)).toEqual(lines);
          expect(found.map(({ members }) => members)).toEqual(
            objects.map((object) => Object.keys(object).length),
          );
        },
      ),
      { numRuns: runs(200) },
    );
  });
});

describe("a JSON file is refused", () => {
  test.each([
    ["when it ends too early", `[${line},`, "FEED_FORMAT", "没有传完"],
    ["when it ends inside an object", `${line}\n{"当事人":"甲`, "FEED_FORMAT", "没有传完"],
    ["when an element is no object", `[${line}, 5]`, "FEED_FORMAT", "第2个对象"],
    ["when a comma is missing", `[${line} ${line}]`, "FEED_FORMAT", "第2个对象"],
    ["when a comma is too many", `[${line},]`, "FEED_FORMAT", "第2个对象"],
    ["when lines are separated by commas", `${line},\n${line}`, "FEED_FORMAT", "第2个对象"],
    ["when an object is not JSON", `[${line},{"当事人":机密}]`, "FEED_FORMAT", "第2个对象"],
    ["when something follows the array", `[${line}] [`, "FEED_FORMAT", "还有其他内容"],
    [
      "when something endless follows the array",
      `[${line}]${" ".repeat(200_000)}`,
      "FEED_FORMAT",
      "还有其他内容",
    ],
    ["when it is nested without end", `[${line},{"备注":${"[".repeat(50_000)}`, "FEED_FORMAT", "嵌套过深"],
    [
      "when an object has a column under two names",
      `[${`${line},`.repeat(200)}{"当事人":"甲","企业名称":"机密"}]`,
      "FEED_NAMES",
      "两个名称",
    ],
    ["when a column is missing", `[{"当事人":"甲"}]`, "FEED_NAMES", "缺少“处罚决定日期”"],
    [
      "when the first objects use two names for a column",
      `[{"当事人":"甲","处罚决定日期":""},{"企业名称":"甲","处罚决定日期":""}]`,
      "FEED_NAMES",
      "重复",
    ],
    [
      "when a late name is unknown",
      `[${`${line},`.repeat(200)}{"当事":"机密"}]`,
      "FEED_NAMES",
      "第201个对象",
    ],
    [
      "when a late name has another unit",
      `[${`${line},`.repeat(200)}{"罚款金额(元)":1}]`,
      "FEED_NAMES",
      "单位",
    ],
    [
      "when a cell is too large",
      `[${line},{"当事人":"${"长".repeat(600_000)}"}]`,
      "FEED_CELL_TOO_LARGE",
      "第2行",
    ],
    [
      "when an object is too large",
      `[${line},{${Array.from({ length: 20 }, (_, at) => `"k${at}":"${"长".repeat(500_000)}"`).join()}}]`,
      "FEED_CELL_TOO_LARGE",
      "第2行",
    ],
    [
      "when it has thousands of names",
      `[{${Array.from({ length: 2_000 }, (_, at) => `"k${at}":1`).join()},${line.slice(1)}]`,
      "FEED_COLUMNS",
      "1024",
    ],
  ])("%s", async (_, text, code, word) => {
    const refusal = await refusalOf(readAll(text));
    expect([refusal.code, refusal.message.includes(word)]).toEqual([code, true]);
    expect(refusal.message).not.toMatch(/机密|\{/);
  });

  test("when it ends too early, also byte by byte", async () => {
    expect(
      (
        await refusalOf(
          readChunks(chunksOf(...Array.from(Buffer.from(`[${line}`), (byte) => Uint8Array.of(byte)))),
        )
      ).code,
    ).toBe("FEED_FORMAT");
  });
});
