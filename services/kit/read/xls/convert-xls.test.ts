import { describe, expect, test } from "@jest/globals";
import { cellsOf, HEADER, readAll, refusalOf } from "../reading.test-data.js";
import { SCALE } from "../../../../test/scale.js";
import { DIMENSIONS, END, oldWorkbook, withLongTexts, withRecords } from "./old-workbook.test-data.js";

const ROW = ["甲", "0.5", "2020-06-03"];
const GOOD = oldWorkbook([HEADER.split(","), ROW]);
const MANY = oldWorkbook([HEADER.split(","), ...Array.from({ length: 2_000 }, (_, at) => [`甲${at}`, "1"])]);
const COMPOUND_FILE = GOOD.subarray(0, 8);
const MIB = 2 ** 20;

/** Every sector follows itself. */
function endlessChain(): Buffer {
  const file = Buffer.from(MANY);
  const table = (file.readUInt32LE(76) + 1) * 512;
  for (let sector = 0; sector < 128; sector += 1)
    if (file.readUInt32LE(table + 4 * sector) < 0xffff_fff0) file.writeUInt32LE(sector, table + 4 * sector);
  return file;
}

/** Every row and column that a sheet can have. */
function claimingAll(file: Buffer): Buffer {
  return withRecords(file, (records) =>
    records.map(({ type, data }) => {
      if (type !== DIMENSIONS) return { type, data };
      const all = Buffer.from(data);
      all.writeUInt32LE(0, 0);
      all.writeUInt32LE(65_536, 4);
      all.writeUInt16LE(0, 8);
      all.writeUInt16LE(256, 10);
      return { type, data: all };
    }),
  );
}

type Attack = readonly [name: string, make: () => Buffer, code: string, word: string];

const TEXT_BOMB: Attack = [
  "of few bytes and very much text",
  () => withRecords(GOOD, (records) => withLongTexts(records, 80_000)),
  "FEED_ARCHIVE",
  "过大",
];

describe("an old workbook", () => {
  test("with blank rows above, in and below its table is read at its own rows", async () => {
    const { rows } = await readAll(
      oldWorkbook([["处罚公示表"], [], HEADER.split(","), ROW, [], ROW, [], []]),
    );
    expect(rows.map(({ line, cells }) => [line, cells])).toEqual([
      [4, ROW],
      [6, ROW],
    ]);
  });

  test("that claims every row and column of a sheet is read by its cells", async () => {
    expect(await cellsOf(claimingAll(GOOD))).toEqual([ROW]);
  });

  test.each<Attack>([
    ["that is cut off", () => MANY.subarray(0, MANY.length / 2), "FEED_FORMAT", "已损坏"],
    [
      "whose sheet is cut off",
      () => withRecords(MANY, (records) => records.slice(0, -100)),
      "FEED_FORMAT",
      "已损坏",
    ],
    [
      "whose sheet does not end",
      () =>
        withRecords(GOOD, (records) =>
          records.slice(
            0,
            records.findLastIndex(({ type }) => type === END),
          ),
        ),
      "FEED_FORMAT",
      "已损坏",
    ],
    ["whose sectors never end", endlessChain, "FEED_FORMAT", "已损坏"],
    ["of zeros", () => Buffer.concat([COMPOUND_FILE, Buffer.alloc(MIB)]), "FEED_FORMAT", "已损坏"],
    ["over 32 MiB", () => Buffer.concat([COMPOUND_FILE, Buffer.alloc(33 * MIB)]), "FEED_TOO_LARGE", "32"],
    ...(SCALE.slowAttacks ? [TEXT_BOMB] : []),
  ])("%s is refused", async (_, make, code, word) => {
    const refusal = await refusalOf(readAll(make()));
    expect(refusal.code).toBe(code);
    expect(refusal.message).toContain(word);
    expect(refusal.message).not.toContain("{");
  });

  test("that is damaged holds up nobody: others are read beside it", async () => {
    const [damaged, ...sound] = await Promise.all([
      refusalOf(readAll(endlessChain())),
      cellsOf(GOOD),
      cellsOf(GOOD),
    ]);
    expect([damaged.code, ...sound]).toEqual(["FEED_FORMAT", [ROW], [ROW]]);
  });
});
