import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { HubError } from "#schema/errors.js";
import type { QueryField } from "./comparable.js";
import { cursorScope, decodeCursor, encodeCursor } from "./cursor.js";
import { runs } from "../../../../test/scale.js";

const day: QueryField = { field: "decidedOn", sqlName: "decided_on", kind: "date", required: false };
const name: QueryField = { field: "name", sqlName: "name", kind: "text", required: false };
const id = "0a1b2c3d-0000-4000-8000-000000000001";
const scope = cursorScope(["trading.decisions", null, "DECIDED_ON_DESC", {}]);

function refusal(cursor: string, field = day): unknown {
  try {
    return decodeCursor(scope, [field], cursor);
  } catch (error) {
    return error instanceof HubError ? error.code : error;
  }
}

function forged(content: unknown): string {
  return Buffer.from(JSON.stringify(content)).toString("base64url");
}

test("a cursor comes back as it was, for every text", () => {
  fc.assert(
    fc.property(
      fc.option(fc.string({ unit: "grapheme", maxLength: 200 }).filter((text) => !text.includes("\0"))),
      (value) => {
        const position = { values: [value, "2025-01-01"], id };
        expect(decodeCursor(scope, [name, day], encodeCursor(scope, position))).toEqual(position);
      },
    ),
    { numRuns: runs(50) },
  );
});

test("the order of names in a filter does not change what a cursor belongs to, their values do", () => {
  const one = cursorScope([{ kind: { eq: "FINE" }, number: { eq: "1" } }]);
  expect(cursorScope([{ number: { eq: "1" }, kind: { eq: "FINE" } }])).toBe(one);
  expect(cursorScope([{ number: { eq: "2" }, kind: { eq: "FINE" } }])).not.toBe(one);
});

test("any other text is refused", () => {
  fc.assert(
    fc.property(fc.string(), (cursor) => {
      expect(refusal(cursor)).toBe("CURSOR_INVALID");
    }),
    { numRuns: runs(200) },
  );
});

describe("CURSOR_INVALID refuses", () => {
  test.each([
    ["another scope", ["other", "2025-01-01", id]],
    ["a day that does not exist", [scope, "2025-02-30", id]],
    ["a number for a day", [scope, 20_250_101, id]],
    ["an object for a value", [scope, { valueOf: 1 }, id]],
    ["an id that is none", [scope, "2025-01-01", "1; DROP TABLE"]],
    ["an id in capitals", [scope, "2025-01-01", id.toUpperCase()]],
    ["too few parts", [scope, "2025-01-01"]],
    ["too many parts", [scope, "2025-01-01", id, 1]],
    ["no list", { 0: scope, 1: "2025-01-01", 2: id, length: 3 }],
  ])("%s", (_, content) => {
    expect(refusal(forged(content))).toBe("CURSOR_INVALID");
  });

  test("a megabyte without decoding it", () => {
    expect(refusal("A".repeat(1_048_576))).toBe("CURSOR_INVALID");
  });
});
