import { describe, expect, test } from "@jest/globals";
import { parseDate } from "../values/dates.js";
import { parseAmount } from "../values/amounts.js";
import { generateRows } from "./generate-rows.js";
import { sampleContract, sampleOptions } from "./sample-contract.test-data.js";

describe("generateRows", () => {
  const rows = [...generateRows(sampleContract, { ...sampleOptions, rows: 200 })];

  test("there are as many rows as were asked for, each with every column", () => {
    expect(rows.length).toBe(200);
    for (const row of rows) expect(Object.keys(row)).toEqual(Object.keys(sampleContract.columns));
  });

  test("every cell is read by its own column", () => {
    for (const row of rows) {
      for (const [field, column] of Object.entries(sampleContract.columns)) {
        const text = row[field] ?? "";
        if (text === "") expect(column.required).toBe(false);
        else
          expect({
            field,
            text,
            ok: column.parse(text, { headerUnit: null, today: sampleOptions.today }).ok,
          }).toEqual({ field, text, ok: true });
      }
    }
  });

  test("no two rows have the same key", () => {
    expect(new Set(rows.map((row) => sampleContract.key.map((field) => row[field]).join("|"))).size).toBe(
      rows.length,
    );
  });

  test("no date is after today, and no text is longer than its column", () => {
    for (const row of rows) {
      const date = parseDate(row["decidedOn"] ?? "");
      expect(date.ok && date.value <= sampleOptions.today).toBe(true);
      expect((row["note"] ?? "").length).toBeLessThanOrEqual(20);
      expect(parseAmount(row["fine"] ?? "", { unit: "万元", headerUnit: null, scale: 6 }).ok).toBe(true);
    }
  });

  test("the same seed gives the same rows, another seed gives others", () => {
    expect([...generateRows(sampleContract, { ...sampleOptions, rows: 200 })]).toEqual(rows);
    expect([...generateRows(sampleContract, { ...sampleOptions, rows: 200, seed: 2 })]).not.toEqual(rows);
  });

  test("a row does not depend on how many there are", () => {
    expect([...generateRows(sampleContract, { ...sampleOptions, rows: 3 })]).toEqual(rows.slice(0, 3));
  });

  test("what the domain's generator gives is kept, what it leaves out is filled", () => {
    const [row] = generateRows(sampleContract, {
      ...sampleOptions,
      rows: 1,
      sample: (_random, index, { department }) => ({ note: `${department.name}${index}`, fine: "" }),
    });
    expect(row).toMatchObject({ note: "示例局0", fine: "" });
    expect(row?.["decidedOn"]).not.toBe("");
  });
});
