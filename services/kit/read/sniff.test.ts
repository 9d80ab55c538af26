import { describe, expect, test } from "@jest/globals";
import { chunksOf, HEADER, readAll, readChunks, refusalOf } from "./reading.test-data.js";
import { sniffText } from "./sniff.js";

const OLE = Buffer.from("d0cf11e0a1b11ae1", "hex");

describe("a file is what its content says", () => {
  test.each([
    ["a PDF", Buffer.from("%PDF-1.7\n"), "PDF"],
    ["a PNG image", Buffer.from("89504e470d0a1a0a", "hex"), "图片"],
    ["a JPEG image", Buffer.from("ffd8ffe000104a464946", "hex"), "图片"],
    ["a RAR archive", Buffer.from("Rar!\x1a\x07\x00"), "压缩"],
    ["a gzip file", Buffer.from("1f8b0800", "hex"), "压缩"],
    [
      "a web page",
      Buffer.from("\ufeff\n <!DOCTYPE html><table><tr><td>行政相对人名称</td></tr></table>"),
      "网页",
    ],
    ["a web page that begins with its table", Buffer.from("<table border=1>"), "网页"],
    ["a web page that begins with its style", Buffer.from("<style>td{}</style><table>"), "网页"],
    ["a web page in UTF-16", Buffer.from("\ufeff<html><table>", "utf16le"), "网页"],
    ["a web page in one file", Buffer.from("MIME-Version: 1.0\r\nContent-Type: multipart/related"), "网页"],
    ["an XML workbook of 2003", Buffer.from('<?xml version="1.0"?><Workbook/>'), "XML"],
    ["an RTF document", Buffer.from("{\\rtf1\\ansi"), "RTF"],
    ["binary content", Buffer.concat([Buffer.from(`${HEADER}\n`), Buffer.alloc(10)]), "二进制"],
    ["binary content that is ASCII otherwise", Buffer.from("CF_XDR_MC,CF_JDRQ\n\0,1\n"), "二进制"],
  ])("%s is refused, and the sentence says what it is", async (_, bytes, word) => {
    const refusal = await refusalOf(readAll(bytes));
    expect(refusal.code).toBe("FEED_FORMAT");
    expect(refusal.message).toContain(word);
    expect(refusal.message).not.toContain("{");
  });

  test("a signature is seen even when the bytes come one by one", async () => {
    expect(
      (await refusalOf(readChunks(chunksOf(...[...OLE].map((byte) => Uint8Array.of(byte)))))).message,
    ).toContain("旧版工作簿已损坏");
  });

  test.each([[""], ["\ufeff"], ["  \r\n \n"], ["\t\u3000\n"], ["[]"]])(
    "a file with nothing in it is empty: %j",
    async (text) => {
      expect((await refusalOf(readAll(text))).code).toBe("FEED_EMPTY");
    },
  );

  test.each([[`${HEADER}\n`], [HEADER], [`${HEADER}\n,,\n\n   ,,\n`]])(
    "a header alone is refused: %j",
    async (text) => {
      expect((await refusalOf(readAll(text))).code).toBe("FEED_NO_ROWS");
    },
  );

  test.each([
    ["[{", "json"],
    ['\ufeff[ \n {"a":1}]', "json"],
    ['{"a":1}', "json"],
    ['{ "data": []}', "json"],
    ["{}", "json"],
    ["[", "json"],
    ["[行政相对人名称],备注", "csv"],
    ["{行政},备注", "csv"],
    ["行政相对人名称", "csv"],
  ])("%j is %s", (start, kind) => {
    expect(sniffText(start)).toBe(kind);
  });
});
